"""How good attributions and their speakers are, measured on marked articles."""
