"""Drafts, issued invoices, their numbers, versions and balances.

Tables: invoices, invoice_lines (projected at issue, for reports), invoice_versions, series, series_counters.
Events: InvoiceDrafted, InvoiceIssued, ExchangeRateMissing, InvoiceVoided, InvoiceSettled, InvoiceReopened.
Verbs: draft (create, update, delete, duplicate), issue, void, balance, series.
"""
