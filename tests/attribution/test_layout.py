"""Attributions by layout: text → (source, cue, content)."""

import pytest

from stance_data.attribution.encoder.decoding import WordAttribution
from stance_data.attribution.encoder.layout import datelines, find_laid_out, put_together
from stance_data.attribution.encoder.windows import Pieces, encode_words
from stance_data.attribution.encoder.words import find_words


class NoTokenizer:
    """Stands in where only words matter: every word is one piece."""

    def token_to_id(self, token: str) -> int:
        return 1

    def encode_batch(self, forms: list[str], add_special_tokens: bool) -> list["NoTokenizer"]:
        return [self for _ in forms]

    ids = (2,)


def pieces_of(text: str) -> Pieces:
    words = find_words(text)
    return encode_words(words.forms, words.gaps, NoTokenizer(), words.starts, words.ends)  # type: ignore[arg-type]


CASES = [
    (
        "transcript",
        "The two met on air.\n\nMOE: Will it sail?\nMAYOR LIND: It will.\nMOE: When?",
        [("MOE", ":", "Will it sail?"), ("MAYOR LIND", ":", "It will."), ("MOE", ":", "When?")],
    ),
    (
        "transcript in capitals and small letters",
        "Ida Moe: Will it sail?\n\nLind: It will.\n\nIda Moe: When?\n\nLind: At noon.",
        [
            ("Ida Moe", ":", "Will it sail?"),
            ("Lind", ":", "It will."),
            ("Ida Moe", ":", "When?"),
            ("Lind", ":", "At noon."),
        ],
    ),
    (
        "transcript inside a quotation mark",
        '"MOE: Will it sail?\n\n"LIND: It will.\n\n"MOE: When?"',
        [("MOE", ":", "Will it sail?"), ("LIND", ":", "It will."), ("MOE", ":", 'When?"')],
    ),
    ("headings", "UPDATE: Rain.\n\nCORRECTION: No rain.\n\nUPDATE: Rain again.", []),
    ("one heading each", "PORTS: Closed.\n\nROADS: Open.\n\nRAILS: Slow.", []),
    ("a colon in a sentence", "It was clear: no ferry.\n\nShe said: no.\n\nIt was clear: no.", []),
    (
        "signed below",
        "“The ferry is safe enough.”\n\n— Ida Moe, captain",
        [("Ida Moe", "—", "“The ferry is safe enough.”")],
    ),
    (
        "signed behind",
        '"The ferry is safe enough." - Per van Lind.\n\nMore news.',
        [("Per van Lind", "-", '"The ferry is safe enough."')],
    ),
    ("a list", "The port was closed.\n\n- Ida Moe came.\n\n- Per Lind left.", []),
    ("a sentence behind the dash", "“The ferry is safe enough” — Moe told us so.", []),
    ("a quotation and an agency", "Moe called it “safe enough.”\n\n- Reuters.", []),
    ("nothing", "", []),
]  # fmt: skip


@pytest.mark.parametrize(("what", "text", "expected"), CASES, ids=[c[0] for c in CASES])
def test_find_laid_out(what: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    pieces = pieces_of(text)

    def cut(spans: list[tuple[int, int]]) -> str:
        return " ".join(text[pieces.starts[a] : pieces.ends[b - 1]] for a, b in spans)

    assert [tuple(cut(side) for side in a) for a in find_laid_out(pieces)] == expected


def test_put_together() -> None:
    turn = WordAttribution([(0, 1)], [(1, 2)], [(2, 9)])
    inside = WordAttribution([(3, 4)], [(4, 5)], [(5, 8)])
    beyond = WordAttribution([(10, 11)], [(11, 12)], [(12, 14)])
    assert put_together([turn], [inside, beyond]) == [turn, beyond]
    assert put_together([], [inside]) == [inside]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LEEDS, England (PA) -- The mayor said no.", ["LEEDS, England (PA) --"]),
        ("OSLO — Rain.\n\nST. IVES, Nov. 3 – Rain.", ["OSLO —", "ST. IVES, Nov. 3 –"]),
        ("The mayor — of Leeds — said no.", []),
        ("I — and others — said no.", []),
        ("NATO said no -- twice.", []),
        ("", []),
    ],
)
def test_datelines(text: str, expected: list[str]) -> None:
    pieces = pieces_of(text)
    found = datelines(pieces)
    assert [text[pieces.starts[a] : pieces.ends[b - 1]] for a, b in found] == expected
