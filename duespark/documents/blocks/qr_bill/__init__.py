"""Block: the payment part of the Swiss QR-bill, with its receipt."""
