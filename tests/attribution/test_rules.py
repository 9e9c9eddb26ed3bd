"""The deterministic attributor: sentences, then whole articles, and what must not break it."""

from __future__ import annotations

import csv
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from stance_data.attribution.rules import find_attributions
from stance_data.schema import Attribution, CueKind
from stance_data.text import cut, quotations, trim

# Text → its attributions, each as "source / cue / content"; the spans of a content in " | ".
DIRECT = {
    "quote first, source first": (
        "“The well is dry,” Ines Roth said.",
        ["Ines Roth / said / “The well is dry,”"],
    ),
    "quote first, cue first": (
        "“The well is dry,” said Ines Roth, a farmer.",
        ["Ines Roth, a farmer / said / “The well is dry,”"],
    ),
    "cue first": (
        'Ines Roth said, "The well is dry."',
        ['Ines Roth / said / "The well is dry."'],
    ),
    "colon": (
        "Ines Roth added on Monday: “The well is dry.”",
        ["Ines Roth / added / “The well is dry.”"],
    ),
    "colon without verb": (
        "Ines Roth: “The well is as dry as a bone.”",
        ["Ines Roth / : / “The well is as dry as a bone.”"],
    ),
    "split": (
        "“The well,” Ines Roth said, “is dry.”",
        ["Ines Roth / said / “The well,” | “is dry.”"],
    ),
    "goes on in the next sentence": (
        "“The well is dry,” Ines Roth said on Monday. “We need rain.” Nobody answered.",
        ["Ines Roth / said / “The well is dry,” | “We need rain.”"],
    ),
    "goes on behind a second cue": (
        "“The well is dry,” Roth said, citing a survey. “We need rain.”",
        ["Roth / said / “The well is dry,” | “We need rain.”", "Roth / citing / a survey"],
    ),
    "question before its cue": (
        "“Is the well dry?” Dr. Ines Roth asked. “Go and look!” she shouted.",
        [
            "Dr. Ines Roth / asked / “Is the well dry?”",
            "she / shouted / “Go and look!”",
        ],
    ),
    "on its own after indirect speech": (
        "Roth said the well is dry. “We need rain.”",
        ["Roth / said / the well is dry | “We need rain.”"],
    ),
    "several paragraphs": (
        "“We need rain,” Roth said. “A lot of it.\n\n“We need it now.”",
        ["Roth / said / “We need rain,” | “A lot of it. | “We need it now.”"],
    ),
    "cue in the last of several paragraphs": (
        "“The well is dry.\n\n“We need rain,” Roth said.",
        ["Roth / said / “The well is dry. | “We need rain,”"],
    ),
    "next paragraph after a colon": (
        "Then Ines Roth got up and said:\n\n“The well is dry.”",
        ["Ines Roth / said / “The well is dry.”"],
    ),
    "UK single marks": (
        "‘The farmers’ well isn’t full,’ said Ines Roth. 'It wasn't in May,' she added.",
        [
            "Ines Roth / said / ‘The farmers’ well isn’t full,’",
            "she / added / 'It wasn't in May,'",
        ],
    ),
    "doubled typewriter marks": (
        "''The well is dry,'' Roth said.",
        ["Roth / said / ''The well is dry,''"],
    ),
    "nested": (
        "“My father said, ‘Dig deeper,’ and he left,” Roth said.",
        ["Roth / said / “My father said, ‘Dig deeper,’ and he left,”"],
    ),
    "who is told": (
        "“The well is dry,” Roth told the council as she left.",
        ["Roth / told / “The well is dry,”"],
    ),
    "asked": (
        "Asked about the well, Roth said, “It is dry.”",
        ["Roth / said / “It is dry.”"],
    ),
    "printed interview": (
        "FALK: Is the well dry?\n\nROTH: As a bone.\n\nFALK: Why?\n\nROTH: No rain.",
        [
            "FALK / : / Is the well dry?",
            "ROTH / : / As a bone.",
            "FALK / : / Why?",
            "ROTH / : / No rain.",
        ],
    ),
}
INDIRECT = {
    "bare clause": ("Roth says the well is dry.", ["Roth / says / the well is dry"]),
    "that": ("Roth said that the well is dry.", ["Roth / said / that the well is dry"]),
    "trailing": (
        "The well is dry, Ines Roth said on Monday.",
        ["Ines Roth / said / The well is dry"],
    ),
    "inside": (
        "The well, Ines Roth said, would be dry by June.",
        ["Ines Roth / said / The well | would be dry by June"],
    ),
    "fronted clause": (
        "But even if it rains, farmers say the well would stay dry.",
        ["farmers / say / the well would stay dry"],
    ),
    "apposition": (
        "Ines Roth, who farms the hill, says the well is dry.",
        ["Ines Roth, who farms the hill / says / the well is dry"],
    ),
    "adverbial before the source": (
        "In May, Ines Roth, a farmer, said the well was dry.",
        ["Ines Roth, a farmer / said / the well was dry"],
    ),
    "two in a sentence": (
        "Farmers say the well is dry and experts say the rain will come.",
        [
            "Farmers / say / the well is dry",
            "experts / say / the rain will come",
        ],
    ),
    "one predicate after another": (
        "Roth said the well was dry and called for help.",
        ["Roth / said / the well was dry", "Roth / called for / help"],
    ),
    "participle": (
        "Roth recently announced the closing of the well, tweeting “It is over.”",
        ["Roth / announced / the closing of the well", "Roth / tweeting / “It is over.”"],
    ),
    "while": (
        "While Roth says the well is dry, the county has done nothing.",
        ["Roth / says / the well is dry"],
    ),
    "according to, first": (
        "According to Ines Roth, the well is dry.",
        ["Ines Roth / According to / the well is dry"],
    ),
    "according to, last": (
        "The well is dry, according to Ines Roth, who farms the hill.",
        ["Ines Roth, who farms the hill / according to / The well is dry"],
    ),
    "pronoun": (
        "She argued last week that the well is dry.",
        ["She / argued / that the well is dry"],
    ),
    "who is told": (
        "Roth told the council that the well is dry.",
        ["Roth / told / that the well is dry"],
    ),
    "question": (
        "He asked her whether the well was dry.",
        ["He / asked / whether the well was dry"],
    ),
    "infinitive": (
        "The county has vowed to dig deeper.",
        ["The county / has vowed / to dig deeper"],
    ),
    "called on": (
        "Roth called on the county to dig deeper.",
        ["Roth / called on / to dig deeper"],
    ),
    "noun phrase": (
        "Roth criticized the county on Monday.",
        ["Roth / criticized / the county"],
    ),
    "passive": (
        "The county was criticized by Ines Roth for its delay.",
        ["Ines Roth / was criticized by / The county | for its delay"],
    ),
    "mixed": (
        "Roth called the county “a dry well.”",
        ["Roth / called / the county “a dry well.”"],
    ),
    "adjective": (
        "Roth is convinced that the well is dry.",
        ["Roth / is convinced / that the well is dry"],
    ),
    "noun": (
        "Nobody laughed at Ines Roth's bold claim that the well was dry.",
        ["Ines Roth / bold claim / that the well was dry"],
    ),
    "nested": (
        "Roth said the county believes that the well is dry.",
        ["Roth / said / the county believes that the well is dry"],
    ),
    "dateline": (
        "OAK HILL (AWN) -- Roth said the well is dry.",
        ["Roth / said / the well is dry"],
    ),
    "parenthesis in the source": (
        "Sen. Ines Roth (I-Vt.) said the well is dry.",
        ["Sen. Ines Roth (I-Vt.) / said / the well is dry"],
    ),
}
NOTHING = {
    "narrator": "The well has been dry since May. Rain fell on the hill.",
    "scare quotes": "The so-called “red” wells are in the “old town” of Benning.",
    "title": "The band plays “Waltz of the Wells” at noon.",
    "noun that looks like a verb": "The county's claims and reports fill the shelf.",
    "states": "Three states and two counties share the well.",
    "nobody in particular": "It is certain that it will rain.",
    "refusal": "Roth declined to comment on Monday.",
    "headline": "Roth says the well is dry\n\nRain fell on the hill.",
    "list": "• Roth says the well is dry.\n• Rain fell.",
    "links": "Up Next:\n\n  • Popular\n\n  • Recent\n\nStories You May Be Interested In",
    "empty": "",
    "blank": " \n\t\n ",
}


