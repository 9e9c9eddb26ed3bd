"""The few ways in which things go wrong, each with a message one can act on.

A message names the file, the place in it, and the remedy. The command line prints it as one line
and exits with code 2; nothing in the package calls ``sys.exit``.
"""

from __future__ import annotations

from collections.abc import Iterable

__all__ = [
    "DatasetNotFoundError",
    "InputError",
    "LabelError",
    "ModelError",
    "OutputError",
    "RightsError",
    "StanceDataError",
    "StanceDataWarning",
    "did_you_mean",
]


class StanceDataError(Exception):
    """Base of every error that this package raises on purpose."""


class InputError(StanceDataError):
    """A file that was given cannot be used: missing, empty, binary, or with a fault inside."""


class LabelError(InputError):
    """Labels do not fit the statements; the message lists every case, one a line."""


class DatasetNotFoundError(StanceDataError):
    """No dataset has this name; the message says what was looked for, and where."""


class OutputError(StanceDataError):
    """A result cannot be written."""


class RightsError(StanceDataError):
    """The words of a source would be passed on, and nothing says that they may be."""


class ModelError(StanceDataError):
    """A saved model cannot be loaded, or does not fit the data it is given."""


class StanceDataWarning(UserWarning):
    """Something was read or done in a way that the user should know of."""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return ``" (did you mean 'x'?)"`` for the nearest known name, or an empty string.

    Parameters
    ----------
    name : str
        What was asked for.
    known : iterable of str
        What there is.

    Examples
    --------
    >>> did_you_mean("calexti", ["calexit", "vast"])
    " (did you mean 'calexit'?)"
    >>> did_you_mean("zebra", ["calexit", "vast"])
    ''
    """
    import difflib

    near = difflib.get_close_matches(name, list(known), n=1)
    return f" (did you mean {near[0]!r}?)" if near else ""
