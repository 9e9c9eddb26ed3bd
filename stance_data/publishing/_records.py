"""What publishing is told about the labels, and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from stance_data.splits import SPLITS

__all__ = ["Agreement", "Labelling", "PublishResult"]


class Agreement(NamedTuple):
    """One figure of how far annotators agree.

    Attributes
    ----------
    measure : str
        Its name, with the variant and who is compared ("Krippendorff's alpha, nominal, r1 to r3").
    value : float
    items : int
        Number of statements it was computed on.
    interval : tuple of float or None
        Ends of its 95 % confidence interval, where one was computed.
    """

    measure: str
    value: float
    items: int
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Labelling:
    """How the labels of a dataset came to be, for its card.

    Attributes
    ----------
    annotators : mapping of str to str
        Name in the label file → who that is ("an AI reader", "a trained student"); the empty
        string where that is not known.
    agreement : sequence of Agreement
    note : str
        How the labels were made, in plain words (Markdown).
    codebook : str
        Where the rules are that annotators followed, as a link or a file name.
    """

    annotators: Mapping[str, str] = field(default_factory=dict)
    agreement: tuple[Agreement, ...] = ()
    note: str = ""
    codebook: str = ""


@dataclass(frozen=True, slots=True)
class PublishResult:
    """A published dataset.

    Attributes
    ----------
    folder : Path
    name : str
    rows : dict of str to int
        Split → number of rows, for every split that has any; "unlabelled" is one of them.
    articles : int
    files : tuple of Path
    content_digest : str
        SHA-256 over the rows of all tables, whatever the version of the Parquet writer.
    """

    folder: Path
    name: str
    rows: dict[str, int]
    articles: int
    files: tuple[Path, ...]
    content_digest: str

    @property
    def statements(self) -> int:
        """Number of rows, labelled or not."""
        return sum(self.rows.values())

    @property
    def labelled(self) -> int:
        """Number of rows with a stance."""
        return sum(self.rows.get(split, 0) for split in SPLITS)

    @property
    def unlabelled(self) -> int:
        """Number of rows without a stance."""
        return self.statements - self.labelled
