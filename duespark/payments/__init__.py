"""Money that came in, and which invoices it paid.

Tables: payments, allocations, allocation_moves, early_discounts, credit_uses, credit_use_parts, exchange_gains. What a payment leaves
unallocated, and what a credit note leaves of it on a paid invoice, is the client's credit.
Events: PaymentRecorded, PaymentReversed, CreditRefunded, RefundUndone; for the invoices' timelines PaymentAllocated,
PaymentReleased, EarlyDiscountGranted,
EarlyDiscountWithdrawn, CreditUsed, CreditTakenBack, CreditFreed.
Verbs: record, reverse, settle, use_credit, refund, undo_credit_use, export.
"""
