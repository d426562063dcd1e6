"""Block: a text that is the template's own."""
