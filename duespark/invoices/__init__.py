"""Drafts, issued invoices, their numbers, versions and balances.

Tables: invoices, invoice_lines (projected at issue, for reports), draft_saves (last states of a draft), invoice_versions,
series_chains, invoice_rules. Those of `series` stand beside them.
Events: InvoiceDrafted, InvoiceIssued, InvoiceCredited, ExchangeRateMissing, InvoiceAmended, InvoiceVoided,
InvoiceSettled, InvoiceReopened.
Verbs: draft (create, update, delete, duplicate), restore (a saved state), issue, amend, credit, void, balance. Numbers
come from `series`; every version is added through `chain`. What a company allows stands in `rules`, and `limits` asks it.
"""
