"""Whether a copy of a corpus is what its publisher counts, and what repeats in it.

Two texts are the same here if their normalised words are
(`stance_data.corpora._rows.normalised`), two targets likewise.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance_data import corpora
from stance_data.corpora._card import Card, Kind
from stance_data.corpora._damage import damage_of
from stance_data.corpora._files import find_root
from stance_data.corpora._rows import fingerprint, normalised
from stance_data.schema import STANCES

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Balance",
    "Report",
    "SharedRows",
    "SplitReport",
    "check",
    "rows_to_check",
]


@dataclass(frozen=True, slots=True)
class SplitReport:
    """One split of a copy.

    Attributes
    ----------
    name, place : str
        Of the split, and where its rows are.
    rows, official_rows : int
        Found; as published. No rows: the split is absent.
    labels, official_labels : dict of str to int
        By the publisher's label; the second is empty where the card states none.
    same_rows : bool or None
        Whether texts, targets and labels are those of the copy that the card was made from;
        None where the card has no digest.
    repeated_text : int
        Rows whose text occurs before in the split.
    repeated_pair : int
        Those of them whose target is the same too.
    contradictions : int
        Pairs of text and target with more than one stance.
    damaged : dict of str to int
        Rows by the rule that finds damage (`stance_data.corpora._damage.RULES`).
    targets : int
        Different ones.
    other : dict of str to int
        Further counts: attributions.
    """

    name: str
    place: str
    rows: int
    official_rows: int
    labels: dict[str, int]
    official_labels: dict[str, int]
    same_rows: bool | None
    repeated_text: int
    repeated_pair: int
    contradictions: int
    damaged: dict[str, int]
    targets: int
    other: dict[str, int] = field(default_factory=dict)

    @property
    def differences(self) -> list[str]:
        """What is not as published; nothing where the split is absent."""
        if not self.rows:
            return []
        found = []
        if self.rows != self.official_rows:
            off = self.rows - self.official_rows
            what = f"{off:,} too many" if off > 0 else f"{-off:,} missing"
            found.append(f"{self.name}: {self.rows:,} of {self.official_rows:,} rows ({what})")
        for label, official in self.official_labels.items():
            rows = self.labels.get(label, 0)
            if rows != official:
                found.append(
                    f"{self.name}: {rows:,} rows with label {label!r}, published {official:,}"
                )
        if not found and self.same_rows is False:
            found.append(
                f"{self.name}: the counts agree, yet some text, target or label was changed"
            )
        return found

    @property
    def doubts(self) -> list[str]:
        """What may or may not have been published so: the card knows too little of the split."""
        if not self.rows or self.same_rows is not None:
            return []
        found = []
        if not self.official_labels and self.labels:
            found.append(f"{self.name}: the card has no counts of its labels to compare with")
        if self.damaged:
            rules = ", ".join(f"{rule} {rows:,}" for rule, rows in self.damaged.items())
            found.append(
                f"{self.name}: damaged rows ({rules}), and the card does not say whether they were "
                "published so"
            )
        return found


@dataclass(frozen=True, slots=True)
class SharedRows:
    """What two splits have in common.

    Attributes
    ----------
    one, other : str
        Splits, in the card's order.
    texts, pairs : int
        Different texts that are in both; different pairs of text and target.
    text_rows, pair_rows : int
        Rows of `other` that have such a text, such a pair.
    groups : int
        Groups that are in both.
    targets, targets_of_other : int
        Targets in both; all those of `other`.
    target_rows : int
        Rows of `other` whose target is in `one` too: not zero-shot.
    """

    one: str
    other: str
    texts: int
    pairs: int
    text_rows: int
    pair_rows: int
    groups: int
    targets: int
    targets_of_other: int
    target_rows: int


@dataclass(frozen=True, slots=True)
class Balance:
    """Stances by target, over all splits.

    Attributes
    ----------
    targets : int
    one_stance : int
        Targets whose rows all have the same stance: the target alone gives it away.
    one_stance_rows : int
        Rows of such targets, where a target has at least two.
    by_target : dict of str to dict of str to int
        Rows by target and stance, where there are at most 12 targets; else empty.
    """

    targets: int
    one_stance: int
    one_stance_rows: int
    by_target: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Report:
    """What `check` found.

    Attributes
    ----------
    name : str
    splits : list of SplitReport
    shared : list of SharedRows
        One for each two splits that are there.
    balance : Balance or None
        None for attributions.
    seen : dict of str to int
        Where rows are marked as seen or unseen in train: how many marks are wrong.
    """

    name: str
    splits: list[SplitReport]
    shared: list[SharedRows]
    balance: Balance | None
    seen: dict[str, int] = field(default_factory=dict)

    @property
    def differences(self) -> list[str]:
        """All that is not as published; empty where all that is there agrees."""
        return [line for split in self.splits for line in split.differences]

    @property
    def doubts(self) -> list[str]:
        """What the card knows too little of to say."""
        return [line for split in self.splits for line in split.doubts]

    @property
    def absent(self) -> list[str]:
        """Splits without a row, each with its place."""
        return [f"{split.name} ({split.place})" for split in self.splits if not split.rows]

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain values."""
        lists = {
            "differences": self.differences,
            "doubts": self.doubts,
            "absent": self.absent,
        }
        return asdict(self) | lists


_BALANCE_SHOWN = 12


