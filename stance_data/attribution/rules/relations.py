"""Attributions inside one sentence: which tokens are source, cue and content.

Three constructions, in this order: a phrase ("according to Oduya, …"), a parenthesis ("…, said
Oduya, …"), and a cue before its content ("Oduya says that …"). Only the outermost attribution of
nested ones is kept, so what lies in the content of one is not searched for others.
"""

from __future__ import annotations

from stance_data.attribution.lexicon.entries import TELLS, Frame, nouns
from stance_data.attribution.lexicon.function_words import (
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
)
from stance_data.attribution.lexicon.inflection import Tense
from stance_data.attribution.rules import subjects
from stance_data.attribution.rules.clauses import Kind, Token, is_mark
from stance_data.attribution.rules.content_ends import (
    end_of_clause,
    end_of_phrase,
    end_of_quote,
    goes_on,
    main_clause,
    without_comma,
)
from stance_data.attribution.rules.content_starts import content_start
from stance_data.attribution.rules.cues import Cue, find_cues
from stance_data.attribution.rules.noun_phrases import behind, opening
from stance_data.attribution.rules.parentheses import Relation, parentheses, phrases, taken

__all__ = ["Relation", "relations"]

Range = tuple[int, int]


def relations(tokens: list[Token]) -> list[Relation]:
    """Return the attributions of a sentence, in order of their cues."""
    found = phrases(tokens)
    cues = [c for c in find_cues(tokens) if not taken(found, c.verb)]
    found += parentheses(tokens, cues, found)
    done = -1
    for number, cue in enumerate(cues):
        if cue.verb <= done or taken(found, cue.verb):
            continue
        relation = _cue_first(tokens, cues, number, found)
        if relation is not None:
            found.append(relation)
            done = relation.cue[1] - 1
    found += _nouns(tokens, found)
    if not found:
        found = _colon(tokens)
    found = [r for r in found if not any(_inside(r.cue, o.source) for o in found)]
    return sorted(found, key=lambda r: r.cue)


def _inside(inner: Range, outer: Range | None) -> bool:
    return outer is not None and outer[0] <= inner[0] and inner[1] <= outer[1]


# --- cue first: "Oduya says that …" ----------------------------------------------------------


def _cue_first(
    tokens: list[Token], cues: list[Cue], number: int, found: list[Relation]
) -> Relation | None:
    cue = cues[number]
    if cue.passive:
        return _passive(tokens, cues, number)
    source: Range | None
    if subjects.shares_subject(tokens, cue):
        source = _shared(tokens, cue, found)
        if source is None and cue.tense is not Tense.ING:
            source = opening(tokens, cue.first - 1)
    else:
        source = subjects.before(tokens, cue, _floor(tokens, found, cue))
    fronted = cue.tense is Tense.ING and cue.first <= 1 and source is None
    if source is None and not fronted:
        return None
    start, clause = content_start(tokens, cue)
    if start is None:
        return None
    relation = Relation(source, (cue.first, cue.last + 1), kind=cue.entry.kind)
    if start >= len(tokens):
        relation.waiting = is_mark(tokens[-1], ":")
        return relation if relation.waiting else None
    if tokens[start].speech and not goes_on(tokens, start):
        end = end_of_quote(tokens, start)
    elif clause:
        end = end_of_clause(tokens, start, cues[number + 1 :], cue)
    else:
        end = end_of_phrase(tokens, start, cues[number + 1 :])
    if fronted or _subordinate(tokens, source):
        comma = main_clause(tokens, start, end)
        if comma is not None:
            end = comma
            if fronted:
                source = relation.source = opening(tokens, len(tokens), comma + 1)
    if source is None:
        return None
    for other in found:
        for a, _ in [*other.content, *([other.source] if other.source else []), other.cue]:
            if start < a < end:
                end = a
    content = without_comma(tokens, (start, end))
    if content[0] >= content[1]:
        return None
    relation.content = [content]
    return relation


def _subordinate(tokens: list[Token], source: Range | None) -> bool:
    """Tell whether source and cue stand in a clause before the main one: "While he says …, …"."""
    return (
        source is not None
        and 1 <= source[0] <= 2
        and tokens[source[0] - 1].low
        in (
            "while",
            "when",
            "after",
            "although",
            "though",
            "as",
            "if",
            "because",
            "since",
            "whereas",
        )
    )


