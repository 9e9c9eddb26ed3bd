"""Boards as tables and as a page: every number that is shown is the result's."""

import re
from html.parser import HTMLParser
from typing import Any

import pandas as pd
import pytest

from stance_data.benchmark import Board, evaluate
from stance_data.benchmark._charts import Point, dot_plot
from stance_data.benchmark._latex import to_latex
from stance_data.benchmark._outputs import board_markdown
from stance_data.benchmark._report import to_html
from stance_data.benchmark._tables import contest_table, summary_table, to_text
from tests.models.toy import toy_rows

HOSTILE = 'a<script>alert(1)</script>&"_%$'


@pytest.fixture(scope="module")
def board() -> Board:
    rows = toy_rows()
    other = rows[rows["stance"] != "neutral"].assign(source_corpus="pstance")
    results = [
        evaluate("majority", rows, name="majority"),
        evaluate("tfidf-svm", rows, name=HOSTILE),
        evaluate("majority", other, name="majority"),
    ]
    curve = [
        evaluate("majority", rows, setting="learning-curve", fraction=f, name=name)
        for f in (0.25, 0.5, 1.0)
        for name in ("majority", "another")
    ]
    from dataclasses import replace

    return Board([results[0], results[1], replace(results[2], data="pstance-like"), *curve])


def test_the_best_is_first_and_the_others_are_judged(board: Board) -> None:
    contest = board.contests[0]
    assert [result.model for result in contest.results] == [HOSTILE, "majority"]
    (pair,) = contest.comparisons
    assert pair.p_holm == pair.p < 0.05
    assert contest.is_behind("majority")
    table = contest_table(contest)
    best = contest.best.official
    assert table.rows[0][1].startswith(f"{100 * best.value:.1f} (")
    assert table.rows[0][1].endswith(" *")
    text = to_text(table)
    assert len({len(line) for line in text.splitlines()[4:]}) <= 2


def test_the_summary_has_a_row_for_each_dataset(board: Board) -> None:
    table = summary_table(board)
    assert table.header == ("dataset, measure", "majority", HOSTILE, "another")
    assert [row[0] for row in table.rows] == [
        "the table, macro-F1",
        "pstance-like, F_avg, mean over targets",
    ]
    assert table.rows[1][2:] == ("–", "–")


def test_frames_hold_every_number(board: Board) -> None:
    frame = board.to_frame()
    assert frame["official"].sum() == len(board.results)
    for result in board.results:
        own = frame[
            (frame["system"] == result.model)
            & (frame["data"] == result.data)
            & (frame["setting"] == result.setting.value)
            & (frame["fraction"] == result.fraction)
        ]
        assert own["value"].tolist() == [found.value for found in result.measured]
    pairs = board.comparisons_frame()
    assert len(pairs) == 1
    assert pd.api.types.is_float_dtype(pairs["p_holm"])


class Page(HTMLParser):
    """Counts elements and gathers the words."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: dict[str, int] = {}
        self.words = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags[tag] = self.tags.get(tag, 0) + 1
        for name, value in attrs:
            assert not name.startswith("on")
            assert name not in ("src", "href") or value.startswith("#")

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_page_shows_all_and_runs_nothing(board: Board) -> None:
    html = to_html(board, {"python": "3"})
    page = Page()
    page.feed(html)
    assert "script" not in page.tags
    assert HOSTILE in page.words
    assert page.tags["figure"] == 3
    for cell in contest_table(board.contests[0]).rows[0]:
        assert cell in page.words
    assert "learning curve" in page.words
    assert "http" not in re.sub(r"http-equiv", "", html)
    for sentence in toy_rows()["text"]:
        assert sentence not in html


def test_markdown_and_latex_escape(board: Board) -> None:
    page = board_markdown(board)
    rows = [line for line in page.splitlines() if line.startswith("|")]
    assert all(row.endswith("|") for row in rows)
    assert "## the table · in-target" in page
    tables = to_latex(board)
    assert r'a<script>alert(1)</script>\&"\_\%\$' in tables
    assert tables.count(r"\begin{tabular}") == tables.count(r"\end{tabular}") == 3
    for body in re.findall(r"\\midrule\n(.*?)\\bottomrule", tables, flags=re.S):
        assert all(line.endswith(r"\\") for line in body.strip().splitlines())
    assert r"\textbf{" in tables


def test_a_chart_places_values_in_order() -> None:
    svg = dot_plot([Point("a", 0.2, 0.1, 0.3), Point("b", 0.8)], "t")
    places = [float(x) for x in re.findall(r'cx="([\d.]+)"', svg)]
    assert places[0] < places[1]
    assert svg.count('class="bar') == 1
