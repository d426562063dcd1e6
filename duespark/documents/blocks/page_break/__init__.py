"""Block: the start of a new page."""
