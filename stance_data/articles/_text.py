"""Bytes of a file → text, and every way in which a file is no text."""

from __future__ import annotations

import gzip
import re
import warnings
import zlib
from collections.abc import Iterator
from pathlib import Path

from stance_data.errors import InputError, StanceDataWarning

__all__ = ["decode_text", "read_bytes", "read_lines", "read_text"]

# First bytes of files that are often handed over instead of plain text (Wikipedia, "List of file
# signatures").
_SIGNATURES = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP, Word or OpenDocument file",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"{\\rtf": "an RTF file",
    b"\x1f\x8b": "a gzip file",
    b"PAR1": "a Parquet file",
    b"\xff\xfe": "UTF-16 text",
    b"\xfe\xff": "UTF-16 text",
}
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def read_text(path: str | Path) -> str:
    r"""Read a text file: UTF-8, with or without a byte order mark, or Windows-1252 with a warning.

    Line ends are read as Python reads text: ``\r\n`` and ``\r`` become ``\n``.

    Parameters
    ----------
    path : str or Path

    Returns
    -------
    str
        The text; offsets into it count Unicode code points.

    Raises
    ------
    InputError
        If the file is missing, a folder, unreadable, empty, or not text.

    Warns
    -----
    StanceDataWarning
        If the text is no UTF-8 and was read as Windows-1252.
    """
    return decode_text(read_bytes(path), str(path))


def read_bytes(path: str | Path) -> bytes:
    """Read a file, unpacked if its name ends in ``.gz``.

    Raises
    ------
    InputError
        If the file is missing, a folder, unreadable, or no gzip file in spite of its name.
    """
    return b"".join(read_lines(path))


def read_lines(path: str | Path) -> Iterator[bytes]:
    """Yield the lines of a file with their ends, as `read_bytes` reads it."""
    path = Path(path)
    if path.is_dir():
        raise InputError(f"{path}: is a folder. Name a text file in it.")
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as lines:
            yield from lines
    except FileNotFoundError:
        if re.match("https?:/", str(path)):
            raise InputError(f"{path}: is an address. Save the page and name its file.") from None
        raise InputError(f"{path}: no such file. Check the path of the article.") from None
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InputError(f"{path}: is a damaged gzip file ({error}). Pack it again.") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}). Check its rights.") from error


def decode_text(data: bytes, place: str) -> str:
    """Decode the bytes of a plain text; `place` names it in messages. See `read_text`."""
    if not data.strip():
        raise InputError(f"{place}: the file is empty. Put the article's text in it.")
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise InputError(f"{place}: is {kind}. Save it as plain text in UTF-8.")
    text = _decode(data, place)
    control = _CONTROL.search(text)
    if control is not None:
        raise InputError(
            f"{place}: is no text (control character {ord(control[0]):#04x} at character "
            f"{control.start()}). Save it as plain text in UTF-8."
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise InputError(f"{place}: the file is empty. Put the article's text in it.")
    return text


def _decode(data: bytes, place: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = error.start
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise InputError(
            f"{place}: is neither UTF-8 nor Windows-1252 (byte {byte}). Save it as UTF-8."
        ) from None
    warnings.warn(
        f"{place}: is not UTF-8 (byte {byte}); read as Windows-1252. Save it as UTF-8 to be sure.",
        StanceDataWarning,
        stacklevel=4,
    )
    return text
