"""Cue verbs in a sentence: which word forms are verbs here, and what belongs to their group.

English news needs no tagger for this as long as a form's neighbours are looked at: behind a
determiner "claims" is a noun, behind "he" a verb.
"""

from __future__ import annotations

from dataclasses import dataclass

from stance_data.attribution.lexicon.entries import (
    HOMOGRAPHS,
    NOT_WITH_MODALS,
    REFUSALS,
    SILENCES,
    Frame,
    Verb,
    adjectives,
    carrier_forms,
    nouns,
    verb_forms,
    verbs,
)
from stance_data.attribution.lexicon.function_words import (
    AUXILIARIES,
    BE,
    COMPLEMENTIZERS,
    DETERMINERS,
    HAVE,
    MODALS,
    OBJECT_PRONOUNS,
    PLURALS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
)
from stance_data.attribution.lexicon.inflection import Tense, irregular_pasts
from stance_data.attribution.rules.clauses import Kind, Token, is_adverb, is_mark
from stance_data.schema import CueKind

__all__ = ["Cue", "find_cues", "finite"]

_IMPERSONAL = frozenset({"it", "that", "this", "there", "what", "which"})
_SINGULAR = frozenset({"he", "she", "it", "everyone", "everybody", "someone", "nobody"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb group that may be a cue, as token numbers of its sentence.

    Attributes
    ----------
    first, last : int
        First token (auxiliaries included) and last one (the particle).
    verb : int
        The lexicon's verb.
    entry : Verb
    tense : Tense
    passive : bool
    """

    first: int
    last: int
    verb: int
    entry: Verb
    tense: Tense
    passive: bool = False


def find_cues(tokens: list[Token]) -> list[Cue]:
    """Return the verb groups of a sentence that may be cues, in order."""
    found: list[Cue] = []
    for i, token in enumerate(tokens):
        if token.kind is not Kind.WORD:
            continue
        cue = _adjective(tokens, i)
        for lemma, tense in verb_forms().get(token.low, ()):
            cue = cue or _group(tokens, i, lemma, tense)
        if cue is not None:
            found.append(cue)
    return found


def finite(tokens: list[Token], i: int) -> bool:
    """Tell whether a token looks like a finite verb (the past of any verb, or an auxiliary)."""
    token = tokens[i]
    if token.kind is not Kind.WORD or (token.capital and i > 0):
        return False
    if token.low in AUXILIARIES:
        return True
    before = tokens[i - 1].low if i else ""
    if before in DETERMINERS or before in PREPOSITIONS or before.endswith("'s"):
        return False
    if token.low in irregular_pasts():
        return True
    if token.low.endswith("ed") and len(token.low) > 4:
        return i > 0 and tokens[i - 1].kind is Kind.WORD
    return any(t in (Tense.PRESENT, Tense.PAST) for _, t in verb_forms().get(token.low, ())) and (
        token.low not in nouns()
    )


def _group(tokens: list[Token], i: int, lemma: str, tense: Tense) -> Cue | None:
    entry = _entry(tokens, i, lemma)
    if entry is None:
        return None
    last = i + len(entry.words) - 1
    behind = [t.low for t in tokens[last + 1 : last + 3]]
    if tokens[i].low in REFUSALS and behind[:1] == ["to"] and behind[-1] in SILENCES:
        return None
    first = _before_adverbs(tokens, i)
    before = tokens[first - 1] if first else None
    if before is None or before.kind is not Kind.WORD:
        named = before is not None and before.kind is Kind.QUOTE and tense is Tense.BASE
        if named and tokens[i].low not in nouns() and _opens_content(tokens, last + 1):
            return Cue(i, last, i, entry, tense)
        if not _stands_alone(tokens, i, last, before, tense):
            return None
        return Cue(i, last, i, entry, tense)
    if before.low == "to":
        carrier = _before_adverbs(tokens, first - 1) - 1
        if tense is not Tense.BASE or carrier < 0:
            return None
        if tokens[carrier].low == "on":
            carrier -= 1
        if carrier < 0 or tokens[carrier].low not in carrier_forms():
            return None
        if tokens[carrier].low in REFUSALS and tokens[i].low in SILENCES:
            return None
        return Cue(_auxiliaries(tokens, carrier)[0], last, i, entry, Tense.PAST)
    start, nearest = _auxiliaries(tokens, i)
    if nearest:
        return _with_auxiliary(tokens, Cue(start, last, i, entry, tense), nearest)
    if not _is_verb(tokens, i, last, before, tense):
        return None
    return Cue(i, last, i, entry, tense)


def _adjective(tokens: list[Token], i: int) -> Cue | None:
    """Match a form of "be" and an adjective of opinion or feeling: "is confident that"."""
    kind = adjectives().get(tokens[i].low)
    if kind is None or i == 0:
        return None
    start, nearest = _auxiliaries(tokens, i)
    if nearest not in BE or start == 0 or tokens[start - 1].low in _IMPERSONAL:
        return None
    frames = Frame.TO | Frame.THAT if kind is CueKind.INTENTION else Frame.CLAUSE
    return Cue(start, i, i, Verb((tokens[i].low,), kind, frames), Tense.PRESENT)


def _entry(tokens: list[Token], i: int, lemma: str) -> Verb | None:
    for verb in verbs()[lemma]:
        rest = verb.words[1:]
        behind = tokens[i + 1 : i + 1 + len(rest)]
        if len(behind) == len(rest) and all(t.low == w for t, w in zip(behind, rest, strict=True)):
            return verb
    return None


def _before_adverbs(tokens: list[Token], i: int) -> int:
    """Return the number of the first adverb of those that stand right before token `i`."""
    while i > 0 and is_adverb(tokens[i - 1]):
        i -= 1
    return i


def _auxiliaries(tokens: list[Token], i: int) -> tuple[int, str]:
    """Return where the auxiliaries and adverbs before `i` begin, and the nearest auxiliary."""
    start, nearest, at = i, "", i
    while at > 0:
        token = tokens[at - 1]
        if token.low in AUXILIARIES:
            nearest = nearest or token.low
            start = at - 1
        elif is_adverb(token):
            if tokens[at].kind is Kind.WORD and nearest == "":
                start = at - 1
        else:
            break
        at -= 1
    while start < i and is_adverb(tokens[start]):
        start += 1
    return start, nearest


def _with_auxiliary(tokens: list[Token], cue: Cue, nearest: str) -> Cue | None:
    participle = cue.tense in (Tense.PAST, Tense.PARTICIPLE) or (
        cue.tense is Tense.BASE and tokens[cue.verb].low in irregular_pasts()
    )
    if nearest in BE:
        if cue.tense is Tense.ING:
            return cue
        if participle:
            return Cue(cue.first, cue.last, cue.verb, cue.entry, cue.tense, passive=True)
        return None
    if nearest in HAVE and participle:
        return cue
    if nearest in MODALS and cue.tense is Tense.BASE and cue.entry.words[0] not in NOT_WITH_MODALS:
        return cue
    return None


def _stands_alone(
    tokens: list[Token], i: int, last: int, before: Token | None, tense: Tense
) -> bool:
    """Tell whether a form behind a mark, a quotation or nothing is a verb."""
    if tense in (Tense.BASE, Tense.PARTICIPLE):
        return False
    if before is None:
        return tense is Tense.ING or (i == 0 and tense is Tense.PAST)
    if tense is Tense.ING:
        return is_mark(before, ",—–-(") or before.kind is Kind.QUOTE
    if tokens[i].low in nouns() and tense is Tense.PRESENT:
        return _opens_content(tokens, last + 1)
    return True


def _is_verb(tokens: list[Token], i: int, last: int, before: Token, tense: Tense) -> bool:
    """Tell whether a form behind a word that is no auxiliary is a verb."""
    low = before.low
    if low in RELATIVES and low != "whose":
        return tense in (Tense.PRESENT, Tense.PAST) or (tense is Tense.BASE and low != "that")
    if tense is Tense.PARTICIPLE:
        return False
    if tense is Tense.ING:
        return low not in DETERMINERS and low not in ("of", "for", "on", "from", "about")
    if low in PRONOUNS:
        return tense is Tense.PAST or (tense is Tense.PRESENT) == (low in _SINGULAR)
    if low in DETERMINERS or low in PREPOSITIONS or low.endswith("'s"):
        return False
    if low[0].isdigit() and tense is not Tense.PAST:
        return False
    if low in ("and", "or", "but", "then"):
        return tense in (Tense.PRESENT, Tense.PAST) and (
            tokens[i].low not in nouns() or _opens_content(tokens, last + 1)
        )
    if tokens[i].low in HOMOGRAPHS and tense in (Tense.BASE, Tense.PRESENT):
        return _opens_quotation(tokens, last + 1) and not before.low.endswith("ly")
    if tokens[i].low in nouns() and not _opens_content(tokens, last + 1):
        return False
    if tense is Tense.BASE:
        plural = low in PLURALS or (low.endswith("s") and not low.endswith(("ss", "'s", "us")))
        if tokens[i].low not in nouns() and low not in OBJECT_PRONOUNS - {"you"}:  # "let him say"
            return not tokens[i].capital
        return plural and not tokens[i].capital
    return not (tokens[i].capital and tense is Tense.PRESENT and low not in PRONOUNS)


def _opens_quotation(tokens: list[Token], i: int) -> bool:
    """Tell whether token `i` begins a "that" clause or a quotation."""
    if i >= len(tokens):
        return False
    token = tokens[i]
    return token.low == "that" or token.kind is Kind.QUOTE or is_mark(token, ":")


def _opens_content(tokens: list[Token], i: int) -> bool:
    """Tell whether token `i` can begin content: no noun can be before it and a verb can."""
    if i >= len(tokens):
        return True
    token = tokens[i]
    if token.kind is Kind.QUOTE:
        return True
    if token.kind is Kind.MARK:
        return token.form in ("$", ",", ":", "[")
    return (
        token.capital
        or token.low in DETERMINERS
        or token.low in PRONOUNS
        or token.low in COMPLEMENTIZERS
        or token.low in ("to", "there", "him", "them", "her", "us", "if")
        or token.low[0].isdigit()
        or (token.low.endswith("s") and len(token.low) > 3)
    )
