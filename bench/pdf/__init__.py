"""What a PDF costs, beside other printers of the same content."""
