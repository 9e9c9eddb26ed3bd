"""Whether two names are forms of one name: the speaker that was found and the one that is right.

Names are compared by their words, in lower case and without accents, titles, honorifics, function
words and generational suffixes. Two names are the same if

- they have the same words ("Justice Department", "United States Department of Justice": the
  country does not count in the name of a body); or
- the shorter one has only words of the longer one and ends as it does ("Roe", "Clare Roe";
  "Clare Roe", "Clare M. Roe"); or
- they end alike and one's given name is the other's initial or short form ("Bob Roe", "Robert
  Roe"); or
- one is the initials of the other ("DLA", "Dry Lake Agency"); or
- a table says so (`_SAME`).

"Roe campaign" is not "Roe": they do not end alike.
"""

from __future__ import annotations

import re
import unicodedata

from stance_data.attribution.speakers import names, roles
from stance_data.attribution.speakers.short_forms import SHORT_FORMS
from stance_data.attribution.speakers.wordlists import pairs, words

__all__ = ["name_words", "same_name"]

_SMALL = words("a an and at by for in of on or the to s")
_COUNTRY = words("united states u.s us american")
_TITLES = (
    roles.COURTESY_TITLES
    | roles.TITLE_ABBREVIATIONS.keys()
    | words(
        "attorney general governor judge justice president representative secretary senator vice"
    )
)
_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*")

# Bodies that news calls by another name than their own; a party is its members.
_SAME = pairs(
    """
republicans=republican_party gop=republican_party republican=republican_party
democrats=democratic_party democrat=democratic_party dems=democratic_party
house=house_representatives gop_lawmakers=republican_lawmakers fbi=federal_bureau_investigation
congressional_republicans=republican_party congressional_democrats=democratic_party
"""
)


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name that are compared.

    Examples
    --------
    >>> name_words("Sen. Clare M. Roe Jr.")
    ('clare', 'm', 'roe')
    >>> name_words("the U.S. Department of Justice")
    ('department', 'justice')
    """
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c)
    )
    found = [re.sub(r"['’]s$", "", w) for w in _WORD.findall(plain)]
    kept = [w for w in found if w not in _SMALL | names.SUFFIXES]
    for drop in (_COUNTRY, _TITLES):
        while len(kept) > 1 and kept[0] in drop:
            kept.pop(0)
    joined = " ".join(kept)
    return tuple(_SAME.get(joined, joined).split())


def same_name(ours: str, theirs: str) -> bool:
    """Tell whether two names are forms of one, by the rules above.

    Examples
    --------
    >>> [same_name("Clare Roe", other) for other in ("Roe", "Ms. Roe", "Otto Roe", "Roe campaign")]
    [True, True, False, False]
    """
    a, b = sorted((name_words(ours), name_words(theirs)), key=len)
    if not a:
        return False
    if set(a) == set(b):
        return True
    if len(a) == 1 and len(b) > 1 and a[0] == "".join(word[0] for word in b):
        return True
    if a[-1] != b[-1]:
        return False
    return set(a) <= set(b) or (len(a) > 1 and _same_given_name(a[0], b[0]))


def _same_given_name(a: str, b: str) -> bool:
    if 1 in (len(a), len(b)):
        return a[0] == b[0]
    return SHORT_FORMS.get(a, a) == SHORT_FORMS.get(b, b)
