"""Who said what: attributions (source, cue, content), their speakers, and statement rows."""

from stance_data.attribution.extraction import (
    ATTRIBUTORS,
    extract,
    extract_attributions,
)

__all__ = ["ATTRIBUTORS", "extract", "extract_attributions"]
