"""Where content ends, and what is no content: adverbials, another cue's words, a closing comma."""

from __future__ import annotations

from stance_data.attribution.lexicon.entries import TELLS, Frame
from stance_data.attribution.lexicon.function_words import (
    COMPLEMENTIZERS,
    COORDINATORS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
    TRANSPARENT,
)
from stance_data.attribution.lexicon.inflection import Tense
from stance_data.attribution.rules import subjects
from stance_data.attribution.rules.clauses import Kind, Token, is_adverb, is_mark
from stance_data.attribution.rules.content_starts import is_complementizer
from stance_data.attribution.rules.cues import Cue, finite
from stance_data.schema import CueKind

__all__ = [
    "end_of_addressee",
    "end_of_adjunct",
    "end_of_clause",
    "end_of_phrase",
    "end_of_quote",
    "goes_on",
    "is_clause",
    "main_clause",
    "opens_adverbial",
    "without_comma",
]

Range = tuple[int, int]

# Subordinators that noun phrases hold: "the question whether", "taller than".
_INSIDE_PHRASES = COMPLEMENTIZERS | {"and", "or", "as", "than", "since"}


def goes_on(tokens: list[Token], at: int) -> bool:
    """Tell whether a clause goes on behind a quotation: “X” is what he wanted."""
    token = tokens[at]
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    if behind is None or token.last in ",.?!" or behind.kind is Kind.QUOTE:
        return False
    return behind.kind is Kind.WORD and behind.low not in COORDINATORS


def end_of_quote(tokens: list[Token], at: int) -> int:
    """Return the end of a run of quotations, a connecting comma or word between them included."""
    end = at + 1
    while end < len(tokens):
        if tokens[end].kind is Kind.QUOTE:
            end += 1
        elif (
            tokens[at].speech
            and tokens[end - 1].last not in ",.?!"
            and end + 1 < len(tokens)
            and (tokens[end].low in ("and", "but", "or") and tokens[end + 1].kind is Kind.QUOTE)
        ):
            end += 2
        else:
            break
    return end


def end_of_clause(tokens: list[Token], start: int, later: list[Cue], cue: Cue) -> int:
    """Return where a clause of content ends: before the reporter's next cue, or at the end."""
    for other in later:
        if other.first <= start:
            continue
        at = other.first - 1
        if other.entry.kind is not CueKind.SPEECH or other.passive:
            continue
        if other.tense is Tense.ING and other.first == other.verb:
            if is_mark(tokens[at], ","):
                return at
            if tokens[at].kind is Kind.QUOTE and tokens[at].last == ",":
                return other.first
            continue
        if not other.entry.frames & (TELLS | Frame.NOUN) or cue.entry.kind is not CueKind.SPEECH:
            continue
        joint = _joint(tokens, other, cue, start)
        if joint is not None:
            return joint
    return len(tokens)


def _joint(tokens: list[Token], other: Cue, cue: Cue, start: int) -> int | None:
    """Return the conjunction that parts a later cue of the same level from content, or None."""
    at = other.first - 1
    if tokens[at].low in ("and", "but"):
        return at if other.tense is cue.tense else None
    if not other.entry.frames & (Frame.CLAUSE | Frame.HEARER):
        return None
    subject = subjects.before(tokens, other, start)
    if subject is None or subject[0] <= start:
        return None
    if other.tense is not cue.tense and tokens[subject[0]].low in PRONOUNS:
        return None
    conjunction = subject[0] - 1
    if tokens[conjunction].low in ("and", "but", "while", "whereas", "though", "although"):
        return conjunction
    return conjunction if is_mark(tokens[conjunction], ";") else None


