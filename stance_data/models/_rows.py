"""Tables as the estimators of the package read them: columns as clean strings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stance_data.errors import InputError
from stance_data.models._features import TEXT_COLUMNS, require_columns

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["column_of", "require_rows"]


def column_of(frame: pd.DataFrame, name: str) -> np.ndarray:
    """Return a column as trimmed strings, "" where a value is missing or the column is.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"text": [" Build it ", None]})
    >>> column_of(rows, "text").tolist(), column_of(rows, "speaker").tolist()
    (['Build it', ''], ['', ''])
    """
    import numpy as np

    if name not in frame:
        return np.full(len(frame), "", dtype=object)
    values = frame[name].astype(object)
    return values.where(values.notna(), "").astype(str).str.strip().to_numpy(dtype=object)


def require_rows(frame: Any, y: Any) -> np.ndarray:
    """Check training rows and return their stances as an array.

    Raises
    ------
    InputError
        If `frame` is no table, lacks a column, has no rows, or not as many as `y`.

    Examples
    --------
    >>> require_rows([["Build it"]], ["pro"])
    Traceback (most recent call last):
    ...
    stance_data.errors.InputError: a DataFrame with text, target is needed, not a list
    """
    import numpy as np

    require_table(frame)
    if y is None:
        raise ValueError("requires y to be passed, but the target y is None")
    stances = np.asarray(y)
    if stances.ndim != 1 or len(stances) != len(frame):
        raise InputError(f"{len(frame)} rows need as many stances, not {stances.shape}")
    if not len(frame):
        raise InputError("no rows to fit on")
    return stances.astype(str) if stances.dtype == object else stances


def require_table(frame: Any) -> None:
    """Raise an `InputError` if `frame` is no DataFrame with text and target."""
    import pandas as pd

    if not isinstance(frame, pd.DataFrame):
        raise InputError(
            f"a DataFrame with {', '.join(TEXT_COLUMNS)} is needed, not a {type(frame).__name__}"
        )
    require_columns(frame, TEXT_COLUMNS, "the table")
