"""Block: the sender's notes."""
