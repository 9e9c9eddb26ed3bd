"""Labels → statements: by their words, and by speaker or offset where words repeat."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from stance_data.errors import LabelError
from stance_data.labeling._files import ADJUDICATED, Label
from stance_data.schema import LabelSource, Statement
from stance_data.text import normalise

__all__ = ["Labelled", "apply_labels"]


@dataclass(frozen=True, slots=True)
class Labelled:
    """Statements with the stances that their labels give them.

    Attributes
    ----------
    statements : list of Statement
        All of them, in the order given.
    ties : int
        Statements left unlabelled because their annotators' votes are tied.
    """

    statements: list[Statement]
    ties: int

    @property
    def unlabelled(self) -> int:
        """Number of statements without a stance, the ties included."""
        return sum(not s.stance for s in self.statements)


def apply_labels(statements: Sequence[Statement], labels: Sequence[Label]) -> Labelled:
    """Give each statement the stance that its labels settle.

    The adjudicated label counts if there is one; else the only annotator's; else the majority of
    the annotators, and a tie leaves the statement unlabelled. ``confidence`` is the share of
    the annotators (the adjudicator aside) who chose the stance that counts.

    Parameters
    ----------
    statements : sequence of Statement
    labels : sequence of Label
        Compared by their normalised words (`stance_data.text.normalise`) with those of a statement,
        or, where no statement has them, of one span of a statement that stands in several.

    Raises
    ------
    LabelError
        If a label finds no statement or several, or one annotator labelled a statement twice. The
        message lists every case, one a line.
    """
    by_words = _index(statements)
    given: dict[str, list[Label]] = defaultdict(list)
    faults: list[str] = []
    for label in labels:
        found = _narrow(by_words.get(normalise(label.text), []), label)
        if len(found) == 1:
            given[found[0].id].append(label)
        elif not found:
            faults.append(f"{label.place}: {_no_statement(label, statements)}")
        else:
            starts = ", ".join(str(s.start) for s in found)
            faults.append(
                f"{label.place}: the words {_short(label.text)} stand in several statements; add "
                f"a speaker or a start (one of {starts})"
            )
    for statement_labels in given.values():
        first: dict[str, Label] = {}
        for label in statement_labels:
            if (other := first.setdefault(label.annotator, label)) is not label:
                faults.append(
                    f"{label.place}: {label.annotator!r} labelled {_short(label.text)} before, at "
                    f"{other.place}; leave one of the two out"
                )
    if faults:
        raise LabelError("\n".join(faults))
    settled = [_settle(s, given[s.id]) if s.id in given else s for s in statements]
    ties = sum(s.id in given and not s.stance for s in settled)
    return Labelled(settled, ties)


def _index(statements: Sequence[Statement]) -> dict[str, list[Statement]]:
    """Return normalised words → the statements that a label with these words may mean."""
    whole: dict[str, list[Statement]] = defaultdict(list)
    parts: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        whole[normalise(statement.text)].append(statement)
        if len(statement.spans) < 2:
            continue
        offset = 0
        for start, end in statement.spans:  # `text` is the words of the spans, joined by one space
            parts[normalise(statement.text[offset : offset + end - start])].append(statement)
            offset += end - start + 1
    return dict(parts) | dict(whole)


def _narrow(candidates: list[Statement], label: Label) -> list[Statement]:
    """Return those of the statements with the label's words that it can mean."""
    if len(candidates) > 1 and label.start is not None:
        return [s for s in candidates if s.start == label.start]
    if len(candidates) > 1 and label.speaker:
        speaker = normalise(label.speaker)
        return [
            s for s in candidates if speaker in (normalise(s.speaker or ""), normalise(s.source))
        ]
    return candidates


def _settle(statement: Statement, labels: list[Label]) -> Statement:
    adjudicated = [x for x in labels if x.annotator == ADJUDICATED]
    votes = Counter(x.stance for x in labels if x.annotator != ADJUDICATED)
    if adjudicated:
        chosen, source = adjudicated, LabelSource.ADJUDICATED
    else:
        (stance, most), *others = votes.most_common()
        if others and others[0][1] == most:
            return statement
        chosen = [x for x in labels if x.stance == stance]
        source = LabelSource.AGGREGATED if len(labels) > 1 else LabelSource.ANNOTATOR
    stance = chosen[0].stance
    bases = Counter(x.stance_basis for x in chosen if x.stance_basis)
    basis = bases.most_common(1)[0][0] if bases else ""
    return replace(
        statement,
        stance=stance,
        label_source=source,
        confidence=votes[stance] / votes.total() if votes.total() > 1 else None,
        stance_basis=basis,
        rationale=next((x.rationale for x in chosen if x.stance_basis == basis), ""),
    )


def _no_statement(label: Label, statements: Sequence[Statement]) -> str:
    words = [s.text for s in statements]
    near = difflib.get_close_matches(label.text, words, n=1, cutoff=0.5)
    hint = f"; the nearest is {_short(near[0])}" if near else ""
    where = f" by {label.speaker!r}" if label.speaker else ""
    return f"no statement{where} has the words {_short(label.text)}{hint}"


def _short(text: str, width: int = 60) -> str:
    return repr(text if len(text) <= width else text[: width - 1] + "…")
