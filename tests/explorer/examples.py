"""Rows and articles for pages, beside those of the publishing tests; all of it invented."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from stance_data.publishing import publish
from stance_data.schema import Article, Form, LabelSource, Span, Statement
from tests.publishing.examples import ARTICLES, BRANDT, HARBOUR, STATEMENTS, statement

__all__ = ["HOSTILE", "LABELS", "long_article", "many_rows", "publish_harbour", "publish_hostile"]

LABELS = """\
text,annotator,stance,stance_basis,rationale
The quay belongs to people on foot,r1,pro,position,It takes their side.
The quay belongs to people on foot,r2,pro,reason,It says whose it is.
a gift to the mall,r1,con,reason,Ridicule.
a gift to the mall,r2,neutral,,Only a name for the plan.
a gift to the mall,adjudicated,con,reason,Ridicule.
The council will vote in May,r1,neutral,,A fact.
The council will vote in May,r2,neutral,,A fact.
"""
"""Labels by annotators: one agreement, one on another basis, one settled disagreement."""


def publish_harbour(folder: Path, label_files: dict[str, str] | None = None) -> Path:
    """Publish the invented harbour, with overlapping statements and a model's suggestion."""
    inner = statement(HARBOUR, "our street", "Lea Brandt", "said", "a8", "con", BRANDT)
    suggested = replace(
        statement(HARBOUR, "more cruise visitors", "Residents", "expect", "a6", "pro"),
        label_source=LabelSource.MODEL,
        confidence=0.62,
        form=Form.INDIRECT,
        rationale="",
    )
    rows = [row for row in STATEMENTS if row.text != "more cruise visitors"]
    publish([*rows, inner, suggested], ARTICLES, folder / "harbour", label_files=label_files)
    return folder / "harbour"


HOSTILE = (
    "<script>window.harmed = 1</script> </script><img src=x onerror='window.harmed = 2'> "
    "“quoted” \"twice\" 'once' &amp; &lt;b&gt; {{ 7 * 7 }} ${window.harmed = 3} `tick` "
    "\u2028\u2029 line ends, \u202eright to left\u202c, שלום עולם, مرحبا, 👩‍👩‍👧 😀 e\u0301 \x07 "
    "<!-- <script> --> ]]> javascript:alert(1) \\u003c \\"
)
"""Text that would do harm if anything but its characters were taken from it."""


def publish_hostile(folder: Path) -> Path:
    """Publish articles in which every text column is hostile."""
    text = f"{HOSTILE}\n\n“{HOSTILE}” said {HOSTILE}.\n"
    article = Article(
        id="<b>hostile", text=text, title=HOSTILE, publisher=HOSTILE, date="2031",
        url="javascript:1", target=HOSTILE, rights=HOSTILE,
    )  # fmt: skip
    start = text.index("“") if text.startswith("“") else text.index("\n\n“") + 3
    said = Span(start, start + len(HOSTILE))
    source = Span(said.end + 7, said.end + 7 + len(HOSTILE))
    row = Statement(
        id="<i>", text=HOSTILE, target=HOSTILE, stance="con", group=HOSTILE, speaker=HOSTILE,
        source_corpus=HOSTILE, article_id=article.id, attribution_id="a", start=said.start,
        end=said.end, spans=[said], source=HOSTILE, source_start=source.start,
        source_end=source.end, source_spans=[source], form=Form.DIRECT, rationale=HOSTILE,
        label_source=LabelSource.ANNOTATOR, context=HOSTILE, title=HOSTILE,
    )  # fmt: skip
    publish([row], [article], folder / "hostile", name="<em>hostile</em>")
    return folder / "hostile"


def long_article(words: int) -> tuple[Article, list[Statement]]:
    """Return an article of so many words, with a statement in every hundredth of them."""
    pieces: list[str] = []
    statements: list[Statement] = []
    place = 0
    for number in range(words // 100):
        said = f"“Number {number} is fine,” Ann Oduya said. "
        paragraph = said + "word " * 93 + "end.\n\n"
        span = Span(place + 1, place + len(f"“Number {number} is fine"))
        statements.append(
            Statement(
                id=f"s{number}", text=f"Number {number} is fine", target="T", stance="pro",
                group=f"g{number}", speaker="Ann Oduya", article_id="long",
                attribution_id=f"g{number}", start=span.start, end=span.end, spans=[span],
                label_source=LabelSource.ANNOTATOR,
            )
        )  # fmt: skip
        pieces.append(paragraph)
        place += len(paragraph)
    return Article(id="long", text="".join(pieces), title="A long one", target="T"), statements


def many_rows(number: int) -> list[dict[str, Any]]:
    """Return rows of a table as large as a corpus."""
    stances = ("con", "neutral", "pro", "pro", "")
    return [
        {
            "id": f"row{i}",
            "text": f"Statement {i} says that the ferry of harbour {i % 97} should stay.",
            "target": f"ferry {i % 400}",
            "stance": stances[i % 5],
            "split": ("train", "train", "test")[i % 3],
            "votes": ["pro", "con"] if i % 5 == 0 else ["pro", "pro"],
        }
        for i in range(number)
    ]
