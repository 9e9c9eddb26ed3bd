"""The deterministic attributor: cues, quotation marks and word order; no parser, no weights.

`finding` walks the paragraphs, `relations` and `parentheses` hold the patterns inside a sentence,
`subjects`, `content_starts` and `content_ends` say where a source and a content begin and end.
"""

from stance_data.attribution.rules.finding import find_attributions

__all__ = ["find_attributions"]
