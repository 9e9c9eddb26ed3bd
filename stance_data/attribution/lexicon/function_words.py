"""Closed classes of English words, by which clauses are told apart without a parser.

The classes follow R. Quirk et al., *A Comprehensive Grammar of the English Language* (1985),
sections 2.34 to 2.42 (closed classes) and 9.7 (prepositions), 14.12 (subordinators). All in lower
case, with the typewriter apostrophe.
"""

from __future__ import annotations

__all__ = [
    "ADJUNCT_NOUNS",
    "ADVERBS",
    "ARTICLES",
    "AUXILIARIES",
    "BE",
    "COMPLEMENTIZERS",
    "COORDINATORS",
    "DETERMINERS",
    "HAVE",
    "MODALS",
    "OBJECT_PRONOUNS",
    "PARTITIVES",
    "PLURALS",
    "PREPOSITIONS",
    "PRONOUNS",
    "RELATIVES",
    "SUBORDINATORS",
    "TIMES",
    "TRANSPARENT",
]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ARTICLES = _set("a an the")
DETERMINERS = ARTICLES | _set(
    """any each every no this these those some his her its their our my your another either
    neither such what which whose"""
)
"""Words before a noun: a verb form that follows one of them is a noun or an adjective."""

PRONOUNS = _set(
    """i you he she it we they everyone everybody nobody someone somebody anyone others many some
    few most both all none neither"""
)
"""What can be a whole subject."""

OBJECT_PRONOUNS = _set("me him her them us you")

RELATIVES = _set("who which that whom whose")

PLURALS = _set(
    """people men women children police officials critics experts others many some few most both
    several majority minority percent media data public families wives folks"""
)
"""Plurals without -s, and singulars that newspapers give a plural verb."""

PARTITIVES = _set("percent percentage majority number half third quarter dozens some many most")

BE = _set("be am is are was were been being isn't aren't wasn't weren't i'm he's she's it's we're")
HAVE = _set("have has had having haven't hasn't hadn't i've we've they've you've")
MODALS = _set(
    """will would can could may might must shall should do does did don't doesn't didn't won't
    wouldn't can't cannot couldn't shouldn't mustn't let"""
)
AUXILIARIES = BE | HAVE | MODALS

ADVERBS = _set(
    """also then later now once never ever still just again already even too often always long
    first only not soon sometimes instead further meanwhile therefore thus once twice yet rather
    almost perhaps maybe simply so well far quite much more otherwise nonetheless nevertheless
    since back"""
)
"""Adverbs without -ly that stand between a subject and its verb."""

COORDINATORS = _set("and but or nor yet while whereas though although")

SUBORDINATORS = _set(
    """that because if when whenever while as although though after before since whether where
    whereas than until unless once so lest but how why what and or"""
)
"""Words that open a clause: a subject to their right does not reach across them."""

COMPLEMENTIZERS = _set("that whether if how why what who when where which")
"""Words that open a clause which is content."""

PREPOSITIONS = _set(
    """about above across after against along amid among around as at before behind below
    beneath beside besides between beyond by despite during except for from in inside into like
    near of off on onto out outside over past per since through throughout till to toward towards
    under until unlike up upon via with within without amidst following regarding concerning
    alongside given"""
)

TIMES = _set(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december jan feb mar apr jun jul aug sep sept oct
    nov dec today yesterday tonight tomorrow morning afternoon evening night week weekend month
    year earlier later last this next ago recently afterward afterwards early late"""
)
"""Words that make up the time of a speech ("said early Monday")."""

ADJUNCT_NOUNS = _set(
    """statement interview tweet email e-mail speech letter report post interviews memo press
    conference briefing release message op-ed column hearing rally debate address video telephone
    phone call text reporters"""
)
"""What a speech is made in or to ("said in a statement")."""

TRANSPARENT = _set("and but or yet so nor still then meanwhile however moreover instead also")
"""Openers of a sentence that are no part of what is said."""
