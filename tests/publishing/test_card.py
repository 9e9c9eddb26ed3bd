from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from stance_data.publishing import Agreement, Labelling, publish
from stance_data.publishing._columns import ARTICLE_COLUMNS, STATEMENT_COLUMNS
from stance_data.schema import LabelSource, article_arrow_schema, statement_arrow_schema
from tests.publishing.examples import ARTICLES, HARBOUR, LABELLED, STATEMENTS, UNLABELLED

LABELLING = Labelling(
    annotators={"r1": "a reader | trained", "r2": ""},
    agreement=(
        Agreement("Krippendorff's alpha, nominal", 0.8125, 9, (0.5, 0.9)),
        Agreement("Share of pairs that agree", 0.875, 9),
    ),
    note="Two readers, who settled what they had read differently.",
    codebook="CODEBOOK.md",
)


def card(folder: Path, *args: Any, **kwargs: Any) -> str:
    publish(*args, folder, **kwargs)
    return (folder / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("shelf") / "norvik"
    return card(folder, STATEMENTS, ARTICLES, labelling=LABELLING, description="All of them.")


@pytest.mark.parametrize(
    "line",
    [
        "# norvik",
        "All of them.",
        "| Norvik should close its old harbour to cars | 10 |",
        r"| harbour | Norvik weighs a harbour without cars | Norvik \| Post | 2031-04-02 | 463 |",
        "| train | 1 | 1 | 2 | 0 | 4 |",
        "| unlabelled | 0 | 0 | 0 | 1 | 1 |",
        "| Ida Sund | person | 0 | 1 | 3 | 0 |",
        "| (nobody in particular) | unnamed | 1 | 0 | 0 | 1 |",
        "Form: direct 10.",
        "Kind of cue: speech 10.",
        "A statement has 18 to 44 characters, 27 on average.",
        "2 articles of 586 characters in all, by 1 publisher, from 2031-04-02 to 2031-05. "
        "All of them are quoted here.",
        "- This is the first version.",
        "- Terms of the texts: no terms are known by which the text may be passed on (2 articles).",
        "Where the labels come from: adjudicated 9.",
        r"| r1 | a reader \| trained |",
        "| r2 | not stated |",
        "Two readers, who settled what they had read differently.",
        "| Krippendorff's alpha, nominal | 0.81 | 0.50 to 0.90 | 9 |",
        "| Share of pairs that agree | 0.88 | not computed | 9 |",
        "- All articles are of one publisher.",
        "- Written for the tests of this package.",
        "| `label` | int64 (ClassLabel) | The stance as an integer: con 0, neutral 1, pro 2; "
        "−1 where unlabelled |",
        r"| `spans` | list\<list\<int64\>\> | Its stretches as [start, end]; several where a cue "
        "interrupts it |",
    ],
)
def test_lines(full: str, line: str) -> None:
    assert line in full.splitlines()


def test_front_matter(full: str) -> None:
    from huggingface_hub import DatasetCard

    facts = DatasetCard(full).data.to_dict()
    assert facts["pretty_name"] == "norvik"
    assert facts["license"] == "other"
    assert facts["size_categories"] == ["n<1K"]
    assert [config["config_name"] for config in facts["configs"]] == ["default", "articles"]
    assert [file["split"] for file in facts["configs"][0]["data_files"]] == [
        "train",
        "validation",
        "test",
        "unlabelled",
    ]
    assert facts["task_ids"] == ["multi-class-classification", "multi-input-text-classification"]
    assert facts["annotations_creators"] == ["other"]
    sizes = {
        split["name"]: split["num_examples"]
        for info in facts["dataset_info"]
        for split in info["splits"]
    }
    assert sizes == {"train": 4, "validation": 2, "test": 3, "unlabelled": 1, "articles": 2}


def test_sizes_are_those_that_datasets_counts(tmp_path: Path) -> None:
    import datasets
    import yaml

    text = card(tmp_path / "norvik", STATEMENTS, ARTICLES)
    infos = {i["config_name"]: i for i in yaml.safe_load(text.split("---")[1])["dataset_info"]}
    for name, info in infos.items():
        # A copy without a card, so that nothing is taken over from there.
        bare = tmp_path / f"bare-{name}"
        bare.mkdir()
        files = {}
        for split in (split["name"] for split in info["splits"]):
            shutil.copy(tmp_path / "norvik" / f"{split}.parquet", bare)
            files[split] = str(bare / f"{split}.parquet")
        read = datasets.load_dataset("parquet", data_files=files, cache_dir=str(tmp_path / "cache"))
        for split in info["splits"]:
            counted = read[split["name"]].info.splits[split["name"]]
            assert counted.num_bytes == split["num_bytes"]
            assert counted.num_examples == split["num_examples"]
        assert info["dataset_size"] == sum(split["num_bytes"] for split in info["splits"])


@pytest.mark.parametrize(
    ("rows", "annotators"),
    [
        (UNLABELLED, "no-annotation"),
        ([replace(row, label_source=LabelSource.MODEL) for row in LABELLED], "machine-generated"),
    ],
)
def test_who_annotated(rows: Any, annotators: str, tmp_path: Path) -> None:
    assert f"annotations_creators:\n- {annotators}\n" in card(tmp_path / "norvik", rows, ARTICLES)


def test_sections_of_a_datasheet(full: str) -> None:
    assert [line[3:] for line in full.splitlines() if line.startswith("## ")] == [
        "Motivation",
        "How to load it",
        "Composition",
        "Collection",
        "Labelling and agreement",
        "Uses",
        "Limits",
        "Rights",
        "Changes",
        "Columns",
    ]


@pytest.mark.parametrize(
    ("rows", "there", "absent"),
    [
        (
            LABELLED,
            [
                "9 labelled statements of 2 articles: a worked example",
                "always says pro is right on 44%",
                "The test split has 3 rows: one of them is 33 points",
                "How far annotators agree on these labels was not measured",
            ],
            ["Statements without a stance", "a model's suggestions", "There is no"],
        ),
        (
            UNLABELLED,
            ["Nobody has labelled these statements", "no train, validation or test split"],
            ["always says", "annotators agree"],
        ),
        (
            LABELLED[:2],
            ["There is no validation and no test split", "No statement is labelled con"],
            ["The test split has"],
        ),
        (
            [replace(row, label_source=LabelSource.MODEL) for row in LABELLED],
            ["Where the labels come from: model 9.", "a model's suggestions that nobody confirmed"],
            [],
        ),
    ],
)
def test_what_is_said_follows_from_the_rows(
    rows: Any, there: list[str], absent: list[str], tmp_path: Path
) -> None:
    text = card(tmp_path / "norvik", rows, ARTICLES)
    assert [words for words in there if words not in text] == []
    assert [words for words in absent if words in text] == []


def test_many_speakers_are_cut_short_with_their_number(tmp_path: Path) -> None:
    rows = [
        replace(LABELLED[0], id=f"x{i}", group=f"g{i}", speaker=f"Speaker {i:03}")
        for i in range(250)
    ]
    text = card(tmp_path / "norvik", rows, ARTICLES)
    assert "… and 230 more." in text
    assert "a worked example" not in text


def test_no_words_of_the_input_can_break_a_table(tmp_path: Path) -> None:
    nasty = "a | b\n\n# c <script> `d` [e](f)"
    rows = [
        replace(row, target=nasty, speaker=nasty)
        for row in LABELLED
        if row.article_id == HARBOUR.id
    ]
    article = replace(HARBOUR, title=nasty, publisher=nasty, rights=nasty)
    text = card(tmp_path / 'no"rvik', rows, [article])
    escaped = r"a \| b # c \<script\> \`d\` \[e\](f)"
    assert f"| {escaped} | 7 |" in text.splitlines()
    assert f"- {escaped}" in text.splitlines()
    assert "<script>" not in text
    assert 'folder = "processed/no\\"rvik"' in text


def test_every_column_has_its_meaning_in_order() -> None:
    assert list(STATEMENT_COLUMNS) == statement_arrow_schema().names
    assert list(ARTICLE_COLUMNS) == article_arrow_schema().names


def test_the_snippets_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_DATASETS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("datasets.config.HF_DATASETS_CACHE", tmp_path / "cache")
    text = card(tmp_path / "processed" / "norvik", STATEMENTS, ARTICLES)
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    exec(text.split("```python\n")[1].split("```")[0], names)
    assert len(names["table"]) == 10
    assert names["splits"]["train"].num_rows == len(names["rows"]) == 4
    assert len(names["articles"]) == 2
