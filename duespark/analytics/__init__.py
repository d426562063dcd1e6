"""What the numbers say: the dashboard, what each client owes, and the search of the palette. Only reads.

Tables: none. Events: none. Sums are per currency; amounts in different currencies are never added.
"""
