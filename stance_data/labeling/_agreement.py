"""How far annotators agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from stance_data.labeling._files import ADJUDICATED, Label
from stance_data.text import normalise

__all__ = ["Agreement", "agreement", "krippendorff_alpha"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement of the annotators on one field; the adjudicated label is none of them.

    Attributes
    ----------
    field : str
        ``stance`` or ``stance_basis``.
    annotators : list of str
    items : int
        Statements that two annotators or more labelled.
    unanimous : int
        Those of them on which all their annotators agree.
    alpha : float or None
        Krippendorff's alpha for nominal data: 1 is perfect, 0 what chance gives; None where it is
        undefined (fewer than two values in use).
    """

    field: str
    annotators: list[str]
    items: int
    unanimous: int
    alpha: float | None


def agreement(labels: Iterable[Label], field: str = "stance") -> Agreement:
    """Measure the agreement of all annotators but the adjudicator.

    Parameters
    ----------
    labels : iterable of Label
    field : {"stance", "stance_basis"}
        What they should agree on.

    Examples
    --------
    >>> votes = [("a", "x", "pro"), ("a", "y", "pro"), ("b", "x", "con"), ("b", "y", "pro")]
    >>> labels = [Label(text=t, annotator=who, stance=s) for t, who, s in votes]
    >>> found = agreement(labels)
    >>> found.items, found.unanimous, found.annotators
    (2, 1, ['x', 'y'])
    """
    votes: dict[tuple[str, str, int | None], list[str]] = {}
    annotators: set[str] = set()
    for label in labels:
        value = getattr(label, field)
        if label.annotator == ADJUDICATED or not value:
            continue
        annotators.add(label.annotator)
        item = (normalise(label.text), normalise(label.speaker), label.start)
        votes.setdefault(item, []).append(value)
    shared = [v for v in votes.values() if len(v) > 1]
    return Agreement(
        field=field,
        annotators=sorted(annotators),
        items=len(shared),
        unanimous=sum(len(set(v)) == 1 for v in shared),
        alpha=krippendorff_alpha(shared),
    )


def krippendorff_alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Return Krippendorff's alpha for nominal data.

    Parameters
    ----------
    units : iterable of sequences
        For each unit the values that its annotators gave; missing ones are left out. Units with
        fewer than two values do not count.

    Returns
    -------
    float or None
        1 for perfect agreement, 0 for what chance gives, negative for less than that; None where
        all values are the same, or there is no unit to compare.

    References
    ----------
    K. Krippendorff, "Computing Krippendorff's alpha-reliability" (2011), section B (nominal data,
    any number of observers, missing data).

    Examples
    --------
    >>> krippendorff_alpha([["a", "a"], ["b", "b"]])
    1.0
    >>> krippendorff_alpha([["a", "a"], ["a"]]) is None
    True
    """
    totals: Counter[Hashable] = Counter()
    disagreeing = 0.0
    for unit in units:
        if len(unit) < 2:
            continue
        counts = Counter(unit)
        totals.update(counts)
        pairs = len(unit) ** 2 - sum(n * n for n in counts.values())
        disagreeing += pairs / (len(unit) - 1)
    n = sum(totals.values())
    expected = n * n - sum(c * c for c in totals.values())
    if not expected:
        return None
    return 1.0 - (n - 1) * disagreeing / expected
