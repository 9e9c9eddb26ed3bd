"""An HTML page of an attributor's errors, beside the gold, for reading."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from stance_data.attribution.evaluation.attributions import Evaluation, Judged
from stance_data.attribution.evaluation.scoring import Marked, match
from stance_data.schema import Attribution

__all__ = ["write_errors"]

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Errors of {{ name }}</title>
<style>
body { font: 15px/1.45 Georgia, serif; margin: 2em auto; max-width: 75em; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
td, th { border-top: 1px solid #bbb; padding: .4em .6em; vertical-align: top; text-align: left; }
col.kind { width: 7em; }
.source { background: #cfe3ff; } .cue { background: #ffe0a6; } .content { background: #d5f0cf; }
h2 { font-size: 1.1em; margin-top: 2em; }
</style></head><body>
<h1>Errors of {{ name }}</h1>
<p>Relation F1 {{ f1 }} on {{ articles|length }} articles with errors below; marked are
<span class="source">source</span>, <span class="cue">cue</span>,
<span class="content">content</span>.</p>
{% for article in articles %}
<h2>{{ article.id }}: {{ article.title }}</h2>
<table><colgroup><col class="kind"><col><col></colgroup>
<tr><th>error</th><th>gold</th><th>predicted</th></tr>
{% for case in article.cases %}
<tr><td>{{ case.kind }}</td>
{% for side in (case.gold, case.predicted) %}<td>
{% for role, words in side %}{% if role %}<span class="{{ role }}">{{ words }}</span>
{%- else %}{{ words }}{% endif %}{% endfor %}</td>
{% endfor %}</tr>
{% endfor %}</table>
{% endfor %}
</body></html>
"""

_AROUND = 60


def write_errors(evaluation: Evaluation, path: str | Path) -> int:
    """Write the page and return the number of errors on it.

    An error is a gold attribution that was missed, a predicted one that is not in the gold, or a
    match with other bounds.

    Parameters
    ----------
    evaluation : Evaluation
    path : str or Path
        The HTML file to write.
    """
    import jinja2

    articles = []
    for judged in evaluation.articles:
        cases = sorted(_cases(judged), key=lambda case: case["place"])
        if cases:
            facts = {"id": judged.article.id, "title": judged.article.title}
            articles.append(facts | {"cases": cases})
    page = jinja2.Environment(autoescape=True).from_string(_PAGE)
    f1 = f"{100 * evaluation.figures['relation'].f1:.1f}"
    html = page.render(name=evaluation.name, articles=articles, f1=f1)
    Path(path).write_text(html, encoding="utf-8")
    return sum(len(article["cases"]) for article in articles)


def _cases(judged: Judged) -> Iterator[dict[str, Any]]:
    text, gold, predicted = judged.article.text, judged.gold, judged.predicted
    pairs = dict(match(gold, predicted))
    taken = set(pairs.values())
    nearest = [i for i in range(len(predicted)) if i not in taken]
    shown: set[int] = set()
    for i, g in enumerate(gold):
        if i in pairs:
            p = predicted[pairs[i]]
            if (g.content, g.source, g.cue) != (p.content, p.source, p.cue):
                yield _case("bounds", text, g, p)
            continue
        # The prediction that shares most of it, if any, explains a miss best.
        near = max(nearest, key=lambda j: len(g.content & predicted[j].content), default=None)
        if near is not None and not g.content & predicted[near].content:
            near = None
        if near is not None:
            shown.add(near)
        yield _case(
            "wrong" if near is not None else "missed",
            text,
            g,
            None if near is None else predicted[near],
        )
    for j in nearest:
        if j not in shown:
            yield _case("spurious", text, None, predicted[j])


def _case(kind: str, text: str, gold: Marked | None, predicted: Marked | None) -> dict[str, Any]:
    sides = [side.attribution for side in (gold, predicted) if side]
    spans = [span for a in sides for span in (*a.source, *a.cue, *a.content)]
    start = max(0, min(span.start for span in spans) - _AROUND)
    end = min(len(text), max(span.end for span in spans) + _AROUND)
    return {
        "kind": kind,
        "place": start,
        "gold": _segments(text, gold.attribution if gold else None, start, end),
        "predicted": _segments(text, predicted.attribution if predicted else None, start, end),
    }


def _segments(
    text: str, attribution: Attribution | None, start: int, end: int
) -> list[tuple[str, str]]:
    if attribution is None:
        return []
    spans = sorted(
        (span, role) for role in ("source", "cue", "content") for span in getattr(attribution, role)
    )
    pieces = []
    place = start
    for span, role in spans:
        pieces.append(("", text[place : span.start]))
        pieces.append((role, text[max(place, span.start) : span.end]))
        place = max(place, span.end)
    pieces.append(("", text[place:end]))
    return [(role, words) for role, words in pieces if words]
