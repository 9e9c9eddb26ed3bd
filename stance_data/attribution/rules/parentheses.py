"""Attributions beside their content: "according to Oduya, …" and "…, Oduya said, …"."""

from __future__ import annotations

from dataclasses import dataclass, field

from stance_data.attribution.lexicon.entries import TELLS, Frame, prepositions
from stance_data.attribution.lexicon.function_words import (
    COMPLEMENTIZERS,
    DETERMINERS,
    PREPOSITIONS,
    RELATIVES,
)
from stance_data.attribution.lexicon.inflection import Tense
from stance_data.attribution.rules import subjects
from stance_data.attribution.rules.clauses import Kind, Token, is_mark
from stance_data.attribution.rules.content_ends import (
    end_of_addressee,
    end_of_adjunct,
    end_of_clause,
    end_of_quote,
    is_clause,
    opens_adverbial,
    without_comma,
)
from stance_data.attribution.rules.cues import Cue, finite
from stance_data.attribution.rules.noun_phrases import behind
from stance_data.schema import CueKind

__all__ = ["Relation", "parentheses", "phrases", "taken"]

Range = tuple[int, int]


@dataclass
class Relation:
    """An attribution of a sentence, in token numbers; each role a list of (first, end)."""

    source: Range | None
    cue: Range
    content: list[Range] = field(default_factory=list)
    kind: CueKind = CueKind.SPEECH
    possessive: bool = False
    """Whether the source is an owner: "*Oduya*'s claim that …"."""
    waiting: bool = False
    """Whether the content is still to come: the sentence ends in a colon."""


def taken(found: list[Relation], at: int) -> bool:
    """Tell whether a token already has a role other than that of a source."""
    return any(a <= at < b for r in found for a, b in [*r.content, r.cue])


# --- phrases: "according to" -----------------------------------------------------------------


def phrases(tokens: list[Token]) -> list[Relation]:
    """Return the attributions whose cue is a preposition."""
    found: list[Relation] = []
    for i, token in enumerate(tokens):
        if token.kind is not Kind.WORD:
            continue
        for phrase, kind in prepositions().items():
            words = phrase.split()
            if token.low != words[0] or [t.low for t in tokens[i : i + len(words)]] != words:
                continue
            relation = _phrase(tokens, (i, i + len(words)), kind)
            if relation and not any(taken(found, a) for a, _ in relation.content):
                found.append(relation)
    return found


def _phrase(tokens: list[Token], cue: Range, kind: CueKind) -> Relation | None:
    """Match "according to SOURCE, content" and "content, according to SOURCE"."""
    first, end = cue
    stop = len(tokens)
    opens = not any(t.speech for t in tokens[:first]) and not is_clause(tokens, 0, first)
    comma = next((i for i in range(end, stop) if is_mark(tokens[i], ",")), stop)
    source = behind(tokens, end, stop)
    if source is None or (opens and source[1] > comma and not _parted(tokens, comma, source[1])):
        source = (end, comma) if comma > end else None
    if source is None:
        return None
    rest = source[1]
    while rest < stop and not is_mark(tokens[rest], ",") and not tokens[rest].speech:
        rest += 1
    after = (rest + 1 if rest < stop and is_mark(tokens[rest], ",") else rest, stop)
    content: list[Range] = []
    if not opens:
        left = (_left(tokens, first), first)
        content.append(without_comma(tokens, left))
        if after[0] < stop and not opens_adverbial(tokens, after[0]):
            content.append(after)
    elif after[0] < stop:
        content.append(after)
    content = [c for c in content if c[0] < c[1]]
    return Relation(source, cue, content, kind) if content else None


def _parted(tokens: list[Token], comma: int, end: int) -> bool:
    """Tell whether a fronted source goes on behind a comma: "According to Falk, the mayor, …"."""
    first = tokens[comma + 1]
    if end >= len(tokens) or not is_mark(tokens[end], ","):
        return False
    verb = any(finite(tokens, at) for at in range(comma + 1, end))
    return first.low in RELATIVES or (first.low in DETERMINERS and not verb)


# --- parentheses: "…, Oduya said, …" ---------------------------------------------------------


def parentheses(tokens: list[Token], cues: list[Cue], found: list[Relation]) -> list[Relation]:
    """Return the attributions whose source and cue stand behind or inside their content."""
    new: list[Relation] = []
    for cue in cues:
        if not cue.entry.frames & TELLS or cue.passive or cue.tense is Tense.ING:
            continue
        if taken(new, cue.verb):
            continue
        relation = _inverted(tokens, cue) or _trailing(tokens, cue)
        if relation and not any(taken(found + new, a) for a, _ in relation.content):
            new.append(relation)
    return new


