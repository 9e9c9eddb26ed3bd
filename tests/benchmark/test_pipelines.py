"""A Hugging Face text classifier in the benchmark: a tiny one, made here with random weights."""

from pathlib import Path

import numpy as np
import pytest

from stance_data.benchmark import evaluate, find_estimator
from stance_data.benchmark._pipelines import stances_of_labels
from stance_data.errors import ModelError
from tests.models.toy import toy_rows

# Labels of a published model → their stances.
KNOWN = {
    ("FAVOR", "AGAINST", "NONE"): ("pro", "con", "neutral"),
    ("Argument_for", "Argument_against", "NoArgument"): ("pro", "con", "neutral"),
    ("CONTRADICTION", "NEUTRAL", "ENTAILMENT"): ("con", "neutral", "pro"),
    ("support", "oppose"): ("pro", "con"),
}


@pytest.mark.parametrize("labels", KNOWN)
def test_labels_that_are_known(labels: tuple[str, ...]) -> None:
    assert tuple(stances_of_labels(list(labels), {}).values()) == KNOWN[labels]


def test_labels_that_are_not() -> None:
    with pytest.raises(ModelError, match=r"hf:x\?LABEL_0=con&LABEL_1=con"):
        stances_of_labels(["LABEL_0", "LABEL_1"], {}, "hf:x")
    with pytest.raises(ModelError, match="LABEL_7=pro is no label"):
        stances_of_labels(["LABEL_0"], {"LABEL_7": "pro"})


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("torch", reason="needs the extra train")
    transformers = pytest.importorskip("transformers", reason="needs the extra train")
    folder = tmp_path_factory.mktemp("tiny")
    words = sorted({word for text in toy_rows()["text"] for word in text.lower().split()})
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *words]
    (folder / "vocab.txt").write_text("\n".join(vocabulary))
    tokenizer = transformers.BertTokenizer(str(folder / "vocab.txt"))
    config = transformers.BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        num_labels=3,
        id2label={0: "AGAINST", 1: "NONE", 2: "FAVOR"},
        label2id={"AGAINST": 0, "NONE": 1, "FAVOR": 2},
    )
    transformers.BertForSequenceClassification(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def test_a_model_is_measured_without_being_fitted(tiny: Path) -> None:
    rows = toy_rows().assign(split=["train"] * 24 + ["test"] * 36)
    rows.loc[rows.index[:24], "stance"] = ["con", "pro"] * 12
    rows.loc[rows.index[24:], "stance"] = ["con", "pro"] * 18
    result = evaluate(f"hf:{tiny}", rows)
    # It knows neutral, but the training rows do not: it is not predicted.
    assert set(result.predictions["predicted"]) <= {"con", "pro"}
    turned = find_estimator(f"hf:{tiny}?AGAINST=pro&FAVOR=con&pair=text")
    assert turned.labels["AGAINST"] == "pro"
    shares = turned.fit(rows, rows["stance"]).predict_proba(rows)
    assert shares.shape == (60, 2)
    assert np.allclose(shares.sum(axis=1), 1)


def test_refusals(tiny: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="must be one of"):
        find_estimator(f"hf:{tiny}?pair=target")
    with pytest.raises(ModelError, match="no text classifier can be loaded"):
        find_estimator(f"hf:{tmp_path}")
