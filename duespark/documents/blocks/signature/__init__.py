"""Block: the place to sign."""
