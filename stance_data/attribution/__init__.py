"""Who said what: attributions (source, cue, content), their speakers, and statement rows."""

from stance_data.attribution.extraction import (
    ATTRIBUTORS,
    DEFAULT_ATTRIBUTOR,
    extract,
    extract_attributions,
    extract_many,
)

__all__ = [
    "ATTRIBUTORS",
    "DEFAULT_ATTRIBUTOR",
    "extract",
    "extract_attributions",
    "extract_many",
]
