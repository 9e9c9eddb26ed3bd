"""The forms of English verbs, by rule and by a table of the irregular ones.

The rules and the table follow R. Quirk et al., *A Comprehensive Grammar of the English Language*
(1985), sections 3.5 to 3.20.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import cache

__all__ = ["Tense", "inflect", "irregular_pasts"]


class Tense(Enum):
    """Which form of a verb a word is; the past also stands for an equal participle."""

    BASE = auto()
    PRESENT = auto()
    """The third person singular."""
    PAST = auto()
    PARTICIPLE = auto()
    """The past participle, where it differs from the past."""
    ING = auto()


# lemma past participle (one word where they are the same).
_IRREGULAR = """
be was been; become became become; begin began begun; bet bet; bring brought; build built;
buy bought; cast cast; catch caught; choose chose chosen; come came come; cut cut; deal dealt;
do did done; draw drew drawn; drive drove driven; fall fell fallen; feel felt; fight fought;
find found; fly flew flown; forecast forecast; foresee foresaw foreseen; forget forgot forgotten;
get got; give gave given; go went gone; grow grew grown; have had; hear heard; hit hit; hold held;
keep kept; know knew known; lay laid; lead led; leave left; lose lost; make made; mean meant;
meet met; pay paid; put put; read read; ride rode ridden; rise rose risen; run ran run; say said;
see saw seen; seek sought; sell sold; send sent; set set; shoot shot; show showed shown;
sing sang sung; sit sat; speak spoke spoken; spell spelled; spend spent; stand stood; strike struck;
swear swore sworn; take took taken; tear tore torn; tell told; think thought; throw threw thrown;
understand understood; uphold upheld; win won; withdraw withdrew withdrawn;
write wrote written
"""

# Verbs of more than one syllable stressed on the last: their final consonant doubles too.
_DOUBLING = frozenset(
    {"admit", "commit", "concur", "defer", "permit", "prefer", "rebut", "refer", "regret"}
)
_SINGLE = re.compile(r"(?:[^aeiou]*|qu)[aeiou][bdgklmnprt]")


@cache
def _irregular() -> dict[str, tuple[str, str]]:
    table: dict[str, tuple[str, str]] = {}
    for entry in _IRREGULAR.split(";"):
        lemma, past, *participle = entry.split()
        table[lemma] = (past, participle[0] if participle else past)
    return table


@cache
def irregular_pasts() -> frozenset[str]:
    """Return the past forms of the irregular verbs of the table ("went", "made")."""
    return frozenset(past for past, _ in _irregular().values())


def inflect(lemma: str) -> dict[str, Tense]:
    """Return every form of a verb; a form that serves for two counts as the first of `Tense`.

    Examples
    --------
    >>> list(inflect("deny"))
    ['deny', 'denies', 'denied', 'denying']
    >>> list(inflect("quip")), list(inflect("know"))
    (['quip', 'quips', 'quipped', 'quipping'], ['know', 'knows', 'knew', 'known', 'knowing'])
    """
    mute = len(lemma) > 2 and lemma.endswith("e") and not lemma.endswith(("ee", "oe"))
    stem = lemma[:-1] if mute else lemma
    doubled = lemma in _DOUBLING or _SINGLE.fullmatch(lemma) is not None
    if doubled:
        stem = lemma + lemma[-1]
    i_stem = lemma[:-1] + "i" if re.search(r"[^aeiou]y$", lemma) else None
    sibilant = lemma.endswith(("s", "x", "z", "ch", "sh", "o"))
    present = i_stem + "es" if i_stem else lemma + ("es" if sibilant else "s")
    past, participle = _irregular().get(lemma, ("", ""))
    regular = lemma + "d" if lemma.endswith("e") else (i_stem or stem) + "ed"
    forms = {
        lemma: Tense.BASE,
        {"be": "is", "have": "has"}.get(lemma, present): Tense.PRESENT,
        past or regular: Tense.PAST,
        participle or regular: Tense.PARTICIPLE,
        stem + "ing": Tense.ING,
    }
    # A form that stands twice above keeps its place but takes the later tense: set right here.
    if (past or regular) == lemma:
        forms[lemma] = Tense.BASE
    elif (participle or regular) == (past or regular):
        forms[past or regular] = Tense.PAST
    return forms
