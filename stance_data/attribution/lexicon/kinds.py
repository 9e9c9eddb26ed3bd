"""What kind of cue words are: speech, belief, intention, attitude or knowledge.

The rule, in its order: a preposition with a source; then word by word, the first that tells. A verb
of the cue lexicon says its kind; a verb that only carries another word ("made", "went on to")
leaves it to that word. A verb of `acts` says what is done and not said ("voted against"), unless
it only carries a verb of the lexicon ("tried to explain"). A noun or adjective says its kind, of
either list. Where no word is known, "against" tells an attitude; the rest is taken for speech, the
kind of four cues in five of PolNeAR's train articles.
"""

from __future__ import annotations

import re
from functools import cache

from stance_data.attribution.lexicon.acts import ACT_ADJECTIVES, ACT_NOUNS, ACTS, CARRIED
from stance_data.attribution.lexicon.entries import (
    EMPTY,
    LIGHT,
    adjectives,
    nouns,
    prepositions,
    verb_forms,
    verbs,
)
from stance_data.attribution.lexicon.inflection import inflect
from stance_data.schema import CueKind

__all__ = ["cue_kind"]

_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_BEFORE_NOUNS = frozenset(
    ("a", "an", "the", "his", "her", "its", "their", "our", "my", "this", "no", "any", "some")
)


def cue_kind(words: str) -> CueKind:
    """Return the kind of a cue, whatever its words.

    Parameters
    ----------
    words : str
        A cue as printed; several spans joined by a space.

    Examples
    --------
    >>> [cue_kind(cue).value for cue in ("has long argued", "expressed fear", "according to")]
    ['speech', 'attitude', 'speech']
    >>> [cue_kind(cue).value for cue in ("voted against", "is trying to", "grokked")]
    ['attitude', 'intention', 'speech']
    """
    tokens = _WORD.findall(words.casefold().replace("’", "'"))
    joined = " ".join(tokens)
    for phrase, kind in prepositions().items():
        if phrase in joined:
            return kind
    carried: CueKind | None = None
    tried: CueKind | None = None
    for i, token in enumerate(tokens):
        noun = i > 0 and (tokens[i - 1] in _BEFORE_NOUNS or tokens[i - 1].endswith("'s"))
        if i and token in adjectives():
            return adjectives()[token]
        found, light = (None, False) if noun else _lexicon_verb(tokens, i)
        if found is not None and not light:
            return found
        carried = carried or found
        act, empty = (None, False) if noun else _act(tokens, i)
        if act is not None and not empty:
            return act
        tried = tried or act
        if named := _noun_or_adjective(token):
            return named
    return carried or tried or (CueKind.ATTITUDE if "against" in tokens else CueKind.SPEECH)


def _lexicon_verb(tokens: list[str], i: int) -> tuple[CueKind | None, bool]:
    """Return the kind of the verb of the lexicon at `i`, and whether it only carries another."""
    for lemma, _ in verb_forms().get(tokens[i], ()):
        if lemma in EMPTY:
            continue
        for verb in verbs()[lemma]:
            if tokens[i + 1 : i + len(verb.words)] == list(verb.words[1:]):
                return verb.kind, lemma in LIGHT
    return None, False


def _act(tokens: list[str], i: int) -> tuple[CueKind | None, bool]:
    """Return the kind of the act at `i`, and whether it may only carry another verb."""
    for after, kind, entry in _acts().get(tokens[i], ()):
        if tokens[i + 1 : i + 1 + len(after)] == list(after):
            return kind, entry in CARRIED
    return None, False


@cache
def _acts() -> dict[str, tuple[tuple[tuple[str, ...], CueKind, str], ...]]:
    """Return what may stand behind each form of an act's verb, the longest first."""
    found: dict[str, tuple[tuple[tuple[str, ...], CueKind, str], ...]] = {}
    for kind, listed in ACTS:
        for entry in listed.split():
            verb, *after = entry.split("_")
            for form in inflect(verb):
                found[form] = (*found.get(form, ()), (tuple(after), kind, entry))
    return {form: tuple(sorted(acts, key=lambda a: -len(a[0]))) for form, acts in found.items()}


def _noun_or_adjective(token: str) -> CueKind | None:
    known = nouns().get(token) or adjectives().get(token)
    return known or _more_nouns_and_adjectives().get(token)


@cache
def _more_nouns_and_adjectives() -> dict[str, CueKind]:
    found = {word: kind for kind, listed in ACT_ADJECTIVES.items() for word in listed.split()}
    for kind, listed in ACT_NOUNS.items():
        for noun in listed.split():
            found |= {noun: kind, noun + "s": kind}
    return found
