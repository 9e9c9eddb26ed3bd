"""The dataset card, from measured facts alone."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from stance_data.publishing._columns import ARTICLE_COLUMNS, STATEMENT_COLUMNS, type_name
from stance_data.publishing._records import Labelling
from stance_data.publishing._tables import ARTICLES
from stance_data.schema import STANCES
from stance_data.splits import SPLITS, UNLABELLED_SPLIT

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["card_of", "cell"]

_LISTED = 20
"""Rows that a table of speakers, targets or articles shows before it says how many more."""

_TRAINABLE = 200
"""Labelled rows below which a dataset is called a worked example (a judgement, not a measure)."""

_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))


def card_of(
    tables: Mapping[str, pa.Table],
    *,
    name: str,
    description: str,
    content: str,
    labelling: Labelling,
    fractions: Sequence[float],
    seed: int,
) -> str:
    """Return the card of a dataset: YAML front matter and Markdown.

    Every figure is counted from `tables`, but for those of `labelling`, which the caller measured.
    `description` and the note of `labelling` are Markdown; all else is escaped.
    """
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    environment.filters.update(cell=cell, counted=counted, quoted=_quoted)
    template = files(__package__).joinpath("card.md.jinja").read_text(encoding="utf-8")
    splits = {split: table for split, table in tables.items() if split != ARTICLES}
    rows = [row | {"split": split} for split, table in splits.items() for row in _brief_rows(table)]
    articles = tables[ARTICLES].to_pylist()
    card = environment.from_string(template).render(
        front_matter=_front_matter(tables, name).strip(),
        name=name,
        description=description,
        content=content,
        fractions=" / ".join(f"{fraction:g}" for fraction in fractions),
        seed=seed,
        labelling=labelling,
        articles=articles,
        rows=rows,
        labelled=sum(bool(row["stance"]) for row in rows),
        splits=list(splits),
        size={split: table.num_rows for split, table in splits.items()},
        absent=[split for split in SPLITS if split not in splits],
        stances=STANCES,
        count=Counter((row["split"], row["stance"]) for row in rows),
        sources=Counter(row["label_source"] for row in rows if row["stance"]).most_common(),
        targets=_most_common(row["target"] for row in rows),
        speakers=_speakers(rows),
        forms=_most_common(row["form"] for row in rows),
        limits=_limits(rows, articles, labelling),
        rights=_most_common(article["rights"] for article in articles),
        columns=_columns(next(iter(splits.values())), STATEMENT_COLUMNS),
        article_columns=_columns(tables[ARTICLES], ARTICLE_COLUMNS),
        listed=_LISTED,
        unlabelled=UNLABELLED_SPLIT,
    )
    return re.sub(r"\n{3,}", "\n\n", card).strip() + "\n"


def cell(text: str) -> str:
    r"""Return a text that cannot break out of a Markdown table cell.

    Examples
    --------
    >>> print(cell("a | b\n*c* <d>"))
    a \| b \*c\* \<d\>
    """
    return re.sub(r"([\\`*_\[\]<>|~])", r"\\\1", " ".join(text.split()))


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> counted(1, "article"), counted(12000, "row")
    ('1 article', '12,000 rows')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _brief_rows(table: pa.Table) -> list[dict[str, Any]]:
    columns = ["stance", "target", "speaker", "speaker_kind", "form", "label_source", "article_id"]
    rows: list[dict[str, Any]] = table.select(columns).to_pylist()
    return rows


def _front_matter(tables: Mapping[str, pa.Table], name: str) -> str:
    from huggingface_hub import DatasetCardData

    def data_files(names: Iterable[str]) -> list[dict[str, str]]:
        return [{"split": table, "path": f"{table}.parquet"} for table in names]

    splits = [table for table in tables if table != ARTICLES]
    number = sum(tables[split].num_rows for split in splits)
    facts = DatasetCardData(
        pretty_name=name,
        language=["en"],
        license="other",
        license_name="see-rights-below",
        task_categories=["text-classification"],
        tags=["stance-detection", "quotation-attribution", "news"],
        size_categories=[next((label for limit, label in _SIZES if number < limit), "n>1M")],
        configs=[
            {"config_name": "default", "default": True, "data_files": data_files(splits)},
            {"config_name": ARTICLES, "data_files": data_files([ARTICLES])},
        ],
    )
    return str(facts.to_yaml())


def _most_common(values: Iterable[str]) -> list[tuple[str, int]]:
    """Return values with their counts, the frequent first, then by name."""
    return sorted(Counter(values).items(), key=lambda item: (-item[1], item[0]))


def _speakers(rows: Iterable[Mapping[str, Any]]) -> list[tuple[str, str, Counter[str]]]:
    """Return (speaker, kind, count of each stance), who says most first."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for row in rows:
        key = row["speaker"] or "", row["speaker_kind"]
        counts.setdefault(key, Counter())[row["stance"]] += 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1].total(), item[0]))
    return [(speaker, kind, count) for (speaker, kind), count in ordered]


def _columns(table: pa.Table, meanings: Mapping[str, str]) -> list[tuple[str, str, str]]:
    return [(field.name, type_name(field), meanings[field.name]) for field in table.schema]


def _limits(
    rows: Sequence[Mapping[str, Any]], articles: Sequence[Mapping[str, Any]], labelling: Labelling
) -> list[str]:
    """Return what the numbers say that this dataset cannot do, a sentence each."""
    stances = Counter(row["stance"] for row in rows if row["stance"])
    labelled, targets = stances.total(), {row["target"] for row in rows}
    test = sum(row["split"] == "test" for row in rows)
    read = {row["article_id"] for row in rows}
    found = []
    if labelled < _TRAINABLE:
        found.append(
            f"{counted(labelled, 'labelled statement')} of {counted(len(read), 'article')}: "
            "a worked example, not training data. A model fitted on it shows how the parts "
            "work together; its scores say nothing about other texts."
        )
    if len(targets) == 1:
        found.append(
            "All statements are about one target: nothing here tells a stance towards it from "
            "one towards anything else."
        )
    publishers = {article["publisher"] for article in articles}
    if len(articles) > 1 and len(publishers) == 1 and "" not in publishers:
        found.append("All articles are of one publisher.")
    for stance in STANCES:
        if labelled and not stances[stance]:
            found.append(f"No statement is labelled {stance}.")
    if labelled:
        most, number = max(stances.items(), key=lambda item: (item[1], item[0]))
        found.append(
            f"A classifier that always says {most} is right on {number / labelled:.0%} of the "
            "labelled statements: compare with that."
        )
    if 0 < test < 100:
        found.append(
            f"The test split has {counted(test, 'row')}: one of them is "
            f"{100 / test:.0f} points of accuracy."
        )
    by_people = any(row["stance"] and row["label_source"] != "model" for row in rows)
    if by_people and not labelling.agreement:
        found.append("How far annotators agree on these labels was not measured.")
    if any(row["stance"] and row["label_source"] == "model" for row in rows):
        found.append("Some labels are a model's suggestions that nobody confirmed.")
    return found
