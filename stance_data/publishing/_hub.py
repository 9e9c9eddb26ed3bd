"""A published folder on the Hugging Face Hub: what would be sent, and sending it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stance_data.errors import InputError, OutputError
from stance_data.publishing._manifest import MANIFEST, Format
from stance_data.publishing._records import Rights, rights_of
from stance_data.publishing._rights import refuse_open
from stance_data.publishing._verify import verify

__all__ = ["SCHEME", "TOKEN", "Upload", "plan_upload", "push"]

SCHEME = "hf://"
TOKEN = "HF_TOKEN"
"""The environment variable from which, and from nowhere else, the token is taken."""

# As the Hub allows them (huggingface_hub.utils.validate_repo_id).
_ADDRESS = re.compile(r"hf://datasets/([\w.-]+/[\w.-]+)/?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Upload:
    """What a push would send.

    Attributes
    ----------
    folder : Path
    repository : str
        "USER/NAME"
    private : bool
    files : dict of str to int
        Name → bytes.
    message : str
        Of the commit.
    format : str
        What the folder is (`Format`).
    rights : Rights
    """

    folder: Path
    repository: str
    private: bool
    files: dict[str, int]
    message: str
    format: str
    rights: Rights

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(self.files.values())

    @property
    def endpoint(self) -> str:
        """Address of the hub."""
        return os.environ.get("HF_ENDPOINT", "").rstrip("/") or "https://huggingface.co"

    @property
    def url(self) -> str:
        """Address that the dataset has on the hub."""
        return f"{self.endpoint}/datasets/{self.repository}"


def plan_upload(folder: str | Path, address: str, *, private: bool = True) -> Upload:
    """Say what pushing a folder would send; nothing goes out.

    Parameters
    ----------
    folder : str or Path
        What this package published; it is verified first.
    address : str
        "hf://datasets/USER/NAME"
    private : bool, default True
        Whether a repository that does not exist yet is made private.

    Raises
    ------
    InputError
        If the address is none, or the folder is not as it was published.
    RightsError
        If the folder has texts of which nobody says that they may be passed on, and no right is
        stated.
    """
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise InputError(
            f"{address}: is no address of a dataset on the hub: write hf://datasets/USER/NAME"
        )
    folder = Path(folder)
    manifest = verify(folder)
    rights = rights_of(manifest)
    if manifest["format"] in Format.DATASETS | {Format.CORPUS}:
        refuse_open(rights, folder)
    names = sorted([*manifest["files"], MANIFEST])
    number = len(manifest.get("history", ())) + 1
    return Upload(
        folder=folder,
        repository=found[1],
        private=private,
        files={name: (folder / name).stat().st_size for name in names},
        message=f"{manifest['name']}, version {number} (content {manifest['content_sha256'][:12]})",
        format=manifest["format"],
        rights=rights,
    )


def push(upload: Upload) -> str:
    """Send a folder to the hub, in one commit; tables that it no longer has are removed there.

    The token is that of the environment variable ``HF_TOKEN``.

    Returns
    -------
    str
        Address of the commit.

    Raises
    ------
    InputError
        If there is no token.
    OutputError
        If the hub cannot be reached or refuses.
    """
    token = os.environ.get(TOKEN, "")
    if not token:
        raise InputError(
            f"no token: set {TOKEN} in the environment to a token of yours that may write "
            f"(https://huggingface.co/settings/tokens)"
        )
    from huggingface_hub import HfApi
    from huggingface_hub.errors import HfHubHTTPError, OfflineModeIsEnabled

    # The hub's errors derive from those of its HTTP client, which differs between its releases.
    client_error: type[Exception] = HfHubHTTPError.__bases__[0]
    hub = HfApi(endpoint=upload.endpoint, token=token, library_name="stance-data")
    try:
        hub.create_repo(
            upload.repository, repo_type="dataset", private=upload.private, exist_ok=True
        )
        done: Any = hub.upload_folder(
            repo_id=upload.repository,
            repo_type="dataset",
            folder_path=upload.folder,
            allow_patterns=list(upload.files),
            delete_patterns=["*.parquet"],
            commit_message=upload.message,
        )
    except (client_error, OfflineModeIsEnabled, OSError, ValueError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise OutputError(f"{upload.url}: was not updated ({reason})") from error
    return str(done.commit_url)
