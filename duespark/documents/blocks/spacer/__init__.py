"""Block: an empty space."""
