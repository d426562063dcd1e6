"""Block: the payment terms."""
