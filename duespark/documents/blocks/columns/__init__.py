"""Block: blocks side by side."""
