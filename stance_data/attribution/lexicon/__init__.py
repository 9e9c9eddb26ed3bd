"""Words that signal an attribution, as named data with their sources."""

from stance_data.attribution.lexicon.kinds import cue_kind

__all__ = ["cue_kind"]
