"""Many invoices at once: a run does one thing to each of its invoices, as a durable job with progress, cancel and results.

Tables: bulk_runs, bulk_rows (one an invoice: waiting, then done, failed or cancelled).
Events: BulkRunStarted, BulkRunFinished.
Verbs: start, run (the job), cancel. `actions` lists what can be done; `export` makes the ZIP of PDFs or one merged PDF,
`file_link` an address for it that expires.
"""
