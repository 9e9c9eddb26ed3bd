"""Dataset folders: Parquet splits, the articles beside them, a card and a manifest.

`publish` writes a folder as a whole or not at all, `verify` checks that it is still what was
written and that every row can be cut out of its article, and `settle` restores a folder whose
replacement was cut short (readers call it first).
"""

from __future__ import annotations

from stance_data.publishing._manifest import MANIFEST, read_manifest, verify
from stance_data.publishing._publish import publish
from stance_data.publishing._records import Agreement, Labelling, PublishResult
from stance_data.publishing._swap import settle

__all__ = [
    "MANIFEST",
    "Agreement",
    "Labelling",
    "PublishResult",
    "publish",
    "read_manifest",
    "settle",
    "verify",
]
