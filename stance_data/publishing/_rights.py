"""Whether the words of a source may be passed on, before they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from stance_data.errors import RightsError
from stance_data.publishing._records import Rights
from stance_data.schema import Article, Redistribution

__all__ = ["RightsCheck", "refuse_forbidden", "refuse_open"]

_CLOSED = (Redistribution.NOT_STATED, Redistribution.FORBIDDEN)
_NAMED = 5

REMEDY = (
    'State the ground on which you may pass it on (--right "…", or stated_right in its side file), '
    "or publish without its words (--standoff)"
)


class RightsCheck:
    """What articles say of their rights, noted as they pass by.

    Parameters
    ----------
    right : str
        A ground that covers all of them; empty where none is stated.
    """

    def __init__(self, right: str = "") -> None:
        self._right = right
        self._kinds: Counter[str] = Counter()
        self._stated: dict[str, None] = {}
        self._open: Counter[str] = Counter()
        self._forbidden: list[str] = []

    def passing(self, articles: Iterable[Article]) -> Iterator[Article]:
        """Yield the articles as they come, and note their rights."""
        for article in articles:
            kind = Redistribution(article.redistribution)
            self._kinds[kind.value] += 1
            if article.stated_right:
                self._stated[article.stated_right] = None
            elif kind in _CLOSED:
                self._open[kind.value] += 1
                if kind is Redistribution.FORBIDDEN:
                    self._forbidden.append(article.path or article.id)
            yield article

    @property
    def rights(self) -> Rights:
        """What was noted so far."""
        noted = Rights(dict(sorted(self._kinds.items())), tuple(self._stated), dict(self._open))
        return noted.with_stated(self._right)

    def refuse(self) -> None:
        """Raise if an article was among them that its owner asks not to pass on.

        Raises
        ------
        RightsError
            Unless a ground was stated for it.
        """
        refuse_forbidden(self.rights, self._forbidden)


def refuse_forbidden(rights: Rights, names: Iterable[str] = ()) -> None:
    """Raise if a source's owner asks not to pass it on, and no ground is stated.

    Raises
    ------
    RightsError
        Naming the sources, as far as `names` has them.
    """
    number = rights.open.get(Redistribution.FORBIDDEN.value, 0)
    if not number:
        return
    known = list(names)
    named = ", ".join(known[:_NAMED]) + (f" and {number - _NAMED} more" if number > _NAMED else "")
    subject = named or f"{number} of the sources"
    raise RightsError(f"{subject}: the owner's terms forbid passing on the text. {REMEDY}.")


def refuse_open(rights: Rights, folder: Path) -> None:
    """Raise if words would go to others of which nobody says that they may.

    Raises
    ------
    RightsError
        If there are such, whether their owner forbids it or is silent.
    """
    refuse_forbidden(rights, [str(folder)])
    number = rights.open.get(Redistribution.NOT_STATED.value, 0)
    if number:
        raise RightsError(
            f"{folder}: nothing says that the texts of its sources may be passed on ({number} of "
            f"them state no terms). {REMEDY}."
        )
