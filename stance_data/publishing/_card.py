"""The dataset card, from measured facts alone: the front matter of the Hub, then a datasheet."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance_data.publishing._census import Census
from stance_data.publishing._columns import ARTICLE_COLUMNS, STATEMENT_COLUMNS, type_name
from stance_data.publishing._records import Labelling, Publication
from stance_data.publishing._tables import ARTICLES, bytes_in_memory, schema_of
from stance_data.schema import STANCES, LabelSource, Redistribution
from stance_data.splits import SPLITS, UNLABELLED_SPLIT

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["card_of", "cell", "counted", "front_matter", "render"]

_LISTED = 20
"""Rows that a table of speakers, targets or articles shows before it says how many more."""

_TRAINABLE = 200
"""Labelled rows below which a dataset is called a worked example (a judgement, not a measure)."""

# The size categories that the Hub knows (huggingface.co/docs/hub/datasets-cards).
_SIZES = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"),
    (100_000_000, "10M<n<100M"),
    (1_000_000_000, "100M<n<1B"),
)

_RIGHTS = {
    Redistribution.ALLOWED: "by the owner's terms anybody may pass the text on",
    Redistribution.NON_COMMERCIAL: "by the owner's terms the text may be passed on for uses that "
    "are not commercial",
    Redistribution.NOT_STATED: "no terms are known by which the text may be passed on",
    Redistribution.FORBIDDEN: "the owner asks not to pass the text on",
}


def card_of(folder: Path, census: Census, publication: Publication) -> str:
    """Return the card of a dataset whose tables are written: YAML front matter and Markdown.

    Every figure is that of `census`, but for those of the labelling, which the caller measured.
    The description and the note of the labelling are Markdown; all else is escaped.
    """
    labelling = publication.labelling
    first = schema_of(folder / f"{next(iter(census.splits))}.parquet")
    least, most, total = census.lengths
    rights = publication.rights
    return render(
        "card.md.jinja",
        front_matter=_front_matter(folder, census, publication.name),
        name=publication.name,
        description=publication.description,
        content=census.content,
        fractions=" / ".join(f"{fraction:g}" for fraction in publication.fractions),
        seed=publication.seed,
        labelling=labelling,
        articles=census.articles,
        article_number=census.rows[ARTICLES],
        quoted=census.quoted_articles,
        characters=census.characters,
        publishers=_most_common(census.publishers),
        dates=sorted(date for date in census.dates if date),
        undated=census.dates[""],
        statements=census.statements,
        lengths=(least, total / census.statements, most),
        labelled=census.labelled,
        splits=list(census.splits),
        size=census.splits,
        absent=[split for split in SPLITS if split not in census.splits],
        stances=STANCES,
        count=census.stances,
        sources=census.label_sources.most_common(),
        targets=_most_common(census.targets),
        speakers=_speakers(census.speakers),
        forms=_most_common(census.forms),
        kinds=_most_common(census.cue_kinds),
        limits=_limits(census, labelling),
        rights=_most_common(census.rights),
        terms=[(_RIGHTS[Redistribution(kind)], n) for kind, n in rights.redistribution.items()],
        stated=rights.stated,
        open=sum(rights.open.values()),
        history=publication.history,
        columns=_columns(first, STATEMENT_COLUMNS),
        article_columns=_columns(schema_of(folder / f"{ARTICLES}.parquet"), ARTICLE_COLUMNS),
        listed=_LISTED,
        unlabelled=UNLABELLED_SPLIT,
    )


def render(template: str, **facts: Any) -> str:
    """Return a template of this package filled in, with a single empty line between blocks."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    environment.filters.update(cell=cell, counted=counted, quoted=_quoted)
    text = files(__package__).joinpath(template).read_text(encoding="utf-8")
    page = environment.from_string(text).render(**facts)
    return re.sub(r"\n{3,}", "\n\n", page).strip() + "\n"


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


