"""Block: blocks that belong together."""
