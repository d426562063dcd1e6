"""Block: the block of dates and references."""
