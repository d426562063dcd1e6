"""Drafts, issued invoices, their numbers, versions and balances.

Tables: invoices, invoice_lines (projected at issue, for reports), invoice_versions, series, series_counters, series_chains.
Events: InvoiceDrafted, InvoiceIssued, InvoiceCredited, ExchangeRateMissing, InvoiceVoided, InvoiceSettled, InvoiceReopened.
Verbs: draft (create, update, delete, duplicate), issue, credit, void, balance, series. Every version is added through `chain`.
"""
