"""Who speaks: from the source as printed to the fullest name that the article gives.

`resolution` puts the stages together: names in the text become entities (`mentions`, `entities`),
and each source is read by named rules (`source_rules`, and for its kinds `pronouns`, `described`,
`body_rules`) with who spoke before in mind (`discourse`). The word lists are in `names`,
`short_forms`, `roles` and `bodies`.
"""

from stance_data.attribution.speakers.resolution import resolve

__all__ = ["resolve"]
