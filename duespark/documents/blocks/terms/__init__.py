"""Block: the terms."""
