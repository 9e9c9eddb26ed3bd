"""From labelled statements of articles to the datasets that they give."""

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
    "Part",
    "check_wanted",
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


@dataclass(frozen=True, slots=True)
class Part:
    """An article on its way into a dataset, with its statements and its own labels."""

    article: Article
    statements: list[Statement]
    labels: LabelFile = field(default_factory=LabelFile)


def _labelling(files: Sequence[LabelFile], statements: Iterable[Statement]) -> Labelling | None:
    """Return what the card of these statements says of their labels; None without labels."""
    from stance_data.publishing import Agreement, Labelling

    paths = [file.path for file in files if file.path is not None]
    if not paths:
        return None
    words = {normalise(s.text) for s in statements}
    labels = [x for file in files for x in file.labels if normalise(x.text) in words]
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
    facts = [read_label_facts(path) for path in paths]
    known = {name: who for fact in facts for name, who in fact.annotators.items()}
    return Labelling(
        annotators={x: known.get(x, "") for x in sorted({label.annotator for label in labels})},
        agreement=tuple(figures),
        note="\n\n".join(dict.fromkeys(fact.note for fact in facts if fact.note)),
        codebook=CODEBOOK if any((path.parent / CODEBOOK).is_file() for path in paths) else "",
    )


def set_target(article: Article, target: str | None) -> Article:
    """Return the article with the target that was asked for, if any, and warn if it has none."""
    article = replace(article, target=target) if target is not None else article
    if not article.target:
        side = Path(article.path).with_suffix(".toml").name
        beside = f', or as target = "…" in {side}' if Path(article.path).is_file() else ""
        warnings.warn(
            f"{article.path}: has no target, so its statements can have no stance. Give one with "
            f'--target "…"{beside}.',
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


def check_wanted(article: Article, statements: Sequence[Statement]) -> None:
    """Check that an article has statements, and some by the speakers that its side file wants.

    Raises
    ------
    InputError
        If there is no statement at all, or none by a speaker that is wanted.

    Warns
    -----
    StanceDataWarning
        If some of the speakers wanted have no statement.
    """
    place = article.path or article.id
    if not statements:
        raise InputError(
            f"{place}: no attributed statement found. Check that it is an English news text in "
            "which somebody is quoted or reported to say something."
        )
    speaking = {s.speaker for s in statements if s.speaker}
    silent = [name for name in article.speakers if name not in speaking]
    heard = ", ".join(sorted(speaking)) or "nobody by name"
    if silent and len(silent) == len(article.speakers):
        raise InputError(
            f"{place}: no statement by {', '.join(silent)}, the speakers that its side file "
            f"wants. Found: {heard}. Mend the names under [speakers]."
        )
    if silent:
        warnings.warn(
            f"{place}: no statement by {', '.join(silent)} found (by: {heard}).",
            StanceDataWarning,
            stacklevel=2,
        )


def datasets_of(name: str, parts: Sequence[Part]) -> dict[str, list[Statement]]:
    """Return the datasets that articles give: name → statements.

    ``<name>`` holds the statements by the speakers that the side files want, ``<name>-all`` all of
    them. Where no article wants anybody in particular there is only ``<name>``, with all.
    """
    statements = [s for part in parts for s in part.statements]
    if not any(part.article.speakers for part in parts):
        return {name: statements}
    wanted = {part.article.id: part.article.speakers for part in parts}
    chosen = [
        s for s in statements if not wanted[s.article_id] or s.speaker in wanted[s.article_id]
    ]
    return {name: chosen, f"{name}-all": statements}


def publish_datasets(
    name: str,
    parts: Sequence[Part],
    out: Path,
    seed: int,
    *,
    labels: LabelFile | None = None,
    right: str = "",
    standoff: bool = False,
) -> list[PublishResult]:
    """Publish the datasets that articles give, each into its folder under `out`.

    Parameters
    ----------
    name : str
    parts : sequence of Part
        Each with its labels applied.
    out : Path
    seed : int
    labels : LabelFile, optional
        Labels of all of the articles, beside those of each; applied too.
    right : str, optional
        The ground on which the texts may be passed on.
    standoff : bool, default False
        Leave the articles' words out.
    """
    from stance_data.publishing import publish

    files = [part.labels for part in parts] + ([labels] if labels else [])
    digests = {
        file.path.name: hashlib.sha256(file.path.read_bytes()).hexdigest()
        for file in files
        if file.path is not None
    }
    return [
        publish(
            rows,
            [part.article for part in parts],
            out / called,
            name=called,
            seed=seed,
            labelling=_labelling(files, rows),
            label_files=digests,
            right=right,
            standoff=standoff,
        )
        for called, rows in datasets_of(name, parts).items()
    ]
