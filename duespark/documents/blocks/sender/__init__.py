"""Block: the seller's block."""
