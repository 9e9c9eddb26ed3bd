"""Dataset folders: Parquet splits, the articles beside them, a card, Croissant and a manifest.

`publish` writes a folder as a whole or not at all, `verify` checks that it is still what was
written and that every row can be cut out of its article, and `settle` restores a folder whose
replacement was cut short (readers call it first). `Comparison` tells two versions apart.
"""

from __future__ import annotations

from stance_data.publishing._compare import Comparison, Difference
from stance_data.publishing._croissant import CROISSANT
from stance_data.publishing._manifest import MANIFEST, read_any_manifest, read_manifest
from stance_data.publishing._publish import publish
from stance_data.publishing._records import Agreement, Labelling, PublishResult, Rights
from stance_data.publishing._swap import settle
from stance_data.publishing._verify import verify

__all__ = [
    "CROISSANT",
    "MANIFEST",
    "Agreement",
    "Comparison",
    "Difference",
    "Labelling",
    "PublishResult",
    "Rights",
    "publish",
    "read_any_manifest",
    "read_manifest",
    "settle",
    "verify",
]
