"""Noun phrases that name a source: what opens a clause, what stands behind a cue or preposition."""

from __future__ import annotations

from stance_data.attribution.lexicon.function_words import (
    ADJUNCT_NOUNS,
    COORDINATORS,
    DETERMINERS,
    PARTITIVES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
)
from stance_data.attribution.rules.clauses import Kind, Token, is_adverb, is_mark
from stance_data.attribution.rules.cues import finite

__all__ = ["behind", "opening", "trimmed"]

Range = tuple[int, int]

# Words that may stand before a noun phrase and are no part of it.
_NOT_FIRST = COORDINATORS | {"as", "that", "on"}


def trimmed(tokens: list[Token], start: int, end: int) -> Range | None:
    """Return a range without conjunctions, adverbs and time words before it; None if empty."""
    while start < end:
        token = tokens[start]
        loose = token.kind is Kind.MARK or is_adverb(token) or token.low in _NOT_FIRST
        if not loose and not (start + 1 < end and _time(tokens, start)):
            break
        start += 1
    while end > start and (is_mark(tokens[end - 1], ",—–-") or is_adverb(tokens[end - 1])):
        end -= 1
    if end <= start:
        return None
    if end - start > 1 and tokens[start].low in PREPOSITIONS:
        return _after_preposition(tokens, start, end)
    return (start, end)


def _time(tokens: list[Token], at: int) -> bool:
    """Tell whether a token is a word of time and no name or determiner ("last week")."""
    low = tokens[at].low
    if low in ("may", "march", "next", "last", "this"):
        return tokens[at + 1].low in TIMES
    return low in TIMES


def _after_preposition(tokens: list[Token], start: int, end: int) -> Range | None:
    """Return the subject behind an adverbial without comma ("In Arden the mayor said")."""
    if tokens[start].low in ("about", "over", "around", "nearly", "like", "near"):
        return (start, end)
    for at in range(start + 2, end):
        opens = tokens[at].low in DETERMINERS or tokens[at].low in PRONOUNS
        if opens and tokens[at - 1].low not in PREPOSITIONS:
            return (at, end)
    at = end
    while at > start + 1 and tokens[at - 1].capital:
        at -= 1
    return (at, end) if start + 1 < at < end else (start + 1, end)


def behind(tokens: list[Token], start: int, stop: int) -> Range | None:
    """Return the source that begins at token `start`: "said *Ann Oduya, the mayor*, on Monday".

    It ends before a finite verb, an adverbial, or what opens another clause; None if it is not a
    noun phrase at all.
    """
    if start < stop and tokens[start].low in PRONOUNS - PARTITIVES:
        return (start, start + 1)
    at = start
    relative = False
    while at < stop:
        token = tokens[at]
        if (token.kind is Kind.MARK and token.form[0] in ";:—–") or token.low == "--":
            break
        if token.speech and token.last in ",.?!…" and at > start and token.words > 3:
            break
        if is_mark(token, ","):
            relative = False
            if at + 1 >= stop or not _apposition(tokens, at + 1):
                break
        elif token.low in RELATIVES:
            relative = True
        elif not relative and at > start and _leaves(tokens, at, stop):
            break
        elif not relative and finite(tokens, at) and at > start and token.low[-2:] != "ed":
            return (start, at - 1) if is_mark(tokens[at - 1], ",") and at - 1 > start else None
        at += 1
    while at > start and (is_mark(tokens[at - 1], ",") or is_adverb(tokens[at - 1])):
        at -= 1
    return (start, at) if at > start else None


def _apposition(tokens: list[Token], start: int) -> bool:
    """Tell whether what follows a comma belongs to the noun phrase before it."""
    token = tokens[start]
    if token.kind is Kind.QUOTE:
        return False
    return (
        token.low in DETERMINERS
        or token.low in RELATIVES
        or token.low[0].isdigit()
        or (
            token.kind is Kind.WORD
            and not token.low.endswith("ing")
            and token.low not in COORDINATORS
            and token.low not in SUBORDINATORS
            and token.low not in PREPOSITIONS
            and token.low not in PRONOUNS
        )
    )


def _leaves(tokens: list[Token], at: int, stop: int) -> bool:
    """Tell whether a token opens a clause or an adverbial of the cue, not of the noun phrase."""
    low = tokens[at].low
    if low in SUBORDINATORS - {"and", "or"} or low in TIMES:
        return True
    return low in ("on", "in", "during", "at") and _adjunct(tokens, at, stop)


def _adjunct(tokens: list[Token], at: int, stop: int) -> bool:
    return any(t.low in TIMES or t.low in ADJUNCT_NOUNS for t in tokens[at + 1 : min(stop, at + 5)])


def opening(tokens: list[Token], stop: int, start: int = 0) -> Range | None:
    """Return the noun phrase that opens a clause: its likely subject, up to its first verb."""
    if start < stop and (tokens[start].low in PREPOSITIONS or tokens[start].low in SUBORDINATORS):
        comma = next((i for i in range(start, stop) if is_mark(tokens[i], ",")), None)
        if comma is None:
            return None
        start = comma + 1
    for at in range(start, stop):
        relative = any(t.low in RELATIVES for t in tokens[max(start, at - 8) : at])
        if at > start and finite(tokens, at) and not relative:
            return trimmed(tokens, start, at)
        if tokens[at].speech:
            return None
        if at > start and tokens[at].low in PREPOSITIONS and tokens[at].low not in ("of", "for"):
            return trimmed(tokens, start, at)
    return None