def _floor(tokens: list[Token], found: list[Relation], cue: Cue) -> int:
    """Return the end of the last cue before this one, those of relative clauses left out."""
    ends = [
        r.cue[1]
        for r in found
        if r.cue[1] <= cue.first and not (r.source and tokens[r.source[1] - 1].low in RELATIVES)
    ]
    return max(ends, default=0)


def _shared(tokens: list[Token], cue: Cue, found: list[Relation]) -> Range | None:
    """Return the source of the nearest cue before this one in its sentence."""
    earlier = [r for r in found if r.source and r.cue[0] < cue.first]
    if earlier:
        return max(earlier, key=lambda r: r.cue).source
    if cue.tense is Tense.ING:
        at = cue.first - 1
        last = tokens[at] if at >= 0 else None
        if last is None or last.kind is not Kind.WORD or last.low in PREPOSITIONS | SUBORDINATORS:
            return opening(tokens, at) if at >= 1 else None
        return subjects.before(tokens, cue)
    return None


def _passive(tokens: list[Token], cues: list[Cue], number: int) -> Relation | None:
    """Match "was criticized by SOURCE for …" and "is expected to …"."""
    cue = cues[number]
    at = cue.last + 1
    subject = subjects.before(tokens, cue)
    if subject is None or at >= len(tokens):
        return None
    if tokens[at].low == "by" and cue.entry.frames & (Frame.NOUN | TELLS):
        source = behind(tokens, at + 1, len(tokens))
        if source is None:
            return None
        # "by Ann Oduya for its delay": behind a name "for" says why, not whom.
        reason = (i for i in range(*source) if tokens[i].low == "for" and tokens[i - 1].capital)
        source = (source[0], next(reason, source[1]))
        content = [subject]
        if source[1] < len(tokens) and tokens[source[1]].low in ("for", "as", "to"):
            content.append((source[1], end_of_phrase(tokens, source[1], cues[number + 1 :])))
        return Relation(source, (cue.first, at + 1), content, cue.entry.kind)
    if tokens[at].low == "to" and cue.entry.frames & Frame.PASSIVE:
        end = end_of_clause(tokens, at, cues[number + 1 :], cue)
        return Relation(None, (cue.first, at), [subject, (at, end)], cue.entry.kind)
    return None


# --- nouns: "Oduya's claim that …" -----------------------------------------------------------


def _nouns(tokens: list[Token], found: list[Relation]) -> list[Relation]:
    """Match a possessive, a noun of speech or thought, and a "that" clause."""
    new: list[Relation] = []
    for at in range(1, len(tokens) - 3):
        kind = nouns().get(tokens[at].low)
        if kind is None or tokens[at + 1].low != "that" or taken(found + new, at):
            continue
        owner = at - 1
        while owner > max(0, at - 3) and not _possessive(tokens[owner]):
            owner -= 1
        if not _possessive(tokens[owner]):
            continue
        start = owner
        while start > 0 and tokens[owner].capital and tokens[start - 1].capital:
            start -= 1
        end = next((a for r in found for a, _ in [r.cue] if a > at + 1), len(tokens))
        content = without_comma(tokens, (at + 1, end_of_phrase(tokens, at + 1, [])))
        if content[1] - content[0] > 3 and content[1] <= end:
            source, cue = (start, owner + 1), (owner + 1, at + 1)
            new.append(Relation(source, cue, [content], kind, possessive=True))
    return new


def _possessive(token: Token) -> bool:
    return token.low in ("his", "her", "their", "its") or token.low.endswith(("'s", "s'"))


# --- colon: "Oduya: “…”" ---------------------------------------------------------------------


def _colon(tokens: list[Token]) -> list[Relation]:
    """Match a name, a colon and a quotation, without any verb."""
    for at in range(1, min(len(tokens) - 1, 8)):
        quote = tokens[at + 1]
        if not (is_mark(tokens[at], ":") and quote.speech and quote.words > 3):
            continue
        if all(t.capital or t.low in PREPOSITIONS or t.low == "and" for t in tokens[:at]):
            return [Relation((0, at), (at, at + 1), [(at + 1, end_of_quote(tokens, at + 1))])]
    return []
