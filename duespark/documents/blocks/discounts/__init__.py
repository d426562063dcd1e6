"""Block: the list of discounts."""
