"""What is known of corpora as text for the terminal, and as the page of all of them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence

from stance_data.corpora import Card
from stance_data.corpora._check import Report
from stance_data.corpora._damage import RULES
from stance_data.corpora._overlap import Overlap
from stance_data.schema import STANCES

__all__ = ["card_text", "overlap_rows", "report_page", "report_text", "table"]

_OVERLAP_HEAD = ("corpus", "corpus", "texts", "rows of the first", "rows of the second", "splits")


def table(head: Sequence[str], rows: Iterable[Sequence[object]], *, markdown: bool = False) -> str:
    """Return rows as a table; numbers stand to the right.

    Examples
    --------
    >>> print(table(["corpus", "rows"], [("vast", 18545)]))
    corpus    rows
    vast    18,545
    """
    cells = [[_cell(value) for value in row] for row in rows]
    right = [all(_is_number(row[i]) for row in cells) if cells else False for i in range(len(head))]
    if markdown:
        rule = ["---:" if r else "---" for r in right]
        lines = [list(head), rule, *[[c.replace("|", "\\|") for c in row] for row in cells]]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)
    widths = [max(len(row[i]) for row in [list(head), *cells]) for i in range(len(head))]
    return "\n".join(
        "  ".join(
            c.rjust(w) if r else c.ljust(w) for c, w, r in zip(line, widths, right, strict=True)
        ).rstrip()
        for line in [list(head), *cells]
    )


def card_text(card: Card, place: str) -> str:
    """Return the card of a corpus for the terminal."""
    facts = [
        ("name", card.name),
        ("what", card.summary),
        ("kind", f"{card.kind}; texts: {card.text_kind}; about: {card.domain}"),
        ("targets", card.target_kind.value),
        ("labels", ", ".join(f"{label} = {stance}" for label, stance in card.labels.items())),
        ("group", card.group),
        ("metric", card.metric.value),
        ("language", card.language.value),
        ("licence", card.licence),
        ("passing on", card.redistribution.value),
        ("citation", card.citation),
        ("paper", card.paper),
        ("publisher", card.source.publisher),
        ("getting it", card.source.instructions),
        ("here", place),
    ]
    lines = [card.title, ""]
    for name, value in facts:
        if value:
            lines.append(_filled(value, f"{name:11} ", " " * 12))
    lines += [
        "",
        table(["split", "rows", "where"], [(n, s.rows, s.place) for n, s in card.splits.items()]),
    ]
    if card.columns:
        lines += ["", "columns beside the core ones:"]
        lines += [_filled(c.meaning, f"  {name:18} ", " " * 21) for name, c in card.columns.items()]
    lines += ["", "to know before using it:"]
    lines += [_filled(quirk, "  - ", "    ") for quirk in card.quirks]
    return "\n".join(lines)


def report_text(report: Report, card: Card, *, markdown: bool = False) -> str:
    """Return what `check` found: one line for a difference, then the tables of counts."""
    bullet = "- " if markdown else "  "
    blocks = []
    if report.differences:
        blocks.append("Not as published:\n\n" + "\n".join(bullet + d for d in report.differences))
    else:
        blocks.append("Counts are as published, for all that is here.")
    if report.doubts:
        blocks.append("To look at:\n\n" + "\n".join(bullet + d for d in report.doubts))
    if report.absent:
        blocks.append("Not here: " + "; ".join(report.absent) + ".")
    there = [split for split in report.splits if split.rows]
    unit = "articles" if report.balance is None else "rows"
    head = [
        "split",
        unit,
        "published",
        "text again",
        "with same target",
        "contradictions",
        "damaged",
        "targets",
    ]
    rows = [
        (s.name, s.rows, s.official_rows, s.repeated_text, s.repeated_pair, s.contradictions,
         sum(s.damaged.values()), s.targets)
        for s in there
    ]  # fmt: skip
    blocks.append(table(head, rows, markdown=markdown))
    if card.labels:
        head = ["split", *(f"{label} ({stance})" for label, stance in card.labels.items())]
        labels = [(s.name, *(s.labels[label] for label in card.labels)) for s in there]
        blocks.append(table(head, labels, markdown=markdown))
    others = list(there[0].other) if there else []
    if others:
        rows_of = [(s.name, *(s.other[name] for name in others)) for s in there]
        blocks.append(table(["split", *others], rows_of, markdown=markdown))
    damaged = [(s.name, rule, n) for s in there for rule, n in s.damaged.items()]
    if damaged:
        rules = [(name, rule, RULES[rule][0], n) for name, rule, n in damaged]
        blocks.append(table(["split", "damage", "what it means", "rows"], rules, markdown=markdown))
    blocks += _sharing(report, markdown)
    blocks += _balance(report, markdown)
    return "\n\n".join(blocks)


def overlap_rows(found: Iterable[Overlap], *, markdown: bool = False) -> str:
    """Return the texts that corpora have in common, as a table."""
    rows = [
        (o.one, o.other, o.texts, o.rows_of_one, o.rows_of_other,
         ", ".join(f"{splits} {n:,}" for splits, n in o.splits.items()))
        for o in found
    ]  # fmt: skip
    if not rows:
        return "No text is in two of these corpora."
    return table(_OVERLAP_HEAD, rows, markdown=markdown)


def report_page(
    cards: Mapping[str, Card], reports: Mapping[str, Report], found: Sequence[Overlap], command: str
) -> str:
    """Return the page of all corpora: facts, counts, what repeats within and between them."""
    facts = [
        (f"[{name}](#{name})", card.text_kind.value, card.target_kind.value,
         " / ".join(f"{split.rows:,}" for split in card.splits.values()),
         ", ".join(dict.fromkeys(card.labels.values())) or "–", card.metric.value, card.licence)
        for name, card in cards.items()
    ]  # fmt: skip
    head = ["corpus", "texts", "targets", "rows by split", "stances", "measure", "licence"]
    rules = "\n".join(f"- **{name}**: {meaning}" for name, (meaning, _) in RULES.items())
    parts = [
        "# Public corpora",
        f"Written by `{command}` from the parts that were there; do not edit it by hand. It holds "
        "counts, no text of any corpus. How to get and load one: the verb `corpora` and "
        "`stance_data.load`.",
        table(head, facts, markdown=True),
        "Two texts count as the same if they are equal in lower case with every run of characters "
        "other than 0–9 and a–z made one space. *Text again*: rows whose text occurs before in the "
        "split; *contradictions*: the same text and target with different stances.",
        f"Rows are flagged as damaged, and kept, by these rules, the first that fits:\n\n{rules}",
    ]
    for name, report in reports.items():
        card = cards[name]
        parts.append(f"## {name}")
        parts.append(f"{card.title}. {card.summary} {card.citation}. <{card.paper}>")
        parts.append("\n".join(f"- {quirk}" for quirk in card.quirks))
        parts.append(report_text(report, card, markdown=True))
    parts.append("## Between corpora")
    parts.append(
        "Texts that are in two corpora: training on one and testing on the other must leave them "
        "out. `a/b`: the split in the first and in the second."
    )
    parts.append(overlap_rows(found, markdown=True))
    return "\n\n".join(parts) + "\n"


def _sharing(report: Report, markdown: bool) -> list[str]:
    blocks = []
    if report.shared:
        head = [
            "splits",
            "texts in both",
            "rows of the second",
            "texts with same target",
            "rows",
            "groups in both",
        ]
        rows = [
            (f"{s.one} and {s.other}", s.texts, s.text_rows, s.pairs, s.pair_rows, s.groups)
            for s in report.shared
        ]
        blocks.append(table(head, rows, markdown=markdown))
    if report.shared and report.balance is not None:
        head = ["splits", "targets in both", "of the second's", "rows with a new target"]
        of_split = {split.name: split.rows for split in report.splits}
        targets = [
            (
                f"{s.one} and {s.other}",
                s.targets,
                s.targets_of_other,
                of_split[s.other] - s.target_rows,
            )
            for s in report.shared
        ]
        blocks.append(table(head, targets, markdown=markdown))
    if report.seen:
        blocks.append("; ".join(f"rows {what}: {n:,}" for what, n in report.seen.items()) + ".")
    return blocks


def _balance(report: Report, markdown: bool) -> list[str]:
    balance = report.balance
    if balance is None:
        return []
    if balance.by_target:
        rows = [(t, *(counts[s] for s in STANCES)) for t, counts in balance.by_target.items()]
        return [table(["target", *STANCES], rows, markdown=markdown)]
    return [
        f"{balance.targets:,} targets; {balance.one_stance:,} have one stance only, of which those "
        f"with two rows or more have {balance.one_stance_rows:,} rows."
    ]


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def _is_number(text: str) -> bool:
    return text.replace(",", "").isdigit()


def _filled(text: str, first: str, rest: str) -> str:
    return textwrap.fill(text, 90, initial_indent=first, subsequent_indent=rest)