def check(name: str, path: str | Path) -> Report:
    """Compare a folder of a corpus with what its publisher counts, and count what repeats.

    Parameters
    ----------
    name : str
    path : str or Path
        Folder in the publisher's layout.

    Raises
    ------
    DatasetNotFoundError
        If there is no corpus of this name.
    InputError
        If the folder cannot be read as this corpus.
    """
    card = corpora.card(name)
    frame = rows_to_check(card, path)
    parts = {split: frame[frame["split"] == split] for split in card.splits}
    there = [split for split, part in parts.items() if len(part)]
    return Report(
        name=name,
        splits=[_split_report(card, split, part) for split, part in parts.items()],
        shared=[
            _shared(one, parts[one], other, parts[other]) for one, other in combinations(there, 2)
        ],
        balance=None if card.kind is Kind.ATTRIBUTION else _balance(frame),
        seen=_seen(frame, parts) if "seen" in card.columns else {},
    )


def rows_to_check(card: Card, path: str | Path) -> pd.DataFrame:
    """Return the rows of a corpus in a folder; of one of attributions a row for each article."""
    if card.kind is not Kind.ATTRIBUTION:
        return corpora.read(card.name, path)
    import pandas as pd

    root = find_root(card, path)
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for split in card.splits:
        if next((root / "data" / split).glob("attributions/*.ann"), None) is None:
            continue
        for record in corpora.read_split(card.name, split, root):
            row = rows.setdefault(
                (split, record.article.id),
                {"split": split, "text": record.article.text, "group": record.article.id}
                | dict.fromkeys(("target", "stance", "original_label", "speaker"), "")
                | {"attributions": 0, "without source": 0, "annotations": 0},
            )
            row["annotations"] += 1
            row["attributions"] += len(record.attributions)
            row["without source"] += sum(not a.source for a in record.attributions)
            # What was marked stands in for the label, so that the fingerprint tells any change.
            marked = [(a.source, a.cue, a.content) for a in record.attributions]
            row["original_label"] += json.dumps([record.annotator, marked])
    return pd.DataFrame(list(rows.values()))


def _split_report(card: Card, split: str, part: pd.DataFrame) -> SplitReport:
    facts = card.splits[split]
    texts = [normalised(text) for text in part["text"]]
    targets = [normalised(target) for target in part["target"]]
    pairs = list(zip(texts, targets, strict=True))
    stances: dict[tuple[str, str], set[str]] = defaultdict(set)
    for pair, stance in zip(pairs, part["stance"], strict=True):
        stances[pair].add(stance)
    damage = Counter(
        damage_of(text) or damage_of(target)
        for text, target in zip(part["text"], part["target"], strict=True)
        if damage_of(text) or (target and damage_of(target))
    )
    counts = Counter(part["original_label"])
    of_attributions = card.kind is Kind.ATTRIBUTION
    return SplitReport(
        name=split,
        place=facts.place,
        rows=len(part),
        official_rows=facts.rows,
        labels={label: counts[label] for label in card.labels},
        official_labels=dict(facts.labels),
        same_rows=fingerprint(part) == facts.digest if facts.digest and len(part) else None,
        repeated_text=len(texts) - len(set(texts)),
        repeated_pair=len(pairs) - len(set(pairs)),
        contradictions=sum(len(found) > 1 for found in stances.values()),
        damaged=dict(sorted(damage.items())),
        targets=len(set(targets) - {""}),
        other={
            name: int(part[name].sum())
            for name in ("annotations", "attributions", "without source")
        }
        if of_attributions and len(part)
        else {},
    )


def _shared(one: str, first: pd.DataFrame, other: str, second: pd.DataFrame) -> SharedRows:
    def pairs(part: pd.DataFrame) -> list[tuple[str, str]]:
        return [
            (normalised(text), normalised(target))
            for text, target in zip(part["text"], part["target"], strict=True)
        ]

    mine, theirs = pairs(first), pairs(second)
    texts = {text for text, _ in mine} & {text for text, _ in theirs}
    both = set(mine) & set(theirs)
    targets = ({target for _, target in mine} & {target for _, target in theirs}) - {""}
    return SharedRows(
        one=one,
        other=other,
        texts=len(texts),
        pairs=len(both),
        text_rows=sum(text in texts for text, _ in theirs),
        pair_rows=sum(pair in both for pair in theirs),
        groups=len(set(first["group"]) & set(second["group"])),
        targets=len(targets),
        targets_of_other=len({target for _, target in theirs} - {""}),
        target_rows=sum(target in targets for _, target in theirs),
    )


def _balance(frame: pd.DataFrame) -> Balance:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for target, stance in zip(frame["target"], frame["stance"], strict=True):
        counts[target][stance] += 1
    single = [count for count in counts.values() if len(count) == 1]
    return Balance(
        targets=len(counts),
        one_stance=len(single),
        one_stance_rows=sum(n for count in single if (n := count.total()) > 1),
        by_target={
            target: {stance: count[stance] for stance in STANCES}
            for target, count in sorted(counts.items())
        }
        if len(counts) <= _BALANCE_SHOWN
        else {},
    )


def _seen(frame: pd.DataFrame, parts: Mapping[str, pd.DataFrame]) -> dict[str, int]:
    """Count marks of seen targets that the rows of train contradict."""
    train = parts.get("train")
    if train is None or not len(train):
        return {}
    known = _targets(train["target"])
    rest = frame[(frame["split"] != "train") & frame["seen"].notna()]
    marks = [
        (bool(seen), normalised(target) in known)
        for seen, target in zip(rest["seen"], rest["target"], strict=True)
    ]
    return {
        "marked unseen, target in train": sum(not seen and there for seen, there in marks),
        "marked seen, target not in train": sum(seen and not there for seen, there in marks),
    }


def _targets(values: Iterable[str]) -> set[str]:
    return {normalised(value) for value in values}
