"""Block: the foot of every page."""
