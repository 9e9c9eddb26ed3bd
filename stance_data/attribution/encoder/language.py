"""Tell English from other languages, roughly: enough to warn a user."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["looks_english"]

# Frequent function words of English (British National Corpus; Leech, Rayson and Wilson 2001),
# without those that are as frequent in a neighbouring language (a, as, in, die, on …).
_FUNCTION_WORDS = frozenset(
    """
    the of and to that it is was he for with be by at this had his but from they she
    which or we an were been their has would there what will all if can have said who
    more when her are not
    """.split()  # noqa: SIM905
)
# In English news every third word is one of these; in other European languages one in fifty.
_LEAST_SHARE = 0.1
_FEWEST_WORDS = 25


def looks_english(forms: Sequence[str]) -> bool:
    """Say whether words are likely to be of an English text; too few words always are.

    Examples
    --------
    >>> looks_english("Der Bürgermeister sagte".split() * 10)
    False
    >>> looks_english("The mayor said".split() * 10), looks_english([])
    (True, True)
    """
    words = [form.lower() for form in forms[:2000] if form[0].isalpha()]
    if len(words) < _FEWEST_WORDS:
        return True
    return sum(word in _FUNCTION_WORDS for word in words) >= _LEAST_SHARE * len(words)
