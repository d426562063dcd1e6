"""Block: the word across the page."""
