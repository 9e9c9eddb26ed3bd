"""Reading texts: encodings, side files, folders, and every kind of bad file."""

from pathlib import Path

import pytest

from stance_data.articles import article_id, read_article, read_articles, read_text
from stance_data.errors import InputError, StanceDataWarning
from stance_data.schema import Article

TEXT = "The town café closes, Ann Oduya said. “We’re done.”"


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_unicode_is_read_without_its_mark(tmp_path: Path, encoding: str) -> None:
    assert read_text(write(tmp_path, "a.txt", TEXT.encode(encoding))) == TEXT


def test_windows_1252_is_read_with_a_warning(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", TEXT.encode("cp1252"))
    with pytest.warns(StanceDataWarning, match=r"a\.txt: is not UTF-8 \(byte 12\)"):
        assert read_text(path) == TEXT


def test_line_ends_are_read_as_python_reads_them(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "One.\r\n\r\nTwo.\rThree.")
    assert read_text(path) == path.read_text() == "One.\n\nTwo.\nThree."


BAD_FILES = [
    (b"", "the file is empty"),
    (b" \n\t\n", "the file is empty"),
    ("\ufeff".encode(), "the file is empty"),
    (b"%PDF-1.7 ...", "is a PDF file"),
    (b"PK\x03\x04 word", "is a ZIP, Word"),
    (TEXT.encode("utf-16"), "is UTF-16 text"),
    (bytes(range(256)), "Save it as UTF-8|Save it as plain text"),
    (b"Some text\x00 and more", "is no text \\(control character 0x00 at character 9\\)"),
    (b"\x81\x8d\xff broken", "is neither UTF-8 nor Windows-1252 \\(byte 0\\)"),
]


@pytest.mark.filterwarnings("ignore::stance_data.errors.StanceDataWarning")
@pytest.mark.parametrize(("data", "message"), BAD_FILES)
def test_bad_file(tmp_path: Path, data: bytes, message: str) -> None:
    path = write(tmp_path, "bad.txt", data)
    with pytest.raises(InputError, match=rf"bad\.txt: .*(?:{message})"):
        read_text(path)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.txt: no such file"):
        read_article(tmp_path / "none.txt")
    with pytest.raises(InputError, match="is a folder"):
        read_article(tmp_path)
    with pytest.raises(InputError, match="is an address"):
        read_article("https://post.example/ferry")


def test_side_file_gives_facts(tmp_path: Path) -> None:
    path = write(tmp_path, "ferry.txt", TEXT)
    write(
        tmp_path,
        "ferry.toml",
        'title = "T"\ndate = 2021-03-04\ntarget = "Keep it"\n[speakers]\n"Ann Oduya" = "mayor"\n',
    )
    article = Article.from_file(path)
    assert (article.id, article.text, article.title) == ("ferry", TEXT, "T")
    assert (article.date, article.speakers) == ("2021-03-04", {"Ann Oduya": "mayor"})


BAD_SIDE_FILES = [
    ('titel = "T"', r"unknown key 'titel' \(did you mean 'title'\?\)"),
    ('date = "March"', "date 'March' is not YYYY"),
    ("title = 3", "title must be a text"),
    ('speakers = ["Ann"]', "speakers must be a table"),
    ("title = [}", "is no valid TOML .*line 1"),
    ('titel = "T"\ndate = "x"', "titel.*date 'x'"),
]


@pytest.mark.parametrize(("side", "message"), BAD_SIDE_FILES)
def test_bad_side_file(tmp_path: Path, side: str, message: str) -> None:
    path = write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "a.toml", side)
    with pytest.raises(InputError, match=rf"a\.toml: .*{message}"):
        read_article(path)


def test_folder_of_articles(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", TEXT)
    write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "a.labels.csv", "text")
    assert [a.id for a in read_articles([tmp_path])] == ["a", "b"]
    with pytest.raises(InputError, match="same article id 'a'"):
        read_articles([tmp_path, tmp_path / "a.txt"])
    (tmp_path / "none").mkdir()
    with pytest.raises(
        InputError, match=r"none: no article in this folder \(files ending in \.txt, "
    ):
        read_articles([tmp_path / "none"])


def test_article_id_is_safe_as_a_folder_name() -> None:
    assert article_id("../x/Ä b/c.d.txt") == "c.d"
    assert article_id("éé.txt") == "article"
