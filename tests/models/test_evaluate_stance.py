"""`stance-data evaluate stance`, on invented rows under the names of corpora."""

import json

import pandas as pd
import pytest

from stance_data.cli import main
from stance_data.errors import DatasetNotFoundError
from stance_data.models.training import mixture
from stance_data.models.training.mixture import SHARES, WRITTEN, read_part, read_written

SAID = {
    "We need the tunnel, and we need it now.": "pro",
    "The tunnel is a disaster and must be stopped.": "con",
    "The council meets on Tuesday.": "neutral",
}


def _rows(split: str, texts: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "text": list(texts),
            "target": "the tunnel",
            "stance": list(texts.values()),
            "split": split,
            "damaged": False,
            "group": [f"{split}-{n}" for n in range(len(texts))],
            "speaker": None,
            "source_corpus": "covid19_stance",
        }
    )


@pytest.fixture(autouse=True)
def corpora(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = {"train": SAID, "validation": SAID, "test": {f"{t} Yes.": s for t, s in SAID.items()}}
    table = pd.concat([_rows(split, texts) for split, texts in parts.items()])
    table[["p_con", "p_neutral", "p_pro"]] = 1 / 3

    def load(name: str) -> pd.DataFrame:
        if name in ("covid19_stance", "gwsd"):
            return table
        raise DatasetNotFoundError(name)

    monkeypatch.setattr(mixture, "load", load)


def test_dev_rows_are_measured(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "stance"]) == 0
    shown = capsys.readouterr().out
    assert shown.splitlines()[1].split()[:2] == ["covid19_stance", "3"]
    assert "Not measured: gwsd" in shown


def test_test_rows_are_measured_where_they_are_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "stance", "gwsd", "--part", "test", "--json"]) == 0
    (figures,) = json.loads(capsys.readouterr().out)["corpora"]
    assert (figures["name"], figures["rows"]) == ("gwsd", 3)
    assert all(row.text.endswith("Yes.") for row in read_part("gwsd", SHARES["gwsd"], {}, True).dev)


@pytest.mark.parametrize(
    ("corpus", "message"),
    [
        ("gwsd", "gwsd have no dev part"),
        ("gwds", "not measured on 'gwds' (did you mean 'gwsd'?)"),
        (WRITTEN, "not measured on 'statements'"),
    ],
)
def test_what_cannot_be_measured_is_said(
    corpus: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", "stance", corpus]) == 2
    assert message in capsys.readouterr().err


def test_written_statements_stand_in_their_contexts() -> None:
    part = read_written()
    rows = part.train + part.dev
    assert len({row.target for row in rows}) > 40
    assert all(row.text in row.context for row in rows)
    assert not {row.target for row in part.train} & {row.target for row in part.dev}
    shares = pd.Series([row.stance for row in rows]).value_counts(normalize=True)
    assert shares.min() > 0.2