def shown(text: str, found: list[Attribution]) -> list[str]:
    """Return attributions as "source / cue / content"."""
    return [
        f"{cut(text, a.source)} / {cut(text, a.cue)} / "
        + " | ".join(text[start:end] for start, end in a.content)
        for a in found
    ]


@pytest.mark.parametrize(("text", "expected"), DIRECT.values(), ids=list(DIRECT))
def test_direct(text: str, expected: list[str]) -> None:
    assert shown(text, find_attributions(text)) == expected


@pytest.mark.parametrize(("text", "expected"), INDIRECT.values(), ids=list(INDIRECT))
def test_indirect(text: str, expected: list[str]) -> None:
    assert shown(text, find_attributions(text)) == expected


@pytest.mark.parametrize("text", NOTHING.values(), ids=list(NOTHING))
def test_nothing(text: str) -> None:
    assert find_attributions(text) == []


def test_kind_comes_from_the_lexicon() -> None:
    kinds = {
        "Roth said the well is dry.": CueKind.SPEECH,
        "Roth thinks the well is dry.": CueKind.BELIEF,
        "Roth wants to dig deeper.": CueKind.INTENTION,
        "Roth fears the well is dry.": CueKind.ATTITUDE,
        "Roth knows the well is dry.": CueKind.KNOWLEDGE,
    }
    assert {text: find_attributions(text)[0].cue_kind for text in kinds} == kinds


CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_articles(path: Path) -> None:
    """Source, cue and words of every attribution of the articles in ``cases/``."""
    text = path.read_text(encoding="utf-8")
    lines = path.with_suffix(".tsv").read_text(encoding="utf-8").splitlines()
    header, *rows = [line.split("\t") for line in lines]
    expected = [dict(zip(header, row, strict=True)) for row in rows]
    found = _words(text)
    # The statements of one attribution stand one below the other: join them again.
    joined: list[list[str]] = []
    for row in expected:
        words = row["text"].replace(" | ", " ")
        if joined and joined[-1][:2] == [row["source"], row["cue"]] and _one(found, joined[-1]):
            joined[-1][2] += " " + words
        else:
            joined.append([row["source"], row["cue"], words])
    assert found == joined


def test_the_shipped_article() -> None:
    """The thirteen attributions of ``raw/calexit.txt``, and nothing else."""
    root = Path(__file__).parents[2]
    text = (root / "raw" / "calexit.txt").read_text(encoding="utf-8")
    with (root / "tests" / "data" / "calexit.statements.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    expected: dict[str, list[str]] = {}
    for row in rows:
        words = row["text"]
        if row["attribution"] in expected:
            expected[row["attribution"]][2] += " " + words
        else:
            expected[row["attribution"]] = [row["source"], row["cue"], words]
    assert _words(text) == list(expected.values())


def _words(text: str) -> list[list[str]]:
    """Return source, cue and the words of the content of every attribution."""
    marked = quotations(text)
    found = []
    for a in find_attributions(text):
        words = " ".join(text[slice(*trim(text, span, marked))] for span in a.content)
        found.append([cut(text, a.source), cut(text, a.cue), words])
    return found


def _one(found: list[list[str]], row: list[str]) -> bool:
    """Tell whether an attribution goes on behind the words of `row`."""
    return any(f[:2] == row[:2] and f[2].startswith(row[2] + " ") for f in found)


def spans_are_exact(text: str) -> None:
    for a in find_attributions(text):
        assert a.content
        for role in (a.source, a.cue, a.content):
            assert all(0 <= start < end <= len(text) for start, end in role)
            assert all(b.start >= a.end for a, b in pairwise(role))


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=300))
@example("“")
@example("\u2028said\x00 \ud7ff“")
def test_arbitrary_unicode(text: str) -> None:
    spans_are_exact(text)


PIECES = (
    "said|says|, |. |“|”|\"|''|‘|’|(|)|—|: |; |according to |Ann Roth |he |who |that |and |\n\n|\n|"
    "the well |is dry|asked |adding |was |by |to |told |’s claim |? |! |while |in May|? “|—“|İ|ß|😀"
)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from([*PIECES.split("|"), " "]), max_size=40))
def test_arbitrary_pieces_of_news(pieces: list[str]) -> None:
    spans_are_exact("".join(pieces))


def test_time_grows_with_the_length() -> None:
    """A megabyte takes about ten times what a tenth of it takes, whatever its shape."""
    article = CASES[0].read_text(encoding="utf-8")
    for unit in (article + "\n\n", article.replace("\n", " "), "he said, ", "according to “a "):
        seconds = []
        for length in (20_000, 200_000):
            text = (unit * (length // len(unit) + 1))[:length]
            start = time.process_time()
            find_attributions(text)
            seconds.append(time.process_time() - start)
        assert seconds[1] < 25 * seconds[0] + 0.2, unit[:20]
