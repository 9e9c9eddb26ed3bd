"""What publishing is told about a dataset, what it keeps of that, and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from stance_data.schema import Redistribution
from stance_data.splits import SPLITS

__all__ = [
    "Agreement",
    "Change",
    "Labelling",
    "Publication",
    "PublishResult",
    "Rights",
    "history_of",
    "rights_of",
]


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

    def to_dict(self) -> dict[str, Any]:
        """Return what the manifest holds of it."""
        return {
            "annotators": dict(self.annotators),
            "agreement": [
                {
                    "measure": figure.measure,
                    "value": figure.value,
                    "items": figure.items,
                    "interval": list(figure.interval) if figure.interval else None,
                }
                for figure in self.agreement
            ],
            "note": self.note,
            "codebook": self.codebook,
        }

    @classmethod
    def from_dict(cls, facts: Mapping[str, Any]) -> Labelling:
        """Return what `to_dict` wrote."""
        return cls(
            annotators=dict(facts.get("annotators", {})),
            agreement=tuple(
                Agreement(
                    figure["measure"],
                    figure["value"],
                    figure["items"],
                    _interval(figure["interval"]),
                )
                for figure in facts.get("agreement", ())
            ),
            note=facts.get("note", ""),
            codebook=facts.get("codebook", ""),
        )


def _interval(ends: Sequence[float] | None) -> tuple[float, float] | None:
    return (ends[0], ends[1]) if ends else None


@dataclass(frozen=True, slots=True)
class Rights:
    """Whether the words of a dataset's sources may be passed on, and on which ground they are.

    Attributes
    ----------
    redistribution : mapping of str to int
        `Redistribution` → number of articles (of rows, in a corpus).
    stated : tuple of str
        The grounds that were stated for passing on what nobody is said to be free to pass on.
    open : mapping of str to int
        The same numbers as in `redistribution`, of the kinds "not stated" and "forbidden", without
        the articles for which a ground was stated.
    """

    redistribution: Mapping[str, int] = field(default_factory=dict)
    stated: tuple[str, ...] = ()
    open: Mapping[str, int] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return what the manifest holds of it."""
        return {
            "redistribution": dict(self.redistribution),
            "stated": list(self.stated),
            "open": dict(self.open),
        }

    @classmethod
    def from_dict(cls, facts: Mapping[str, Any]) -> Rights:
        """Return what `to_dict` wrote."""
        return cls(
            dict(facts.get("redistribution", {})),
            tuple(facts.get("stated", ())),
            dict(facts.get("open", {})),
        )

    def with_stated(self, right: str) -> Rights:
        """Return it with a ground that covers all; an empty one changes nothing."""
        if not right:
            return self
        return Rights(self.redistribution, tuple(dict.fromkeys((*self.stated, right))), {})


class Change(NamedTuple):
    """What one version of a dataset changed in the one before.

    Attributes
    ----------
    before, after : str
        Content digests.
    counts : dict of str to int
        Statements "added", "removed", "relabelled", "moved" and "changed"; empty where the rows of
        the version before could not be read.
    """

    before: str
    after: str
    counts: dict[str, int]

    def to_dict(self) -> dict[str, Any]:
        """Return what the manifest holds of it."""
        return {"before": self.before, "after": self.after, "statements": self.counts}


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """All that a dataset folder is made of beside its rows; its manifest keeps it.

    Attributes
    ----------
    name, description : str
    fractions : tuple of float
    seed : int
    labelling : Labelling
    label_files : mapping of str to str
        File name → SHA-256.
    rights : Rights
    history : tuple of Change
        The oldest first.
    """

    name: str
    description: str = ""
    fractions: tuple[float, ...] = (0.6, 0.2, 0.2)
    seed: int = 0
    labelling: Labelling = field(default_factory=Labelling)
    label_files: Mapping[str, str] = field(default_factory=dict)
    rights: Rights = field(default_factory=Rights)
    history: tuple[Change, ...] = ()

    @classmethod
    def from_manifest(cls, manifest: Mapping[str, Any]) -> Publication:
        """Return what a manifest tells; what an older format does not hold is left empty."""
        return cls(
            name=manifest["name"],
            description=manifest.get("description", ""),
            fractions=tuple(manifest["split_fractions"]),
            seed=manifest["seed"],
            labelling=Labelling.from_dict(manifest.get("labelling", {})),
            label_files=manifest["inputs"]["labels"],
            rights=rights_of(manifest),
            history=history_of(manifest),
        )


def rights_of(manifest: Mapping[str, Any]) -> Rights:
    """Return the rights that a manifest tells; where it is older than that, none are stated."""
    if "rights" in manifest:
        return Rights.from_dict(manifest["rights"])
    number = len(manifest.get("inputs", {}).get("articles", {}))
    silent = {Redistribution.NOT_STATED.value: number} if number else {}
    return Rights(silent, (), silent)


def history_of(manifest: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return the changes that a manifest tells of."""
    return tuple(
        Change(entry["before"], entry["after"], entry["statements"])
        for entry in manifest.get("history", ())
    )


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
