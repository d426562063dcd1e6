"""What the numbers say: the dashboard, what each client owes, the search of the palette, and what a line may say. Only reads.

Tables: none. Events: none. Sums are per currency; amounts in different currencies are never added.
"""
