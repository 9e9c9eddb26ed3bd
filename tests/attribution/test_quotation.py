"""Words and quotation marks: text → quotations, whatever the style."""

import pytest

from stance_data.attribution.encoder.quotation import pair_marks
from stance_data.attribution.encoder.words import Gap, Place, find_words

# (style, text, quotations with their marks)
CASES = [
    ("typographic", "“It rains,” Ann said.", ["“It rains,”"]),
    ("typewriter", '"It rains," Ann said. "Stay."', ['"It rains,"', '"Stay."']),
    ("doubled singles", "''It rains,'' Ann said.", ["''It rains,''"]),
    ("LaTeX", "``It rains,'' Ann said.", ["``It rains,''"]),
    ("guillemets", "«It rains», Ann said.", ["«It rains»"]),
    ("British", "‘It’s raining,’ Ann said.", ["‘It’s raining,’"]),
    ("British typewriter", "'It's raining,' Ann said.", ["'It's raining,'"]),
    ("plural possessive", "‘The miners’ strike won’t end,’ Ann said.",
     ["‘The miners’ strike won’t end,’"]),
    ("nested", "“He called it ‘a joke’,” Ann said.", ["“He called it ‘a joke’,”"]),
    ("nested, British", "‘He called it “a joke”,’ Ann said.", ["‘He called it “a joke”,’"]),
    ("apostrophes only", "The '90s band didn't play rock 'n' roll for 'em.", []),
    ("scare quote", "The so-called “free” ferry", ["“free”"]),
    ("over paragraphs", "“It rains.\n\n“It pours,” Ann said.", ["“It rains.", "“It pours,”"]),
    ("over paragraphs, British", "‘It rains.\n\n‘It pours,’ Ann said.",
     ["‘It rains.", "‘It pours,’"]),
    ("never closed", "Ann said “it rains.\n\nThe “ferry” left.", ["“ferry”"]),
    ("never opened", "It rains,” Ann said. “Stay.”", ["“Stay.”"]),
    ("second opening mark", "Ann said “it “rains” again.", ["“rains”"]),
    ("odd typewriter mark", 'Ann said it rains" and left.', []),
    ("in brackets", 'The ferry ("Ida") left.', ['"Ida"']),
    ("after a dash", 'Ann said—"stay"—and left.', ['"stay"']),
    ("no text", "", []),
    ("one mark", '"', []),
]  # fmt: skip


@pytest.mark.parametrize(("style", "text", "expected"), CASES, ids=[c[0] for c in CASES])
def test_quotations(style: str, text: str, expected: list[str]) -> None:
    words = find_words(text)
    found = pair_marks(words.forms, words.gaps).quotations
    assert [text[words.starts[a] : words.ends[b - 1]] for a, b in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It rains.\n\n“It pours.\n\n“Stay,” Ann said.", [4, 8]),
        ("“It rains.”\n\n“It pours,” Ann said.", []),
        ("“It rains.\n\nIt pours,” Ann said.", []),
    ],
)
def test_continued(text: str, expected: list[int]) -> None:
    words = find_words(text)
    assert pair_marks(words.forms, words.gaps).continued == expected


def test_places() -> None:
    words = find_words("A “so” and “one two three four five” b” “c")
    O, P, C, S, L, U, Y = Place.OUTSIDE, *(Place(i) for i in range(1, 7))  # noqa: E741, N806
    S, L, U, Y = Place.SHORT, Place.LONG, Place.UNCLOSED, Place.STRAY  # noqa: N806
    expected = [O, P, S, C, O, P, L, L, L, L, L, C, O, Y, Y, U]
    assert pair_marks(words.forms, words.gaps).places == expected


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("a b", [Gap.PARAGRAPH, Gap.SPACE]),
        (" a.b", [Gap.PARAGRAPH, Gap.NONE, Gap.NONE]),
        ("a\nb", [Gap.PARAGRAPH, Gap.PARAGRAPH]),
        ("a\r\n\r\nb", [Gap.PARAGRAPH, Gap.PARAGRAPH]),
        ("a\u2029b\rc", [Gap.PARAGRAPH, Gap.PARAGRAPH, Gap.PARAGRAPH]),
    ],
)
def test_gaps(text: str, gaps: list[Gap]) -> None:
    assert find_words(text).gaps == gaps


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The ferry to the outer islands will not leave before noon\n"
        "because of the wind, the harbour master told passengers who\n"
        "had been waiting since dawn.\n"
        "\n"
        "- first point\n"
        "- second point\n"
    )
    assert len(find_words(text).paragraphs()) == 3


def test_words_cover_the_text() -> None:
    text = "Mr. O’Neil—84, e-mailed: ''No!'' \U0001f600 e\u0301"
    words = find_words(text)
    assert [text[s:e] for s, e in zip(words.starts, words.ends, strict=True)] == words.forms
    assert "".join(words.forms) == "".join(text.split())
