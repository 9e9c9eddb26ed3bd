"""Where the content behind a cue begins: past adverbials, past who is told, at "that" or a mark."""

from __future__ import annotations

import re

from stance_data.attribution.lexicon.entries import TELLS, Frame, verb_forms
from stance_data.attribution.lexicon.function_words import (
    ADJUNCT_NOUNS,
    COMPLEMENTIZERS,
    DETERMINERS,
    OBJECT_PRONOUNS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    TIMES,
)
from stance_data.attribution.rules.clauses import Kind, Token, is_adverb, is_mark
from stance_data.attribution.rules.cues import Cue, finite

__all__ = ["content_start", "is_complementizer"]

_CONTRACTION = re.compile(r"(?:i|you|he|she|it|we|they|that|there)'(?:s|re|ll|ve|d|m)")

_INSIDE_ADJUNCTS = ADJUNCT_NOUNS | {"a", "an"}
_LOOKAHEAD = 30
"""Tokens between a cue and its content ("said on Monday in a letter to the council that")."""


def content_start(tokens: list[Token], cue: Cue) -> tuple[int | None, bool]:
    """Return where the content behind a cue begins, and whether it is a clause."""
    start, clause = _content_start(tokens, cue)
    quotes_only = not cue.entry.frames & ~Frame.QUOTE
    if quotes_only and start is not None and start < len(tokens):
        # "laughed at the claim that …" says nothing, "laughed: “…”" does.
        start = start if tokens[start].kind is Kind.QUOTE else None
    return start, clause


def _content_start(tokens: list[Token], cue: Cue) -> tuple[int | None, bool]:
    at, n, frames = cue.last + 1, len(tokens), cue.entry.frames
    tells = bool(frames & TELLS)
    if at >= n:
        return None, False
    token = tokens[at]
    if token.low in ("so", "not") and (at + 1 == n or tokens[at + 1].kind is Kind.MARK):
        return None, False
    if is_mark(token, ":"):
        return at + 1, True
    if token.kind is Kind.QUOTE:
        return at, tells or not token.speech
    if is_mark(token, ","):
        return _past_comma(tokens, at, tells)
    if frames & Frame.HEARER and (start := _past_hearer(tokens, at, frames)) is not None:
        return start, True
    if tells and token.low in COMPLEMENTIZERS and at + 1 < n:
        return at, True
    if frames & Frame.TO and token.low == "to":
        return at, True
    opener = token.low in PREPOSITIONS or token.low in TIMES or is_adverb(token)
    if tells and (opener or token.low == "to") and token.low not in ("like", "more"):
        start = _past_adjunct(tokens, at, bool(frames & Frame.CLAUSE))
        if start is not None:
            return start, True
    if token.low in ("to", "of") or (token.kind is Kind.MARK and token.form not in "$["):
        return None, False
    adverb = is_adverb(token) and bool(frames & Frame.CLAUSE)
    if frames & Frame.CLAUSE and (adverb or not opener) and _has_clause(tokens, at, frames):
        return at, True
    if frames & Frame.NOUN and (not opener or len(cue.entry.words) > 1):
        return at, False
    return None, False


def is_complementizer(tokens: list[Token], at: int) -> bool:
    """Tell a "that" that opens a clause from one of time ("that night") or behind a preposition."""
    if tokens[at].low not in ("that", "whether") or tokens[at - 1].low in PREPOSITIONS:
        return False
    return at + 1 < len(tokens) and tokens[at + 1].low not in TIMES


def _has_clause(tokens: list[Token], at: int, frames: Frame) -> bool:
    """Tell whether a bare clause follows: a subject with a verb before the next pause."""
    if tokens[at].low in PRONOUNS and tokens[at].low not in ("it", "you", "some", "many", "all"):
        return True
    for i in range(at, min(len(tokens), at + 40)):
        if is_mark(tokens[i], ";:") or (is_mark(tokens[i], ",") and frames & Frame.NOUN):
            break
        if i > at and finite(tokens, i) and tokens[i].low not in RELATIVES:
            return True
        if _CONTRACTION.fullmatch(tokens[i].low):
            return True
    return bool(frames & Frame.FREE) and len(tokens) - at > 1


