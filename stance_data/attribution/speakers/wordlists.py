"""How the word lists of this package are written down: as text, read into sets and maps."""

from __future__ import annotations

__all__ = ["pairs", "phrases", "table", "words"]


def words(text: str) -> frozenset[str]:
    """Return the words of `text`.

    Examples
    --------
    >>> sorted(words("mayor judge"))
    ['judge', 'mayor']
    """
    return frozenset(text.split())


def phrases(text: str) -> frozenset[str]:
    """Return the phrases of `text`, which commas part.

    Examples
    --------
    >>> sorted(phrases("new york, ohio"))
    ['new york', 'ohio']
    """
    return frozenset(" ".join(part.split()) for part in text.split(","))


def table(text: str) -> dict[str, frozenset[str]]:
    """Return the rows ``name: word word``; an underscore stands for a space.

    A row goes on in the lines below it that have no colon.

    Examples
    --------
    >>> table("leader: chief prime_minister")["leader"] == {"chief", "prime minister"}
    True
    """
    found: dict[str, set[str]] = {}
    name = ""
    for word in text.split():
        if word.endswith(":"):
            name = _spaced(word[:-1])
            found[name] = set()
        else:
            found[name].add(_spaced(word))
    return {name: frozenset(row) for name, row in found.items()}


def pairs(text: str) -> dict[str, str]:
    """Return the pairs ``short=long``; an underscore stands for a space.

    Examples
    --------
    >>> pairs("calif=california n.y=new_york")
    {'calif': 'california', 'n.y': 'new york'}
    """
    return {_spaced(a): _spaced(b) for a, _, b in (item.partition("=") for item in text.split())}


def _spaced(word: str) -> str:
    return word.replace("_", " ")
