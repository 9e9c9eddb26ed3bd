"""From labelled statements of one article to the datasets that it gives."""

from __future__ import annotations

import hashlib
import warnings
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from stance_data.errors import InputError, LabelError, StanceDataWarning
from stance_data.labeling import (
    Label,
    agreement,
    apply_labels,
    label_file,
    read_label_facts,
    read_labels,
)
from stance_data.schema import Article, Statement
from stance_data.text import normalise

if TYPE_CHECKING:
    from stance_data.publishing import Labelling, PublishResult

__all__ = [
    "LabelFile",
    "datasets_of",
    "label_statements",
    "publish_datasets",
    "select_kinds",
    "set_target",
]

CODEBOOK = "CODEBOOK.md"


@dataclass(frozen=True, slots=True)
class LabelFile:
    """The labels of an article, and the file they stand in; empty where there is none."""

    path: Path | None = None
    labels: list[Label] = field(default_factory=list)

    @classmethod
    def beside(cls, article: str) -> LabelFile:
        """Read ``<stem>.labels.csv`` beside an article, if there is one."""
        path = label_file(article)
        return cls.read(path) if path.is_file() else cls()

    @classmethod
    def read(cls, path: str | Path) -> LabelFile:
        """Read a label file."""
        return cls(Path(path), read_labels(path))

    def labelling(self, statements: Iterable[Statement]) -> Labelling | None:
        """Return what the card of these statements says of their labels; None without labels."""
        from stance_data.publishing import Agreement, Labelling

        if self.path is None:
            return None
        words = {normalise(s.text) for s in statements}
        labels = [label for label in self.labels if normalise(label.text) in words]
        facts = read_label_facts(self.path)
        figures: list[Agreement] = []
        for name in ("stance", "stance_basis"):
            found = agreement(labels, name)
            if not found.items:
                continue
            share = found.unanimous / found.items
            figures.append(Agreement(f"share of statements with one {name}", share, found.items))
            if found.alpha is not None:
                measure = f"Krippendorff's alpha (nominal) of {name}"
                figures.append(Agreement(measure, found.alpha, found.items))
        names = sorted({label.annotator for label in labels})
        return Labelling(
            annotators={name: facts.annotators.get(name, "") for name in names},
            agreement=tuple(figures),
            note=facts.note,
            codebook=CODEBOOK if (self.path.parent / CODEBOOK).is_file() else "",
        )


def set_target(article: Article, target: str | None) -> Article:
    """Return the article with the target that was asked for, if any, and warn if it has none."""
    article = replace(article, target=target) if target is not None else article
    if not article.target:
        warnings.warn(
            f"{article.path}: has no target, so its statements can have no stance. Give one with "
            f'--target "…", or as target = "…" in {Path(article.path).with_suffix(".toml").name}.',
            StanceDataWarning,
            stacklevel=2,
        )
    return article


def label_statements(
    statements: Sequence[Statement], labels: Sequence[Label], *, strict: bool = False
) -> tuple[list[Statement], str]:
    """Return the statements with their stances, and a line that counts them.

    Raises
    ------
    LabelError
        If labels do not fit, or, where `strict`, a statement stays unlabelled.
    """
    labelled = apply_labels(statements, labels)
    missing = [s for s in labelled.statements if not s.stance]
    if strict and missing:
        raise LabelError(
            "\n".join(
                f"{s.article_id}: characters {s.start}–{s.end}: no label settles {s.text!r}"
                for s in missing
            )
            + "\nAdd a label for each, or leave out --strict."
        )
    line = f"{len(statements) - len(missing)} of {len(statements)} statements labelled"
    if missing:
        ties = f", {labelled.ties} of them by a tie" if labelled.ties else ""
        line += f"; {len(missing)} unlabelled{ties}"
    return labelled.statements, line


def select_kinds(
    statements: Sequence[Statement], kinds: Sequence[str]
) -> tuple[list[Statement], str]:
    """Return the statements of these cue kinds, and a line that counts the others (or nothing)."""
    if "all" in kinds:
        return list(statements), ""
    kept = [s for s in statements if s.cue_kind in kinds]
    others = Counter(s.cue_kind.value for s in statements if s.cue_kind not in kinds)
    if not others:
        return kept, ""
    counts = ", ".join(f"{kind} {number}" for kind, number in sorted(others.items()))
    return kept, f"{others.total()} statements of other kinds set aside ({counts}): --cue-kinds all"


def datasets_of(article: Article, statements: Sequence[Statement]) -> dict[str, list[Statement]]:
    """Return the datasets that an article gives: name → statements.

    ``<id>`` holds the statements by the speakers that its side file wants, ``<id>-all`` all of
    them. Where it wants nobody in particular there is only ``<id>``, with all.

    Raises
    ------
    InputError
        If there is no statement at all, or none by a speaker that is wanted.

    Warns
    -----
    StanceDataWarning
        If some of the speakers wanted have no statement.
    """
    if not statements:
        raise InputError(
            f"{article.path or article.id}: no attributed statement found. Check that it is an "
            "English news text in which somebody is quoted or reported to say something."
        )
    if not article.speakers:
        return {article.id: list(statements)}
    wanted = [s for s in statements if s.speaker in article.speakers]
    silent = [name for name in article.speakers if all(s.speaker != name for s in wanted)]
    heard = ", ".join(sorted({s.speaker for s in statements if s.speaker})) or "nobody by name"
    if not wanted:
        raise InputError(
            f"{article.path or article.id}: no statement by {', '.join(silent)}, the speakers that "
            f"its side file wants. Found: {heard}. Mend the names under [speakers]."
        )
    if silent:
        warnings.warn(
            f"{article.path}: no statement by {', '.join(silent)} found (by: {heard}).",
            StanceDataWarning,
            stacklevel=2,
        )
    return {article.id: wanted, f"{article.id}-all": list(statements)}


def publish_datasets(
    article: Article, statements: Sequence[Statement], labels: LabelFile, out: Path, seed: int
) -> list[PublishResult]:
    """Publish the datasets that an article gives, each into its folder under `out`."""
    from stance_data.publishing import publish

    label_files = {}
    if labels.path is not None:
        label_files[labels.path.name] = hashlib.sha256(labels.path.read_bytes()).hexdigest()
    return [
        publish(
            rows,
            [article],
            out / name,
            name=name,
            seed=seed,
            labelling=labels.labelling(rows),
            label_files=label_files,
        )
        for name, rows in datasets_of(article, statements).items()
    ]
