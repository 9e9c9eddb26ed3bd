"""The learned attributor on short articles of every awkward kind, written for this test."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance_data.attribution.encoder import MODEL, Encoder
from stance_data.errors import ModelError


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load()


# (kind, text, who says what: (source, a part of the content))
CASES = [
    (
        "typographic marks",
        "“The ferry will not sail today,” Ida Moe said. “We are sorry.”",
        [("Ida Moe", "The ferry will not sail today"), ("Ida Moe", "We are sorry")],
    ),
    (
        "typewriter marks",
        '"The ferry will not sail today," Ida Moe said. "We are sorry."',
        [("Ida Moe", "The ferry will not sail today"), ("Ida Moe", "We are sorry")],
    ),
    (
        "doubled single marks",
        "''The ferry will not sail today,'' Ida Moe said. ''We are sorry.''",
        [("Ida Moe", "The ferry will not sail today"), ("Ida Moe", "We are sorry")],
    ),
    (
        "British marks",
        "‘The ferry won’t sail today,’ Ida Moe said. ‘It’s the captains’ decision.’",
        [("Ida Moe", "The ferry won’t sail today"), ("Ida Moe", "It’s the captains’ decision")],
    ),
    (
        "indirect",
        "Ida Moe said the ferry would not sail on Monday. It was windy.",
        [("Ida Moe", "the ferry would not sail on Monday")],
    ),
    (
        "according to",
        "The ferry will not sail on Monday, according to the harbour office.",
        [("the harbour office", "The ferry will not sail on Monday")],
    ),
    (
        "mixed",
        "The mayor called the decision “a disgrace” and left.",
        [("The mayor", "a disgrace")],
    ),
    (
        "over two paragraphs",
        "“The ferry is old,” Ida Moe said. “It has sailed for forty years.\n\n"
        "“We need a new one before the winter comes.”",
        [("Ida Moe", "The ferry is old"), ("Ida Moe", "It has sailed for forty years")],
    ),
    (
        "interview",
        "The two spoke on Monday.\n\nMOE: Will the ferry sail?\n\nLIND: It will not.\n\n"
        "MOE: Why is that?\n\nLIND: The wind is too strong.",
        [("MOE", "Will the ferry sail?"), ("LIND", "It will not."),
         ("LIND", "The wind is too strong.")],
    ),
    (
        "hard-wrapped lines",
        "Ida Moe, the captain of the ferry to the outer islands, said on\n"
        "Monday that the ferry would not sail before the end of the week\n"
        "because of the wind.",
        [("Ida Moe, the captain", "the ferry would not sail before the end of the week")],
    ),
    (
        "a dateline",
        "LEEDS, England (PA) -- The mayor said the bridge would stay closed.",
        [("The mayor", "the bridge would stay closed")],
    ),
    (
        "never closed",
        "Ida Moe said: “The ferry will not sail today.\n\nThe harbour stayed empty.",
        [("Ida Moe", "The ferry will not sail today")],
    ),
    (
        "a list",
        "- Ida Moe said the ferry was safe.\n- Per Lind said the bridge was not.",
        [("Ida Moe", "the ferry was safe"), ("Per Lind", "the bridge was not")],
    ),
    ("nobody speaks", "The ferry left at noon. It carried forty cars and a bus.", []),
    ("empty", "", []),
    ("one character", "a", []),
    ("one mark", "“", []),
    ("white space", " \n\t\n ", []),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "expected"), CASES, ids=[c[0] for c in CASES])
def test_articles(encoder: Encoder, kind: str, text: str, expected: list[tuple[str, str]]) -> None:
    found = [
        (
            " ".join(text[s:e] for s, e in a.source),
            " ".join(" ".join(text[s:e] for s, e in a.content).split()),
        )
        for a in encoder.find_attributions(text)
    ]
    for source, part in expected:
        assert any(source in s and part in c for s, c in found), found
    if not expected:
        assert not found


def check(text: str, encoder: Encoder) -> None:
    """Check what holds for any text: spans inside the text, in order, none empty, none shared."""
    taken: set[int] = set()
    for a in encoder.find_attributions(text):
        assert a.content
        for spans in (a.source, a.cue, a.content):
            assert spans == sorted(spans)
            for start, end in spans:
                assert 0 <= start < end <= len(text)
                assert text[start:end].strip() == text[start:end]
        for start, end in a.content:
            assert taken.isdisjoint(range(start, end))
            taken.update(range(start, end))


MARKS = ["“", "”", '"', "'", "’", "''", " ", ".", ",", "— ", "\n", "\n\n", "\r\n"]
ODD = ["\u0301", "\u200b", "\ufeff", "\U0001f600", "中文"]
WORDS = [*MARKS, *ODD, "Moe", "said", "that", "SMITH:", "ferry", "according to"]


@pytest.mark.filterwarnings("ignore::stance_data.errors.StanceDataWarning")
@settings(max_examples=40, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS)).map(" ".join),
                 st.lists(st.sampled_from(WORDS)).map("".join)))  # fmt: skip
def test_any_text_is_read(text: str) -> None:
    check(text, _loaded())


_CACHE: list[Encoder] = []


def _loaded() -> Encoder:
    if not _CACHE:
        _CACHE.append(Encoder.load())
    return _CACHE[0]


@pytest.mark.filterwarnings("ignore::stance_data.errors.StanceDataWarning")
@pytest.mark.parametrize(
    "text",
    [
        "x" * 20_000,
        "中" * 3_000,
        "‘a " * 3_000,
        "“" * 2_000,
        "' " * 3_000,
        "Moe said “no” and Lind said yes. " * 300,
        ("The ferry is late, Moe said. " * 4 + "\n\n") * 60,
        "MOE: no.\n" * 300,
        "THE FERRY IS LATE, MOE SAID. “NO,” LIND SAID.",
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_large_and_odd_texts(encoder: Encoder, text: str) -> None:
    check(text, encoder)


def test_time_grows_linearly(encoder: Encoder) -> None:
    part = "“The ferry is late,” Ida Moe said on Monday. Per Lind said it would not sail.\n\n" * 30

    def seconds(times: int) -> float:
        begun = time.process_time()
        encoder.find_attributions(part * times)
        return time.process_time() - begun

    seconds(1)
    # Eight times the text may take twelve times as long, with room for a noisy machine.
    assert seconds(16) < 12 * seconds(2)


def test_an_article_does_not_depend_on_what_was_read_before(encoder: Encoder) -> None:
    text = CASES[0][1]
    before = encoder.find_attributions(text)
    for _, other, _ in CASES:
        encoder.find_attributions(other)
    assert encoder.find_attributions(text) == before


def test_model_folder_faults(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not a model folder"):
        Encoder.load(tmp_path)
    for name in ("config.json", "tokenizer.json", "model.onnx"):
        (tmp_path / name).write_bytes((MODEL / name).read_bytes())
    (tmp_path / "model.onnx").write_bytes(b"not these weights")
    with pytest.raises(ModelError, match="damaged"):
        Encoder.load(tmp_path)
    config = (tmp_path / "config.json").read_text(encoding="utf-8")
    (tmp_path / "config.json").write_text(config.replace('"format": 1', '"format": 0'))
    with pytest.raises(ModelError, match="another version"):
        Encoder.load(tmp_path)


def test_a_long_text_is_read_in_parts(encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    paragraph = "“The ferry stays,” said Ida Moe, its captain. She said that it would sail again."
    text = "\n\n".join([paragraph] * 6)
    whole = encoder.find_attributions(text)
    assert len(whole) == 12
    monkeypatch.setattr("stance_data.attribution.encoder.inference._PART", 200)
    assert encoder.find_attributions(text) == whole
