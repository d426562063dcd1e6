"""Block: the table of lines."""
