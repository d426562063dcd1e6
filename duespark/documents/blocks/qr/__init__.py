"""Block: the code that pays."""
