"""The rows of a table of the user's, checked as far as a page needs them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from stance_data.errors import InputError, did_you_mean
from stance_data.schema import STANCES, UNLABELLED

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["checked_rows"]

_PLACES_SHOWN = 5


def checked_rows(frame: pd.DataFrame, place: str) -> list[dict[str, Any]]:
    """Return the rows of a table as plain values, each with a ``stance``; missing ones are None.

    Raises
    ------
    InputError
        If there is no column ``text``, or rows have an unknown stance or label.
    """
    names = [str(name) for name in frame.columns]
    if "text" not in names:
        raise InputError(
            f"{place}: no column 'text'{did_you_mean('text', names)}; it has {', '.join(names)}. "
            "Name the column with the words of the statements text."
        )
    rows = [_plain_row(row, names) for row in frame.itertuples(index=False, name=None)]
    known = {str(number): stance for number, stance in enumerate(STANCES)}
    known |= {str(UNLABELLED): "", "": ""}
    bad: dict[str, list[int]] = {}
    for number, row in enumerate(rows, 1):
        stance = str(row.get("stance") or "").strip()
        if not stance and row.get("label") is not None:
            label = str(row["label"]).strip().removesuffix(".0")
            if label not in known:
                bad.setdefault(f"unknown label {label!r}", []).append(number)
            stance = known.get(label, "")
        elif stance and stance not in STANCES:
            hint = did_you_mean(stance.casefold(), STANCES)
            bad.setdefault(f"unknown stance {stance!r}{hint}", []).append(number)
        row["stance"] = stance
    if bad:
        raise InputError(
            "\n".join(f"{place}: {fault} in {_listed(found)}" for fault, found in bad.items())
            + f"\nA stance is one of {', '.join(STANCES)}, or empty; a label 0, 1, 2, or −1."
        )
    return rows


def _plain_row(values: Iterable[Any], names: list[str]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in zip(names, values, strict=True)}


def _plain(value: Any) -> Any:
    """Return a value as Python's own; None where it is missing."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if hasattr(value, "tolist"):  # of numpy
        value = value.tolist()
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return None if value != value else value
    return value if isinstance(value, dict | int | bool | str) else _text(value)


def _text(value: Any) -> str | None:
    import pandas as pd

    return None if value is pd.NA or value is pd.NaT else str(value)


def _listed(rows: list[int]) -> str:
    shown = ", ".join(str(row) for row in rows[:_PLACES_SHOWN])
    more = f", … ({len(rows)} rows)" if len(rows) > _PLACES_SHOWN else ""
    return f"row{'s' * (len(rows) > 1)} {shown}{more}"
