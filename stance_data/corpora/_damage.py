"""Rules by which a text counts as damaged: flagged, kept, never repaired.

A damaged row stays in the table, so that counts are those of the publisher;
``load(..., damaged="drop")`` leaves it out.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from stance_data.corpora._encodings import windows_1252

__all__ = ["RULES", "damage_of"]

# What a spreadsheet shows in place of a value that it could not compute: ECMA-376 part 1,
# 18.17.3 "Error values". A post that begins with "-" or "=" is taken for a formula.
_SPREADSHEET_ERRORS = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA"}
)


# UTF-8 read as Windows-1252. Only lead bytes that English texts come to: C2, C3 (Latin-1 letters
# and signs), E2 (punctuation: dashes, quotation marks, the ellipsis, the euro), EF (byte order
# mark), F0 (emoji). With every lead byte, a capital É before a closing quotation mark would match.
_TAIL = f"[{re.escape(windows_1252(bytes(range(0x80, 0xC0))))}]"
_MOJIBAKE = re.compile(f"[ÂÃ]{_TAIL}|[âï]{_TAIL}{{2}}|ð{_TAIL}{{3}}")
# U+0080–U+009F are controls that no text uses: bytes of UTF-8 or Windows-1252 read as Latin-1.
_C1 = re.compile("[\x80-\x9f]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_WORD = re.compile(r"[^\W_]")

RULES: dict[str, tuple[str, Callable[[str], bool]]] = {
    "empty": ("no letter and no digit in it", lambda text: not _WORD.search(text)),
    "spreadsheet error": (
        "nothing but a spreadsheet's error value (#NAME?, #REF!, …)",
        lambda text: text.strip() in _SPREADSHEET_ERRORS,
    ),
    "replacement character": ("holds U+FFFD, which stands for lost bytes", lambda t: "\ufffd" in t),
    "mojibake": (
        "UTF-8 read as Windows-1252 (â€™ for ’, Ã© for é)",
        lambda text: bool(_MOJIBAKE.search(text)),
    ),
    "misread byte": (
        "holds U+0080–U+009F: UTF-8 or Windows-1252 read as Latin-1",
        lambda text: bool(_C1.search(text)) and not _MOJIBAKE.search(text),
    ),
    "control character": (
        "holds a control character other than tab and line end",
        lambda text: bool(_CONTROLS.search(text)),
    ),
}
"""Name of a rule → (what it says, its test), in the order in which they are tried."""


def damage_of(text: str) -> str:
    """Return the name of the first rule that a text is damaged by; empty where it is sound.

    Examples
    --------
    >>> damage_of("#NAME?"), damage_of("Itâ€™s late"), damage_of("It’s late at the CAFÉ”")
    ('spreadsheet error', 'mojibake', '')
    """
    if text.isascii() and text.isprintable() and not text.lstrip().startswith("#"):
        # By far the most common case; the rules below cost more.
        return "" if _WORD.search(text) else "empty"
    return next((name for name, (_, test) in RULES.items() if test(text)), "")
