"""Articles of varied styles → their statements: each ``cases/<name>.txt`` has a table beside it.

The tables hold exactly what the deterministic attributor must find.
"""

import csv
from pathlib import Path

import pytest

from stance_data.attribution import ATTRIBUTORS, extract, extract_attributions, extract_many
from stance_data.errors import InputError, StanceDataWarning
from stance_data.schema import Article, Statement

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


def read_case(path: Path) -> tuple[Article, list[dict[str, str]]]:
    with path.with_suffix(".tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return Article(id=path.stem, text=path.read_text(encoding="utf-8")), rows


def words(statement: Statement, text: str) -> str:
    return " | ".join(text[start:end] for start, end in statement.spans)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_rules_find_exactly_the_statements(path: Path) -> None:
    article, rows = read_case(path)
    found = [
        {
            "speaker": s.speaker or "",
            "source": s.source,
            "cue": s.cue,
            "form": s.form.value,
            "text": words(s, article.text),
        }
        for s in extract(article, attributor="rules")
    ]
    assert found == rows


@pytest.mark.parametrize("attributor", ATTRIBUTORS)
def test_site_boilerplate_never_speaks(attributor: str) -> None:
    text = (
        "The harbour council met on Monday.\n\n“The ferry stays,” Ann Oduya said.\n\n"
        "Up Next:\n\n“I saw it all,” a witness said.\n\nMayor says rain will stop"
    )
    assert [s.text for s in extract(text, attributor=attributor)] == ["The ferry stays"]


@pytest.mark.parametrize("attributor", ATTRIBUTORS)
@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "a", "“", "“”", "said", "\ud800", "\u202e“x” y said"]
)
def test_odd_texts_give_no_error(attributor: str, text: str) -> None:
    for s in extract(text, attributor=attributor):
        assert s.text == " ".join(text[start:end] for start, end in s.spans)


def test_unknown_attributor() -> None:
    with pytest.raises(InputError, match=r"'ruls' \(did you mean 'rules'\?\)"):
        extract_attributions("x", attributor="ruls")


def test_many_articles_by_several_workers() -> None:
    articles = [read_case(path)[0] for path in CASES]
    alone = list(extract_many(articles, attributor="rules"))
    assert alone == [extract(article, attributor="rules") for article in articles]
    assert list(extract_many(articles, attributor="rules", workers=2)) == alone


@pytest.mark.parametrize("attributor", ATTRIBUTORS)
def test_another_language_is_warned_of_by_the_name_of_the_article(attributor: str) -> None:
    text = "„Es regnet seit Tagen“, sagte die Bürgermeisterin von Moorstadt am Montag. " * 5
    with pytest.warns(StanceDataWarning, match=r"^regen\.txt: does not look like English"):
        extract(Article(id="regen", text=text, path="regen.txt"), attributor=attributor)
