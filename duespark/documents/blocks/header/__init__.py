"""Block: the head of the paper."""
