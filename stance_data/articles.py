"""Files → `Article`: a text as published, the facts of its side file, and which of it is prose.

``<id>.txt`` holds the text, ``<id>.toml`` beside it (optional) the facts::

    title = "Ferry line to close"
    publisher = "The Harbour Post"
    date = "2021-03"                    # as far as it is known
    url = "https://…"
    target = "The ferry line should be kept"
    rights = "The Harbour Post"

    [speakers]                          # whose statements are wanted; none: everybody's
    "Ann Oduya" = "harbour master"
"""

from __future__ import annotations

import re
import tomllib
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from stance_data.errors import InputError, StanceDataWarning, did_you_mean
from stance_data.schema import Article, Span
from stance_data.text import paragraphs

__all__ = ["Article", "article_id", "boilerplate", "read_article", "read_articles", "read_text"]

_FACTS = ("title", "publisher", "date", "url", "target", "rights")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")

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

# Lines that begin what a news site puts after its article, and lines it puts between paragraphs.
# Read off the templates of US and UK broadcasters' and newspapers' pages.
_FOOTERS = re.compile(
    r"(?:up next|(?:related )?stories you (?:may|might) be interested in.*"
    r"|you (?:may|might) also (?:like|be interested in)|more from around the web"
    r"|(?:from )?around the web|recommended for you|trending now|sponsored (?:content|stories)"
    r"|promoted (?:content|stories)|leave a (?:comment|reply)|post a comment|what to read next"
    r"|most (?:popular|read|viewed))[:.]?",
    re.IGNORECASE,
)
_HEADINGS = re.compile(
    r"(?:popular|recent|comments(?: \(\d+\))?|tags|read next|trending(?: stories)?|top stories"
    r"|recommended(?: stories| reading)?|related (?:articles|stories|coverage|content|topics)"
    r"|latest (?:news|stories|headlines)|more (?:from|stories from|in|on) [\w’' ]{1,40})[:.]?",
    re.IGNORECASE,
)
_INSERTS = re.compile(
    r"(?i:advertisement|story continues below.*|article continues (?:below|after).*"
    r"|continue reading(?: below| the main story)?|skip advertisement|read more|click here.*"
    r"|(?:read (?:more|also|next)|related|see also|watch|more|also read|photos?|video|gallery)\s?:"
    r".*|(?:sign up|subscribe) (?:for|to|now|here|today)\b.{0,120}"
    r"|(?:share|tweet|email|print|save)(?: this(?: article| story)?)?"
    r"|share on (?:facebook|twitter|x|linkedin)|follow us on .{0,60}"
    r"|(?:©|\(c\)|copyright (?:©|\(c\)|\d{4})).*|all rights reserved.*"
    r"|(?:photo|image|file photo|getty images|ap photo)(?: by| credit| courtesy|[:/(]).*"
    r"|(?:last )?(?:updated|published|posted)(?: on| at|:)? [^.]{0,40}\d[^.]{0,20}(?:[ap]\.m\.)?"
    r".{0,8})"
    r"|(?:By|Written by|Reported by|BY) (?:[A-Z][\w.’'-]+ ?){1,4}(?:,[^.]{0,60})?"
)
_LINE_LIMIT = 160
"""A longer paragraph is prose, whatever it begins with."""


