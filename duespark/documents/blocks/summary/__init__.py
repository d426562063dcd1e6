"""Block: the totals."""
