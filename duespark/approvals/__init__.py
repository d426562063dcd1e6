"""Four eyes: what is over a company's limit waits for a second person, and then happens exactly once.

Tables: approvals.
Events: ApprovalRequested, ApprovalGranted, ApprovalDeclined, ApprovalWithdrawn, all about the invoice.
Verbs: request, decide (approve, decline, withdraw). `acts` lists what can be asked for. The limits are of `invoices.rules`.
"""
