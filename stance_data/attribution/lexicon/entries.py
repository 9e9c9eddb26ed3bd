"""Words that signal an attribution: verbs, nouns, adjectives and prepositions, by kind of cue.

The verbs are in `verb_classes`; the other words are here, each list with its source. Everything is
data that the attributor and `stance_data.attribution.lexicon.kinds` look up.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from stance_data.attribution.lexicon.inflection import Tense, inflect
from stance_data.attribution.lexicon.verb_classes import TELLS, VERB_CLASSES, Frame
from stance_data.schema import CueKind

__all__ = [
    "EMPTY",
    "HOMOGRAPHS",
    "LIGHT",
    "NOT_WITH_MODALS",
    "REFUSALS",
    "SILENCES",
    "TELLS",
    "Frame",
    "Verb",
    "adjectives",
    "carrier_forms",
    "nouns",
    "prepositions",
    "verb_forms",
    "verbs",
]


class Verb(NamedTuple):
    """A verb as a cue: its words ("point out"), what kind of cue it is, how it takes content."""

    words: tuple[str, ...]
    kind: CueKind
    frames: Frame


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Nouns that take a clause with "that" or stand for one (PARC 3.0's nominal cues; the shell
# nouns of H.-J. Schmid, *English Abstract Nouns as Conceptual Shells*, 2000).
_NOUNS: dict[CueKind, str] = {
    CueKind.SPEECH: """accusation admission allegation announcement answer argument assertion
        assurance attack call charge claim comment complaint confession contention criticism
        declaration demand denial endorsement explanation insistence insinuation message news
        objection pledge point praise prediction promise proposal question reminder remark
        report request response rumor rumour speech statement suggestion testimony threat tweet
        vow warning word""",
    CueKind.BELIEF: """assumption belief conclusion conviction doubt expectation feeling idea
        impression judgment notion opinion perception speculation suspicion theory thought
        view""",
    CueKind.INTENTION: "aim ambition decision desire goal intention plan wish",
    CueKind.ATTITUDE: """anger concern confidence dismay fear frustration hope opposition
        optimism outrage regret skepticism scepticism support surprise worry""",
    CueKind.KNOWLEDGE: "acknowledgment awareness discovery evidence finding knowledge realization",
}

# Adjectives that take a clause or an infinitive behind a form of "be" ("is confident that").
_ADJECTIVES: dict[CueKind, str] = {
    CueKind.SPEECH: "adamant insistent",
    CueKind.BELIEF: """certain confident convinced doubtful sceptical skeptical sure unconvinced
        unsure persuaded""",
    CueKind.INTENTION: "eager determined keen reluctant ready unwilling willing",
    CueKind.ATTITUDE: """afraid alarmed angry anxious concerned delighted disappointed fearful
        frustrated furious glad grateful happy hopeful nervous optimistic outraged pessimistic
        pleased proud sad shocked sorry surprised thankful thrilled upset wary worried""",
    CueKind.KNOWLEDGE: "aware unaware",
}

# Prepositions whose complement is a source.
_PREPOSITIONS: dict[str, CueKind] = {
    "according to": CueKind.SPEECH,
    "in the words of": CueKind.SPEECH,
    "in the opinion of": CueKind.BELIEF,
    "in the view of": CueKind.BELIEF,
    "in the eyes of": CueKind.BELIEF,
}

# Nouns, adjectives and adverbs that look like a form of a verb above, and are none of the nouns
# above ("states", "lists"): a verb only where what follows can be nothing but content.
HOMOGRAPHS = _words(
    """address addresses advocate advocates back bill blog cable cast challenge challenges cost
    counsel credit credits
    detail details direct dispute disputes document documents echo echoes emails estimate estimates
    fault faults favor favors favour favours fire forecast forecasts hail hate highlight highlights
    hold holds invite label labels like likes list lists lobby love mean message order orders
    outline outlines paint pan pans post posts press project projects quote quotes reason reasons
    rule rules seeks signal signals slate snap spell state states stress text texts trash trust
    welcome"""
)

# Behind "would" these say what is to happen, not what somebody knows ("would see prices rise").
NOT_WITH_MODALS = _words("find see show")

# "Declined to comment": a refusal to say anything, which says nothing.
REFUSALS = _words("decline declined declines refuse refused refuses")
SILENCES = _words("answer comment discuss elaborate reply respond say")

# Verbs that only carry a noun or adjective that says the kind ("expressed fear", "made a claim").
LIGHT = _words("be express feel give have issue level make offer raise show take voice")

# Verbs that only carry the infinitive behind them ("went on to say"); those of the second group
# have a kind of their own ("declined to say").
EMPTY = _words("appear begin come continue go help keep move seem start try use")
_CARRIERS = EMPTY | _words("decline fail hasten like plan refuse seek take want")


@cache
def verbs() -> dict[str, tuple[Verb, ...]]:
    """Return the verbs by the lemma of their first word, those of most words first."""
    kinds: dict[tuple[str, ...], CueKind] = {}
    frames: dict[tuple[str, ...], Frame] = {}
    for kind, frame, listed in VERB_CLASSES:
        for entry in listed.split():
            words = tuple(entry.split("_"))
            kinds.setdefault(words, kind)
            frames[words] = frames.get(words, frame) | frame
    found: dict[str, tuple[Verb, ...]] = {}
    for words in sorted(kinds, key=len, reverse=True):
        verb = Verb(words, kinds[words], frames[words])
        found[words[0]] = (*found.get(words[0], ()), verb)
    return found


@cache
def verb_forms() -> dict[str, tuple[tuple[str, Tense], ...]]:
    """Return the (lemma, tense) readings of every form of the first words of `verbs`."""
    found: dict[str, tuple[tuple[str, Tense], ...]] = {}
    for lemma in verbs():
        for form, tense in inflect(lemma).items():
            found[form] = (*found.get(form, ()), (lemma, tense))
    return found


@cache
def carrier_forms() -> frozenset[str]:
    """Return the forms of the verbs that carry an infinitive which is the cue."""
    return frozenset(form for lemma in _CARRIERS for form in inflect(lemma))


@cache
def nouns() -> dict[str, CueKind]:
    """Return the nouns that can be cues, singular and plural, with their kinds."""
    found: dict[str, CueKind] = {}
    for kind, listed in _NOUNS.items():
        for noun in listed.split():
            found[noun] = kind
            ending = re.sub(r"(?<=[^aeiou])y$", "ie", noun)
            found[ending + ("es" if ending.endswith(("s", "ch", "sh", "x")) else "s")] = kind
    return found


@cache
def adjectives() -> dict[str, CueKind]:
    """Return the adjectives that can be cues behind a form of "be", with their kinds."""
    return {word: kind for kind, listed in _ADJECTIVES.items() for word in listed.split()}


def prepositions() -> dict[str, CueKind]:
    """Return the prepositions (in lower case) whose complement is a source, with their kinds."""
    return dict(_PREPOSITIONS)
