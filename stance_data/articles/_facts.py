"""Facts about an article: its side file, and dates as they come."""

from __future__ import annotations

import re
import tomllib
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from stance_data.articles._text import read_text
from stance_data.errors import InputError, did_you_mean
from stance_data.schema import Redistribution

__all__ = ["iso_date", "read_side_file"]

_FACTS = (
    "title",
    "publisher",
    "date",
    "url",
    "target",
    "rights",
    "redistribution",
    "stated_right",
)
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")

# Dates as English news tables write them. Numbers alone (3/4/21) are left out: which is the month
# depends on the country.
_WRITTEN = ("%B %d %Y", "%d %B %Y", "%b %d %Y", "%d %b %Y", "%Y/%m/%d", "%Y%m%d", "%B %Y")


def read_side_file(path: Path) -> dict[str, Any]:
    """Return the facts of a side file; empty where there is no such file.

    Raises
    ------
    InputError
        If the file is no TOML, or has a key or a value that cannot be; all faults in one message.
    """
    if not path.is_file():
        return {}
    try:
        facts = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: is no valid TOML ({error}). Mend that line.") from None
    known = (*_FACTS, "speakers")
    faults: list[str] = []
    for key, value in facts.items():
        if key not in known:
            faults.append(
                f"unknown key {key!r}{did_you_mean(key, known)}; known are {', '.join(known)}"
            )
        elif key == "speakers":
            faults.extend(_speaker_faults(value))
        elif key == "date" and not _DATE.fullmatch(str(value)):
            faults.append(f"date {value!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
        elif key != "date" and not isinstance(value, str):
            faults.append(f"{key} must be a text in quotation marks, not {value!r}")
        elif key == "redistribution" and value not in set(Redistribution):
            near = did_you_mean(value, Redistribution)
            faults.append(f"redistribution {value!r} is none of {', '.join(Redistribution)}{near}")
    if faults:
        raise InputError(f"{path}: " + "; ".join(faults) + ".")
    if "date" in facts:
        facts["date"] = str(facts["date"])
    if "redistribution" in facts:
        facts["redistribution"] = Redistribution(facts["redistribution"])
    return facts


def _speaker_faults(value: Any) -> list[str]:
    if isinstance(value, dict) and all(isinstance(v, str) for v in value.values()):
        return []
    return ['speakers must be a table of full names, each with who they are ("Ann Oduya" = "…")']


def iso_date(value: Any) -> str | None:
    """Return a date as an ISO prefix, as far as it is known; None if it cannot be read.

    Parameters
    ----------
    value : Any
        A text (ISO 8601, RFC 2822, "March 4, 2021"), a date, or a whole number (a year).

    Examples
    --------
    >>> iso_date("2021-03-04T09:12:00Z"), iso_date("Thu, 04 Mar 2021 09:12:00 GMT")
    ('2021-03-04', '2021-03-04')
    >>> iso_date("Mar. 4, 2021"), iso_date(2021), iso_date("2021-03"), iso_date("yesterday")
    ('2021-03-04', '2021', '2021-03', None)
    """
    text = " ".join(str(value).split())
    found = _DATE.match(text)
    if found and not text[found.end() : found.end() + 1].isdigit():
        rest = text[found.end() : found.end() + 1]
        if rest in ("", "T", " "):
            return found[0]
    plain = re.sub(r"[.,]", " ", text)
    plain = re.sub(r"\bSept\b", "Sep", " ".join(plain.split()))
    for form in _WRITTEN:
        try:
            return datetime.strptime(plain, form).strftime(
                "%Y-%m" if form == "%B %Y" else "%Y-%m-%d"
            )
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(text).strftime("%Y-%m-%d")
    except (ValueError, TypeError, IndexError):
        return None
