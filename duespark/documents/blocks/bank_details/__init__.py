"""Block: how to pay."""
