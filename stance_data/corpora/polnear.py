"""PolNeAR 1.0: attributions in political news (Newell, Margolin and Ruths, LREC 2018).

Origin
    News stories on the 2016 US election from seven outlets (Breitbart, Huffington Post, New York
    Times, Politico, USA Today, Washington Post, Western Journalism), chosen over twelve months.
    https://github.com/networkdynamics/PolNeAR, read at commit c3eee83.
Paper
    E. Newell, D. Margolin, D. Ruths: An Attribution Relations Corpus for Political News.
    https://aclanthology.org/L18-1524/
Size
    840 articles in ``train``, 84 in ``dev``, 84 in ``test``; about 24,000 attributions. A fourth
    part, ``annotator-training``, holds four articles marked by every annotator.
Licence
    None stated by the publisher.
Layout
    ``data/<split>/text/<name>.txt`` and ``data/<split>/attributions/<name>_<annotator>.ann`` in
    brat standoff; ``data/metadata.tsv`` with publisher, date and title.
What is marked
    Who says, thinks, wants or knows (source), by which words (cue), what (content): direct,
    indirect and mixed quotations, and attitudes. The scheme is *univocal*: a word has one role
    in one attribution, so of nested attributions only the outer one is marked; a source may be
    shared. About 7 % have no source.
Quirks
    Some articles have several annotators (one file each). A span may be defined after the
    relation that uses it; there are blank lines, notes, and relations with no argument at all (left
    out). A role may come in pieces, as ``Content 10 20;25 30`` or as a second argument
    ``Content2:T9``. Text marked ``Discuss`` or ``Discard`` is the annotators' own business.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from stance_data.corpora._card import (
    Card,
    Domain,
    Kind,
    Metric,
    RemoteFile,
    Source,
    Split,
    TargetKind,
    TextKind,
)
from stance_data.errors import InputError
from stance_data.schema import Article, Attribution, Redistribution, Span

__all__ = ["CARD", "SPLITS", "Record", "read"]

SPLITS = ("train", "dev", "test", "annotator-training")

_ROLES = ("Source", "Cue", "Content")

CARD = Card(
    name="polnear",
    title="PolNeAR 1.0 (Political News Attribution Relations)",
    summary="Who says what in US election news: source, cue and content of each attribution.",
    kind=Kind.ATTRIBUTION,
    domain=Domain.POLITICS,
    text_kind=TextKind.ARTICLE,
    target_kind=TargetKind.NONE,
    metric=Metric.SPAN_F1,
    splits={
        "train": Split(840, "data/train/{text,attributions}/", {}, "00628f65791cd9c1"),
        "dev": Split(84, "data/dev/{text,attributions}/", {}, "1f11057c8c14a267"),
        "test": Split(84, "data/test/{text,attributions}/"),
        "annotator-training": Split(
            4, "data/annotator-training/{text,attributions}/", {}, "dd7feb644c2165b6"
        ),
    },
    labels={},
    group="the article",
    licence="none stated",
    redistribution=Redistribution.NOT_STATED,
    citation="Newell, Margolin and Ruths (2018), An Attribution Relations Corpus for Political "
    "News",
    paper="https://aclanthology.org/L18-1524/",
    source=Source(
        publisher="https://github.com/networkdynamics/PolNeAR/tree/c3eee83",
        instructions="Clone github.com/networkdynamics/PolNeAR at c3eee83 and add its folder.",
        files=(RemoteFile("https://github.com/networkdynamics/PolNeAR/archive/c3eee83.zip"),),
    ),
    files=("data/metadata.tsv", "data/*/text/*.txt", "data/*/attributions/*.ann"),
    quirks=(
        "Holds attributions, not stances: read it by splits, each record an article as one "
        "annotator marked it.",
        "Of nested attributions only the outer one is marked; some have no source.",
        "Some articles are marked by several annotators: one record each.",
    ),
)


class Record(NamedTuple):
    """One article as one annotator marked it."""

    article: Article
    annotator: str
    attributions: list[Attribution]


def read(path: str | Path, split: str) -> Iterator[Record]:
    """Yield the articles of one split, once for each annotator who marked them.

    Parameters
    ----------
    path : str or Path
        The corpus folder, which holds ``data``.
    split : str
        One of `SPLITS`.

    Yields
    ------
    Record
        In order of the file names. Offsets count code points in the text as stored.

    Raises
    ------
    InputError
        If the split is unknown or missing, a marked article has no text, or a line of an
        annotation file cannot be understood.
    """
    if split not in SPLITS:
        raise InputError(f"PolNeAR has no split {split!r}; choose from {', '.join(SPLITS)}")
    folder = Path(path) / "data" / split
    marked = sorted((folder / "attributions").glob("*.ann"))
    if not marked:
        raise InputError(
            f"{folder}: no attributions/*.ann there; give the folder of the PolNeAR repository"
        )
    facts = _read_metadata(Path(path) / "data" / "metadata.tsv")
    article = None
    for file in marked:
        name, _, annotator = file.stem.rpartition("_")
        if article is None or article.id != name:
            article = _read_article(folder / "text" / f"{name}.txt", facts.get(name, {}))
        yield Record(article, annotator, _read_annotations(file, len(article.text)))


def _read_metadata(path: Path) -> dict[str, dict[str, str]]:
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["filename"]: row for row in rows}


def _read_article(path: Path, facts: dict[str, str]) -> Article:
    try:
        # newline="" keeps the line ends as they are: the offsets count them.
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
    except OSError as error:
        raise InputError(f"{path}: the text of a marked article cannot be read ({error})") from None
    return Article(
        id=path.stem,
        text=text,
        title=facts.get("title") or "",
        publisher=facts.get("publisher") or path.stem.split("_")[0],
        date=facts.get("publication_date") or "",
        path=str(path),
    )


def _read_annotations(path: Path, length: int) -> list[Attribution]:
    spans: dict[str, list[Span]] = {}
    relations: list[list[str]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        parts = line.rstrip("\r").split("\t")
        if parts[0][:1] not in ("T", "E") or not parts[0][1:].isdigit() or len(parts) < 2:
            continue
        try:
            if parts[0][0] == "T":
                spans[parts[0]] = _read_spans(parts[1], length)
            else:
                relations.append(parts[1].split()[1:])
        except ValueError as error:
            raise InputError(f"{path}, line {number}: {error}; not a brat standoff file?") from None
    attributions = []
    for arguments in relations:
        roles: dict[str, list[Span]] = {role: [] for role in _ROLES}
        for argument in arguments:
            role, _, key = argument.partition(":")
            role = role.rstrip("0123456789")
            if key not in spans:
                raise InputError(f"{path}: a relation uses the span {key!r}, which is not defined")
            if role in roles:
                roles[role].extend(spans[key])
        if any(roles.values()):
            source, cue, content = (sorted(roles[role]) for role in _ROLES)
            attributions.append(Attribution(source=source, cue=cue, content=content))
    attributions.sort(key=lambda a: min(a.source + a.cue + a.content))
    return attributions


def _read_spans(field: str, length: int) -> list[Span]:
    spans = []
    for piece in field.partition(" ")[2].split(";"):
        start, end = (int(number) for number in piece.split())
        if not 0 <= start < end <= length:
            raise ValueError(f"offsets {start} {end} are outside the text of {length} characters")
        spans.append(Span(start, end))
    return spans
