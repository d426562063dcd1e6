"""Block: a code, to pay or to check."""
