"""The subject of a cue: the noun phrase before it.

A subject is found by walking from the cue to where its clause opens. Appositions and relative
clauses ("Ann Oduya, who chairs the council, said") belong to the subject that they follow.
"""

from __future__ import annotations

from stance_data.attribution.lexicon.entries import verb_forms
from stance_data.attribution.lexicon.function_words import (
    COORDINATORS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
)
from stance_data.attribution.lexicon.inflection import Tense
from stance_data.attribution.rules.clauses import Kind, Token, is_adverb, is_mark
from stance_data.attribution.rules.cues import Cue, finite
from stance_data.attribution.rules.noun_phrases import trimmed

__all__ = ["before", "shares_subject"]

Range = tuple[int, int]
"""First and end token number."""

_LINKS = frozenset({"and", "but", "or", "so", "that"})
_FARTHEST = 60
"""A subject is looked for within so many tokens."""


def shares_subject(tokens: list[Token], cue: Cue) -> bool:
    """Tell whether a cue has the subject of an earlier verb: "…, adding that", "and said"."""
    at = _before_times(tokens, cue.first, 0) - 1
    if at < 0:
        return False
    if cue.tense is Tense.ING and cue.first == cue.verb:
        return True
    return tokens[at].low in ("and", "but", "or", "then")


def before(tokens: list[Token], cue: Cue, floor: int = 0) -> Range | None:
    """Return the subject to the left of a cue, not reaching below token `floor`."""
    end = _before_times(tokens, cue.first, floor)
    while end - 1 > floor and is_adverb(tokens[end - 1]):
        end -= 1
    if end <= floor:
        return None
    last = tokens[end - 1]
    if last.low in PRONOUNS and (end < 2 or tokens[end - 2].low not in ("of", "and", "the", "as")):
        return (end - 1, end)
    if last.low in RELATIVES:
        return _antecedent(tokens, end - 1, floor)
    if is_mark(last, ",—–") or last.low == "--" or (last.kind is Kind.QUOTE and last.last == ","):
        return _with_apposition(tokens, end, floor)
    start = _clause_start(tokens, end, floor)
    return trimmed(tokens, start, end)


def _before_times(tokens: list[Token], end: int, floor: int) -> int:
    """Return the end of what stands before a time: "Oduya *on Monday* said"."""
    start = end
    while start > floor and tokens[start - 1].low in TIMES:
        start -= 1
    if start in (end, floor):
        return end
    if tokens[start - 1].low in ("on", "in") and start - 1 > floor:
        start -= 1
    return start


def _antecedent(tokens: list[Token], relative: int, floor: int) -> Range | None:
    end = relative
    if end > floor and is_mark(tokens[end - 1], ","):
        end -= 1
    start = _clause_start(tokens, end, floor, stop_at_verbs=True)
    for at in range(end - 2, start - 1, -1):
        if end == relative and tokens[at].low in PREPOSITIONS - {"of"}:
            # "pits farmers against guides who say": the nearest noun is the antecedent.
            start = at + 1
            break
    found = trimmed(tokens, start, end)
    return (found[0], relative + 1) if found else None


def _with_apposition(tokens: list[Token], end: int, floor: int) -> Range | None:
    """Return a subject that a comma parts from its cue, from where its head begins.

    The head is what stands before the first comma, unless that is an adverbial ("In May, Ann
    Oduya, the mayor, said").
    """
    lower = max(floor, end - _FARTHEST)
    start = end - 1
    closed = 0
    for at in range(end - 2, lower - 1, -1):
        token = tokens[at]
        closed += (token.low == ")") - (token.low == "(")
        if closed < 0 or is_mark(token, ";:"):
            break
        if token.speech and (token.words > 5 or at == lower or is_mark(tokens[at - 1], ",:—–")):
            break
        if token.low == "that" and at > lower and tokens[at - 1].low not in verb_forms():
            continue
        if token.low in ("that", "but", "because", "while", "when", "as", "if", "and") and (
            at == lower or is_mark(tokens[at - 1], ",") or token.low in ("that", "because")
        ):
            if at + 1 < end - 1 and not _inside_relative(tokens, at, lower):
                break
            continue
        start = at
    bounds = [start]
    bounds += [at + 1 for at in range(start, end - 1) if is_mark(tokens[at], ",—–")]
    subordinate = start > 0 and tokens[start - 1].low in SUBORDINATORS - _LINKS
    for number, head in enumerate(bounds):
        if number == 0 and len(bounds) > 1 and subordinate:
            continue
        if number + 1 < len(bounds) and _adverbial(tokens, head, bounds[number + 1] - 1):
            continue
        stop = _predicate(tokens, head, end - 1)
        if stop is not None and number + 1 == len(bounds) and number:
            break
        found = trimmed(tokens, head, stop if stop is not None else end)
        if found:
            return found
    return None


