"""Drafts, issued invoices, their numbers, versions and balances.

Tables: invoices, invoice_lines (projected at issue, for reports), draft_saves (last states of a draft), invoice_versions,
series, series_counters, series_chains.
Events: InvoiceDrafted, InvoiceIssued, InvoiceCredited, ExchangeRateMissing, InvoiceVoided, InvoiceSettled, InvoiceReopened.
Verbs: draft (create, update, delete, duplicate), restore (a saved state), issue, credit, void, balance, series. Every version is added through `chain`.
"""
