"""Download a corpus from pinned addresses: checksums, progress, and going on after a cut."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from stance_data import corpora
from stance_data.corpora._card import Card, RemoteFile
from stance_data.corpora._store import Added, add, home, work_folder
from stance_data.corpora._unzip import unzip
from stance_data.errors import InputError, OutputError

__all__ = ["fetch"]

_TRIES = 4
_CHUNK = 1 << 16
_TIMEOUT = (20, 60)
"""Seconds to wait for a connection, and for the next bytes."""


def fetch(name: str, *, unverified: bool = False, progress: bool = True) -> Added:
    """Download the files of a corpus and take them into use.

    Parameters
    ----------
    name : str
    unverified : bool, default False
        Also download files that the card has no checksum of.
    progress : bool, default True
        Show a bar, on a terminal.

    Returns
    -------
    Added

    Raises
    ------
    DatasetNotFoundError
        If there is no corpus of this name.
    InputError
        If the publisher wants a request, or a file has no checksum on record: the message says
        what to do. If a download fails, is cut off, or has another checksum.
    OutputError
        If the disk is full or cannot be written.
    """
    card = corpora.card(name)
    files = card.source.files
    if not files:
        raise InputError(f"{name}: cannot be downloaded by the package. {card.source.instructions}")
    unknown = [file for file in files if not file.sha256]
    if unknown and not unverified:
        listed = "\n".join(f"  {file.url}" for file in unknown)
        raise InputError(
            f"{name}: the package has no verified checksum of these files, so it does not fetch "
            f"them unasked:\n{listed}\n{card.source.instructions}\nOr, if you trust the address: "
            f"stance-data corpora fetch {name} --unverified, then stance-data corpora check {name}"
        )
    with work_folder(name) as work:
        for file in files:
            _take(card, file, work, progress)
        return add(name, work)


def _take(card: Card, file: RemoteFile, work: Path, progress: bool) -> None:
    downloads = home() / "corpora" / card.name / "downloads"
    got = _download(file, downloads, progress)
    try:
        if file.path:
            target = work / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(got, target)
        else:
            unzip(got, work / got.stem)
    finally:
        got.unlink(missing_ok=True)


def _download(file: RemoteFile, folder: Path, progress: bool) -> Path:
    try:
        import pooch
        import requests
    except ImportError:
        raise InputError(
            "downloads need the extra 'corpora': pip install 'stance-data[corpora]'"
        ) from None
    # Two files of the same name at different addresses must not share what a cut one has left.
    place = hashlib.sha256(f"{file.url} {file.sha256}".encode()).hexdigest()[:8]
    name = f"{place}-{Path(unquote(urlsplit(file.url).path)).name or 'download'}"
    part = folder / f"{name}.part"
    known = f"sha256:{file.sha256}" if file.sha256 else None
    try:
        pooch.utils.get_logger().setLevel("WARNING")
        got = pooch.retrieve(
            file.url, known, fname=name, path=folder, downloader=_Resuming(part, progress)
        )
    except requests.RequestException as error:
        kept = part.stat().st_size if part.exists() else 0
        more = f"; {kept:,} bytes are kept, run it again to go on" if kept else ""
        raise InputError(f"{file.url}: cannot be downloaded ({error}){more}") from error
    except ValueError as error:
        raise InputError(
            f"{file.url}: has another checksum than the one on record ({error}); nothing of it is "
            "kept. The file has changed there, or the way to it is not safe"
        ) from error
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OutputError(
            f"{folder}: cannot be written ({error.strerror or error}); nothing of {file.url} is "
            "kept"
        ) from error
    return Path(got)


class _Resuming:
    """A downloader for `pooch` that keeps what it has of a file, and asks for the rest only."""

    def __init__(self, part: Path, progress: bool) -> None:
        self.part = part
        self.progress = progress

    def __call__(self, url: str, output_file: Any, pooch: Any) -> None:
        import requests

        for attempt in range(1, _TRIES + 1):
            try:
                self._rest(url)
                break
            except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError):
                if attempt == _TRIES:
                    raise
        shutil.move(self.part, output_file)

    def _rest(self, url: str) -> None:
        import requests
        from tqdm import tqdm

        have = self.part.stat().st_size if self.part.exists() else 0
        # Bytes as stored: a compressed answer could not be continued in its middle.
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={have}-"} if have else {})
        with requests.get(url, headers=headers, stream=True, timeout=_TIMEOUT) as answer:
            if answer.status_code == requests.codes.requested_range_not_satisfiable:
                # All of it was there already, or more than all: the checksum tells, if we have it.
                if answer.headers.get("Content-Range") == f"bytes */{have}":
                    return
                self.part.unlink()
                self._rest(url)
                return
            answer.raise_for_status()
            range_given = answer.headers.get("Content-Range", "")
            goes_on = answer.status_code == requests.codes.partial_content and (
                range_given.startswith(f"bytes {have}-")
            )
            length = answer.headers.get("Content-Length")
            with (
                self.part.open("ab" if goes_on else "wb") as file,
                tqdm(
                    total=int(length) + have * goes_on if length else None,
                    initial=have * goes_on,
                    desc=self.part.stem.partition("-")[2],
                    unit="B",
                    unit_scale=True,
                    leave=False,
                    disable=None if self.progress else True,
                ) as bar,
            ):
                for chunk in answer.iter_content(_CHUNK):
                    file.write(chunk)
                    bar.update(len(chunk))
