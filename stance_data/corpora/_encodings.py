"""Windows-1252 as it is met with."""

from __future__ import annotations

__all__ = ["windows_1252"]

# Undefined in Python's cp1252.
_UNDEFINED = frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D})
_TABLE = {
    byte: bytes([byte]).decode("cp1252") for byte in range(0x80, 0xA0) if byte not in _UNDEFINED
}


def windows_1252(data: bytes) -> str:
    r"""Return text in Windows-1252 as the WHATWG Encoding standard (section 9.1) reads it.

    The five bytes that Python's cp1252 refuses become the control characters of their number, so
    that a row with one is flagged as damaged and the file is read.

    Examples
    --------
    >>> windows_1252(bytes([0x93, 0x41, 0x94, 0x9D]))
    '“A”\x9d'
    """
    return data.decode("latin-1").translate(_TABLE)
