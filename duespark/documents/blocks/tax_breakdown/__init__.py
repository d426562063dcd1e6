"""Block: the table of taxes."""
