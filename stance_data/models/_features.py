"""What a baseline reads of a row: the words of the statement and of its target.

Saved models name `text_and_target` by its place. Moving or renaming it makes them unreadable.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stance_data.errors import InputError, did_you_mean

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["NOTHING", "TEXT_COLUMNS", "require_columns", "text_and_target"]

TEXT_COLUMNS: tuple[str, ...] = ("text", "target")
"""Columns that every classifier of the package needs."""

NOTHING = "∅"
"""Stands for a missing or blank value, so that no vectorizer meets a table without words."""


def require_columns(frame: pd.DataFrame, columns: tuple[str, ...], place: str) -> None:
    """Raise an `InputError` that names every column that `frame` lacks.

    Examples
    --------
    >>> import pandas as pd
    >>> require_columns(pd.DataFrame({"txt": []}), ("text", "target"), "a.csv")
    Traceback (most recent call last):
    ...
    stance_data.errors.InputError: a.csv: no column 'text' (did you mean 'txt'?), ...
    """
    present = [str(name) for name in frame.columns]
    missing = [f"{name!r}{did_you_mean(name, present)}" for name in columns if name not in present]
    if missing:
        raise InputError(
            f"{place}: no column {', no column '.join(missing)}; "
            f"it has {', '.join(present) or 'none'}. Rename a column or add one."
        )


def text_and_target(frame: pd.DataFrame) -> pd.DataFrame:
    """Return ``text`` and ``target`` as strings, `NOTHING` where one is missing or blank.

    Parameters
    ----------
    frame : DataFrame of shape (n, any)
        Must have both columns; others are left aside.

    Returns
    -------
    DataFrame of shape (n, 2)
        With the index of `frame`.

    Raises
    ------
    InputError
        If one of the columns is not there.

    Examples
    --------
    >>> import pandas as pd
    >>> text_and_target(pd.DataFrame({"text": ["Good!", None], "target": ["", "a tunnel"]}))
        text    target
    0  Good!         ∅
    1      ∅  a tunnel
    """
    import pandas as pd

    require_columns(frame, TEXT_COLUMNS, "the table")
    filled = {}
    for name in TEXT_COLUMNS:
        words = frame[name].astype(object)
        words = words.where(words.notna(), "").astype(str)
        filled[name] = words.where(words.str.strip() != "", NOTHING)
    return pd.DataFrame(filled, index=frame.index)