def _trailing(tokens: list[Token], cue: Cue) -> Relation | None:
    """Match "content, SOURCE CUE [adjunct]", at the end or before a comma."""
    source = subjects.before(tokens, cue)
    if source is None or source[0] == 0:
        return None
    mark = tokens[source[0] - 1]
    if mark.low == "as" and source[0] > 1:
        mark = tokens[source[0] - 2]
    if not (is_mark(mark, ",—–") or mark.speech or mark.low == "--"):
        return None
    end = end_of_addressee(tokens, cue)
    if end is None:
        return None
    comma = source[0] - 1 - (tokens[source[0] - 1].low == "as")
    if not mark.speech and end < len(tokens) - 1 and _quote_follows(tokens, end):
        # "Asked why, she said, “…”": what stands before is no part of what is said.
        participle = tokens[0].low.endswith(("ed", "ing"))
        if participle or not is_clause(tokens, 0, comma):
            return None
    return _around(tokens, source, (cue.first, cue.last + 1), comma + mark.speech, end, cue)


def _quote_follows(tokens: list[Token], at: int) -> bool:
    return tokens[at].kind is Kind.QUOTE or tokens[at + 1].kind is Kind.QUOTE


def _inverted(tokens: list[Token], cue: Cue) -> Relation | None:
    """Match "content, CUE SOURCE [adjunct]", at the end or before a comma."""
    if cue.entry.frames & Frame.HEARER and not cue.entry.frames & Frame.QUOTE:
        return None
    if cue.first == 0 or cue.first != cue.verb or cue.tense not in (Tense.PRESENT, Tense.PAST):
        return None
    mark = tokens[cue.first - 1]
    opens = cue.first == 1 or is_mark(tokens[cue.first - 2], ",:—–") or mark.words > 5
    if not ((mark.speech and opens) or is_mark(mark, ",—–")):
        return None
    source = behind(tokens, cue.last + 1, len(tokens))
    if source is None or tokens[source[0]].kind is Kind.MARK:
        return None
    first = tokens[source[0]]
    if first.low in PREPOSITIONS or first.low in COMPLEMENTIZERS or first.low == "to":
        return None
    lower = not first.capital and first.low not in DETERMINERS
    if is_mark(mark, ",—–") and lower and source[1] < len(tokens):
        return None
    end = end_of_adjunct(tokens, source[1])
    if end is None:
        return None
    if is_mark(mark, ",—–") and not is_clause(tokens, 0, cue.first - 1):
        return None
    comma = cue.first - 1
    return _around(tokens, source, (cue.first, cue.last + 1), comma + mark.speech, end, cue)


def _around(
    tokens: list[Token], source: Range, cue_range: Range, end_left: int, right: int, cue: Cue
) -> Relation | None:
    """Make the attribution whose content stands on both sides of source and cue."""
    left = without_comma(tokens, (_left(tokens, end_left), end_left))
    if left[0] >= left[1]:
        return None
    quoted = any(tokens[i].speech for i in range(*left))
    if not quoted and not cue.entry.frames & (Frame.CLAUSE | Frame.THAT):
        return None
    goes = right + 1 < len(tokens) and not tokens[right].speech and not tokens[right + 1].speech
    if not quoted and not is_clause(tokens, *left) and not (goes and is_mark(tokens[right], ",")):
        return None
    content = [left]
    n = len(tokens)
    if right < n:
        start = right + 1 if is_mark(tokens[right], ",:—–") else right
        if start < n:
            unquoted = tokens[left[1] - 1].kind is not Kind.QUOTE and not opens_adverbial(
                tokens, start
            )
            if tokens[start].kind is Kind.QUOTE:
                content.append((start, end_of_quote(tokens, start)))
            elif unquoted:
                content.append((start, end_of_clause(tokens, start, [], cue)))
    return Relation(source, cue_range, content, cue.entry.kind)


def _left(tokens: list[Token], end: int) -> int:
    """Return where content that ends before `end` begins in its sentence."""
    start = 0
    while start < end and (tokens[start].kind is Kind.MARK and tokens[start].form not in "$[("):
        start += 1
    for at in range(start, end):
        if tokens[at].speech and tokens[at].words > 2:
            lead = tokens[start:at]
            if not lead or not any(finite(tokens, i) for i in range(start, at)):
                return at
    return start