def _inside_relative(tokens: list[Token], at: int, lower: int) -> bool:
    return any(t.low in ("who", "whose", "which") for t in tokens[max(lower, at - 12) : at])


def _adverbial(tokens: list[Token], start: int, end: int) -> bool:
    """Tell whether a stretch between commas is an adverbial rather than the head of a subject."""
    first = tokens[start]
    if first.kind is not Kind.WORD:
        return False
    opener = first.low in PREPOSITIONS or first.low in SUBORDINATORS or is_adverb(first)
    return opener or first.low in TIMES or first.low.endswith("ing") or end - start < 1


def _predicate(tokens: list[Token], start: int, end: int) -> int | None:
    """Return the first finite verb that is not a relative clause's, or None."""
    relative = False
    for at in range(start, end):
        token = tokens[at]
        if token.low in RELATIVES:
            relative = True
        elif is_mark(token, ",") and relative:
            relative = False
        elif (
            not relative and finite(tokens, at) and at > start and not is_mark(tokens[at - 1], ",")
        ):
            if token.low.endswith("ed") and tokens[at - 1].low not in PRONOUNS:
                # "a vote called by": as often a participle as a past; only auxiliaries are sure.
                continue
            return at
    return None


def _clause_start(tokens: list[Token], end: int, floor: int, *, stop_at_verbs: bool = False) -> int:
    """Return where the clause that ends before token `end` begins."""
    lower = max(floor, end - _FARTHEST)
    at = end
    while at > lower:
        token = tokens[at - 1]
        if token.low == ")" and (opened := _opened(tokens, at - 1, lower)) is not None:
            at = opened
            continue
        if (token.kind is Kind.MARK and token.form[0] in ";:—–()") or token.low == "--":
            break
        if token.speech and (at < end or token.last in ".?!…") and token.last in ",.?!…":
            break
        if is_mark(token, ",") and not _in_list(tokens, at - 1, end, lower):
            break
        named = token.low == "as" and at - 1 > lower and _names(tokens[at - 2])
        if token.low in SUBORDINATORS - {"and", "or", "than"} and not named:
            break
        if token.low in ("and", "or") and _parts_clauses(tokens, at - 1, lower, end):
            break
        if token.low in COORDINATORS and token.low not in ("and", "or"):
            break
        if finite(tokens, at - 1) and (
            stop_at_verbs or not _relative_before(tokens, at - 1, lower)
        ):
            break
        at -= 1
    return at


def _names(token: Token) -> bool:
    """Tell whether "as" behind a token goes on with a name: "known as", "described as"."""
    return token.low in ("known", "such", "seen") or token.low.endswith("ed")


def _opened(tokens: list[Token], closing: int, lower: int) -> int | None:
    """Return the number of the parenthesis that token `closing` closes."""
    for at in range(closing - 1, lower, -1):
        if tokens[at].low == "(":
            return at
    return None


def _relative_before(tokens: list[Token], verb: int, lower: int) -> bool:
    """Tell whether a finite verb belongs to a relative clause (or is a bare participle)."""
    token = tokens[verb]
    for at in range(verb - 1, max(lower, verb - 8) - 1, -1):
        if tokens[at].low in RELATIVES:
            return True
        if is_mark(tokens[at], ",;:"):
            break
    return token.low.endswith("ed") and verb > lower and not is_adverb(tokens[verb - 1])


def _in_list(tokens: list[Token], comma: int, end: int, lower: int) -> bool:
    """Tell whether a comma parts the names of a list ("Oduya, Falk and Brandt said")."""
    if comma <= lower or not tokens[comma - 1].capital:
        return False
    rest = tokens[comma + 1 : end]
    return (
        any(t.low == "and" for t in rest)
        and all(t.capital or t.low == "and" or is_mark(t, ",") for t in rest)
        and tokens[comma - 1].low not in TIMES
    )


def _parts_clauses(tokens: list[Token], at: int, lower: int, end: int) -> bool:
    """Tell whether "and" joins clauses rather than names: a verb stands to its left."""
    if at + 1 == end:
        return False
    for left in range(at - 1, max(lower, at - 25) - 1, -1):
        token = tokens[left]
        if is_mark(token, ";:") or token.low in ("that", "but"):
            return False
        if finite(tokens, left):
            return True
    return False