def _past_comma(tokens: list[Token], at: int, tells: bool) -> tuple[int | None, bool]:
    """Return the content behind a comma: a quotation or a "that" clause, or none."""
    if not tells or at + 1 >= len(tokens):
        return None, False
    for i in range(at + 1, min(len(tokens), at + _LOOKAHEAD)):
        token = tokens[i]
        if token.kind is Kind.QUOTE and (i == at + 1 or is_mark(tokens[i - 1], ",:")):
            return i, True
        if is_mark(token, ":") and i + 1 >= len(tokens):
            return i + 1, True
        if token.low == "that" and is_mark(tokens[i - 1], ","):
            return i, True
    return None, False


def _past_adjunct(tokens: list[Token], at: int, bare: bool) -> int | None:
    """Return where content begins behind adverbials of time, place and addressee."""
    stop = min(len(tokens), at + _LOOKAHEAD)
    for i in range(at, stop):
        token = tokens[i]
        if i > at and is_complementizer(tokens, i):
            return i
        if is_mark(token, ":"):
            return i + 1
        if token.speech and (is_mark(tokens[i - 1], ",") or token.words > 2):
            return i
        resumes = is_mark(tokens[i - 1], ",") and token.low in verb_forms()
        if is_mark(token, ";") or finite(tokens, i) or resumes:
            break
    if not bare:
        return None
    i = at
    while i < stop and (
        tokens[i].low in TIMES
        or is_adverb(tokens[i])
        or (
            tokens[i].low in ("on", "in", "the", "this", "at", "of")
            and _leads_to_adjunct(tokens, i)
        )
        or (i > at and (tokens[i].low[:1].isdigit() or tokens[i].low in _INSIDE_ADJUNCTS))
    ):
        i += 1
    if i == at or i >= stop or is_mark(tokens[i], ",") or tokens[i].low in PREPOSITIONS:
        return None
    return i


def _leads_to_adjunct(tokens: list[Token], at: int) -> bool:
    return any(t.low in TIMES or t.low in ADJUNCT_NOUNS for t in tokens[at + 1 : at + 4])


def _past_hearer(tokens: list[Token], at: int, frames: Frame) -> int | None:
    """Return where content begins behind who is told."""
    relative = False
    stop = min(len(tokens), at + _LOOKAHEAD)
    for i in range(at, stop):
        token = tokens[i]
        if token.low in ("that", "whether", "if", "how", "what", "why", "where") and (
            frames & (Frame.THAT | Frame.CLAUSE)
        ):
            return i
        if token.low == "to" and frames & Frame.TO and i > at:
            return i
        if is_mark(token, ":"):
            return i + 1
        if token.kind is Kind.QUOTE and i > at and (token.speech or is_mark(tokens[i - 1], ",")):
            return i
        relative = relative or token.low in RELATIVES
        if is_mark(token, ";") or (finite(tokens, i) and i > at and not relative):
            break
    if not frames & Frame.THAT:
        return None
    i = at
    if tokens[i].low in OBJECT_PRONOUNS or tokens[i].low == "reporters":
        i += 1
    else:
        while i < stop and (tokens[i].capital or tokens[i].low in ("the", "a", "of", "'s")):
            i += 1
    while (
        i < stop
        and i > at
        and (
            tokens[i].low in TIMES
            or (tokens[i].low in ("on", "in") and _leads_to_adjunct(tokens, i))
        )
    ):
        i += 1
    if at < i < stop:
        low = tokens[i].low.partition("'")[0]
        if low in PRONOUNS or low in DETERMINERS:
            return i
    return None