def end_of_phrase(tokens: list[Token], start: int, later: list[Cue]) -> int:
    """Return where a noun phrase of content ends: at a pause or before another verb's words."""
    verbs = {c.first for c in later if c.tense is not Tense.BASE}
    for at in range(start + 1, len(tokens)):
        token = tokens[at]
        if (token.kind is Kind.MARK and token.form[0] in ",;:—–") or token.low == "--":
            return at
        if token.kind is Kind.QUOTE and token.last in ",":
            return at + 1
        if token.low in ("and", "or", "but") and (
            at + 1 in verbs or (at + 1 < len(tokens) and finite(tokens, at + 1))
        ):
            return at
        if token.low in SUBORDINATORS - _INSIDE_PHRASES:
            return at
        if token.low in ("on", "during") and at + 1 < len(tokens) and tokens[at + 1].low in TIMES:
            return at
    return len(tokens)


def without_comma(tokens: list[Token], found: Range) -> Range:
    """Return a range without the commas, colons and dashes at its ends."""
    start, end = found
    while end > start and (is_mark(tokens[end - 1], ",:;—–") or tokens[end - 1].low == "--"):
        end -= 1
    while start < end and is_mark(tokens[start], ",:;—–"):
        start += 1
    return start, end


def is_clause(tokens: list[Token], start: int, end: int) -> bool:
    """Tell whether a stretch can be a whole clause rather than an adverbial."""
    if end - start < 2:
        return False
    first = tokens[start]
    while start < end - 1 and tokens[start].low in TRANSPARENT:
        start += 1
        first = tokens[start]
    if first.low in PREPOSITIONS or first.low in SUBORDINATORS:
        commas = [i for i in range(start, end) if is_mark(tokens[i], ",")]
        return bool(commas) and is_clause(tokens, commas[0] + 1, end)
    if first.low in TIMES and end - start < 4:
        return False
    return end - start > 4 or any(finite(tokens, i) for i in range(start, end))


def end_of_addressee(tokens: list[Token], cue: Cue) -> int | None:
    """Return where a parenthetical cue's phrase ends; None if content follows the cue."""
    at = cue.last + 1
    if at < len(tokens) and cue.entry.frames & Frame.HEARER and not is_mark(tokens[at], ",:"):
        while at < len(tokens) and not is_mark(tokens[at], ",:—–") and not tokens[at].speech:
            if tokens[at].low in ("as", "while", "after", "before", "when", "on", "in", "at"):
                return end_of_adjunct(tokens, at)
            if tokens[at].low in COMPLEMENTIZERS or finite(tokens, at) or tokens[at].low == "to":
                return None
            at += 1
        return at
    return end_of_adjunct(tokens, at)


def end_of_adjunct(tokens: list[Token], at: int) -> int | None:
    """Return the number of the mark that ends the adverbials at `at` (or the end); else None."""
    n = len(tokens)
    if at >= n or is_mark(tokens[at], ",—–;)"):
        return at
    if is_mark(tokens[at], ":") or tokens[at].speech:
        return at
    first = tokens[at]
    opener = first.low in PREPOSITIONS or first.low in TIMES or is_adverb(first)
    if not (opener or first.low in ("when", "while", "as", "after", "before", "to", "the", "this")):
        return None
    if first.low == "the" and not (at + 1 < n and tokens[at + 1].low in TIMES):
        return None
    while at < n and not is_mark(tokens[at], ",:;—–"):
        if is_complementizer(tokens, at):
            return None
        if tokens[at].speech and tokens[at].words > 2:
            return at
        at += 1
    return at


def main_clause(tokens: list[Token], start: int, end: int) -> int | None:
    """Return the comma behind which the main clause begins, or None."""
    for at in range(start + 1, end - 1):
        follower = tokens[at + 1]
        if (
            is_mark(tokens[at], ",")
            and follower.kind is Kind.WORD
            and (follower.low in PRONOUNS or follower.low in DETERMINERS or follower.capital)
        ):
            return at
    return None


def opens_adverbial(tokens: list[Token], start: int) -> bool:
    """Tell whether what begins at `start` is an adverbial or another clause of the reporter's."""
    low = tokens[start].low
    opener = low in PREPOSITIONS or low in SUBORDINATORS or low in RELATIVES or low in COORDINATORS
    return opener or low.endswith("ing")
