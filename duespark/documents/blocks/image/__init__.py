"""Block: a picture."""
