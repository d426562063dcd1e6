"""Money that came in, and which invoices it paid.

Tables: payments, allocations, exchange_gains. What a payment leaves unallocated is the client's credit.
Events: PaymentRecorded, PaymentReversed; for the invoices' timelines PaymentAllocated, PaymentReleased.
Verbs: record, reverse, export.
"""