def article_id(path: str | Path) -> str:
    """Return the id of an article file: its stem, with other than ``[A-Za-z0-9_.-]`` made ``-``.

    Examples
    --------
    >>> article_id("raw/ferry line (2).txt")
    'ferry-line-2'
    """
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", Path(path).stem).strip("-.") or "article"


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
    path = Path(path)
    if path.is_dir():
        raise InputError(f"{path}: is a folder. Name a text file in it.")
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: no such file. Check the path of the article.") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}). Check its rights.") from error
    if not data.strip():
        raise InputError(f"{path}: the file is empty. Put the article's text in it.")
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise InputError(f"{path}: is {kind}. Save it as plain text in UTF-8.")
    text = _decode(path, data)
    control = _CONTROL.search(text)
    if control is not None:
        raise InputError(
            f"{path}: is no text (control character {ord(control[0]):#04x} at character "
            f"{control.start()}). Save it as plain text in UTF-8."
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise InputError(f"{path}: the file is empty. Put the article's text in it.")
    return text


def _decode(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = error.start
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise InputError(
            f"{path}: is neither UTF-8 nor Windows-1252 (byte {place}). Save it as UTF-8."
        ) from None
    warnings.warn(
        f"{path}: is not UTF-8 (byte {place}); read as Windows-1252. Save it as UTF-8 to be sure.",
        StanceDataWarning,
        stacklevel=3,
    )
    return text


def read_article(path: str | Path) -> Article:
    """Read an article and the side file ``<stem>.toml`` beside it, if there is one.

    Parameters
    ----------
    path : str or Path
        A text file.

    Raises
    ------
    InputError
        If either file cannot be used; the message names the file, the place and the remedy.
    """
    path = Path(path)
    text = read_text(path)
    side = path.with_suffix(".toml")
    facts = _read_side_file(side) if side.is_file() else {}
    return Article(id=article_id(path), text=text, path=str(path), **facts)


def read_articles(paths: Iterable[str | Path]) -> list[Article]:
    """Read articles from files and folders (every ``*.txt`` of a folder, in order of name).

    Raises
    ------
    InputError
        If a file cannot be used, a folder holds no text file, or two articles have one id.
    """
    files: list[Path] = []
    for path in map(Path, paths):
        if not path.is_dir():
            files.append(path)
            continue
        found = sorted(path.glob("*.txt"))
        if not found:
            raise InputError(f"{path}: no .txt file in this folder. Put articles there.")
        files.extend(found)
    seen: dict[str, Path] = {}
    for file in files:
        other = seen.setdefault(article_id(file), file)
        if other is not file:
            raise InputError(
                f"{file}: gives the same article id {article_id(file)!r} as {other}. Rename one."
            )
    return [read_article(file) for file in files]


def _read_side_file(path: Path) -> dict[str, Any]:
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
    if faults:
        raise InputError(f"{path}: " + "; ".join(faults) + ".")
    if "date" in facts:
        facts["date"] = str(facts["date"])
    return facts


def _speaker_faults(value: Any) -> list[str]:
    if isinstance(value, dict) and all(isinstance(v, str) for v in value.values()):
        return []
    return ['speakers must be a table of full names, each with who they are ("Ann Oduya" = "…")']


def boilerplate(text: str) -> list[Span]:
    r"""Return the paragraphs of `text` that the site put there, not the article.

    Single lines between paragraphs (bylines, "Read more: …", photo credits), and everything from
    the first footer on: a line such as "Up Next" or "Most Popular" below at least two paragraphs
    of prose. A heading that an article may have as well ("Comments", "More on …") is a footer
    only if no long paragraph follows.

    Examples
    --------
    >>> text = "It rained.\n\nRead more: Floods\n\nAll was well.\n\nUp Next:\n\nA storm"
    >>> [text[s:e] for s, e in boilerplate(text)]
    ['Read more: Floods', 'Up Next:', 'A storm']
    """
    spans = paragraphs(text)
    last_long = max((i for i, s in enumerate(spans) if s.end - s.start > _LINE_LIMIT), default=-1)
    found: list[Span] = []
    prose = 0
    for i, span in enumerate(spans):
        if span.end - span.start > _LINE_LIMIT:
            prose += 1
            continue
        line = text[span.start : span.end].strip(" \t•*–—-|>")
        if prose >= 2 and (
            _FOOTERS.fullmatch(line) or (i > last_long and _HEADINGS.fullmatch(line))
        ):
            return found + spans[i:]
        if _INSERTS.fullmatch(line):
            found.append(span)
        else:
            prose += 1
    return found