def front_matter(
    folder: Path,
    name: str,
    configs: Mapping[str, Sequence[str]],
    rows: Mapping[str, int],
    **facts: Any,
) -> str:
    """Return the front matter of a folder whose tables are written, without its fences.

    Parameters
    ----------
    folder : Path
    name : str
    configs : mapping of str to sequence of str
        Configuration → its tables, each a split; the first is the default one.
    rows : mapping of str to int
        Table → rows.
    **facts
        More of `huggingface_hub.DatasetCardData`.
    """
    from datasets import DatasetInfo, Features, SplitDict, SplitInfo
    from datasets.info import DatasetInfosDict
    from huggingface_hub import DatasetCardData

    default = next(iter(configs))
    number = sum(rows[table] for table in configs[default])
    data = DatasetCardData(
        pretty_name=name,
        language=["en"],
        task_categories=["text-classification"],
        size_categories=[next((label for limit, label in _SIZES if number < limit), "n>1T")],
        configs=[
            {
                "config_name": config,
                **({"default": True} if config == default else {}),
                "data_files": [{"split": t, "path": f"{t}.parquet"} for t in tables],
            }
            for config, tables in configs.items()
        ],
        **facts,
    )
    num_bytes = {t: bytes_in_memory(folder / f"{t}.parquet") for t in rows}
    infos = {}
    for config, tables in configs.items():
        splits = SplitDict()
        for table in tables:
            splits.add(SplitInfo(table, num_bytes=num_bytes[table], num_examples=rows[table]))
        infos[config] = DatasetInfo(
            features=Features.from_arrow_schema(schema_of(folder / f"{tables[0]}.parquet")),
            splits=splits,
            download_size=sum((folder / f"{t}.parquet").stat().st_size for t in tables),
            dataset_size=sum(num_bytes[table] for table in tables),
            config_name=config,
        )
    DatasetInfosDict(infos).to_dataset_card_data(data)
    return str(data.to_yaml()).strip()


def _front_matter(folder: Path, census: Census, name: str) -> str:
    sources = set(census.label_sources)
    if not sources:
        annotators = "no-annotation"
    elif sources == {LabelSource.MODEL.value}:
        annotators = "machine-generated"
    else:
        annotators = "other"
    return front_matter(
        folder,
        name,
        {"default": list(census.splits), ARTICLES: [ARTICLES]},
        census.rows,
        license="other",
        license_name="see-rights-below",
        annotations_creators=[annotators],
        language_creators=["found"],
        multilinguality="monolingual",
        source_datasets=["original"],
        task_ids=["multi-class-classification", "multi-input-text-classification"],
        tags=["stance-detection", "quotation-attribution", "news"],
    )


def _most_common(counts: Counter[str]) -> list[tuple[str, int]]:
    """Return values with their counts, the frequent first, then by name."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _speakers(
    counts: Mapping[tuple[str, str], Counter[str]],
) -> list[tuple[str, str, Counter[str]]]:
    """Return (speaker, kind, count of each stance), who says most first."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1].total(), item[0]))
    return [(speaker, kind, count) for (speaker, kind), count in ordered]


def _columns(schema: pa.Schema, meanings: Mapping[str, str]) -> list[tuple[str, str, str]]:
    return [(field.name, type_name(field), meanings[field.name]) for field in schema]


def _limits(census: Census, labelling: Labelling) -> list[str]:
    """Return what the numbers say that this dataset cannot do, a sentence each."""
    return list(_limits_found(census, labelling))


def _limits_found(census: Census, labelling: Labelling) -> Iterable[str]:
    stances: Counter[str] = Counter()
    for (_, stance), number in census.stances.items():
        if stance:
            stances[stance] += number
    labelled, test = census.labelled, census.rows.get("test", 0)
    if labelled < _TRAINABLE:
        yield (
            f"{counted(labelled, 'labelled statement')} of "
            f"{counted(census.quoted_articles, 'article')}: "
            "a worked example, not training data. A model fitted on it shows how the parts "
            "work together; its scores say nothing about other texts."
        )
    if len(census.targets) == 1:
        yield (
            "All statements are about one target: nothing here tells a stance towards it from "
            "one towards anything else."
        )
    if census.rows[ARTICLES] > 1 and len(census.publishers) == 1 and not census.publishers[""]:
        yield "All articles are of one publisher."
    for stance in STANCES:
        if labelled and not stances[stance]:
            yield f"No statement is labelled {stance}."
    if labelled:
        most, number = max(stances.items(), key=lambda item: (item[1], item[0]))
        yield (
            f"A classifier that always says {most} is right on {number / labelled:.0%} of the "
            "labelled statements: compare with that."
        )
    if 0 < test < 100:
        yield (
            f"The test split has {counted(test, 'row')}: one of them is "
            f"{100 / test:.0f} points of accuracy."
        )
    by_people = labelled - census.label_sources[LabelSource.MODEL.value]
    if by_people and not labelling.agreement:
        yield "How far annotators agree on these labels was not measured."
    if census.label_sources[LabelSource.MODEL.value]:
        yield "Some labels are a model's suggestions that nobody confirmed."
