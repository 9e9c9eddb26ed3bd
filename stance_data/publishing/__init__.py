"""Dataset folders: Parquet splits, the articles beside them, a card, Croissant and a manifest.

`publish` writes a folder as a whole or not at all, `verify` checks that it is still what was
written and that every row can be cut out of its article, and `settle` restores a folder whose
replacement was cut short (readers call it first). `Comparison` tells two versions apart.
`republish` writes a dataset to another folder, `plan_upload` and `push` bring it to the Hugging
Face Hub, `write_standoff` leaves the articles' words out and `join` adds them again.
"""

from __future__ import annotations

from stance_data.publishing._compare import Comparison, Difference
from stance_data.publishing._croissant import CROISSANT
from stance_data.publishing._hub import Upload, plan_upload, push
from stance_data.publishing._manifest import MANIFEST, Format, read_any_manifest, read_manifest
from stance_data.publishing._publish import publish
from stance_data.publishing._records import Agreement, Labelling, PublishResult, Rights
from stance_data.publishing._republish import republish
from stance_data.publishing._standoff import join, write_standoff
from stance_data.publishing._swap import settle
from stance_data.publishing._verify import verify

__all__ = [
    "CROISSANT",
    "MANIFEST",
    "Agreement",
    "Comparison",
    "Difference",
    "Format",
    "Labelling",
    "PublishResult",
    "Rights",
    "Upload",
    "join",
    "plan_upload",
    "publish",
    "push",
    "read_any_manifest",
    "read_manifest",
    "republish",
    "settle",
    "verify",
    "write_standoff",
]
