"""Block: the buyer's block."""
