"""Block: the block of where it goes."""
