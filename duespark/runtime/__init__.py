"""What we run on: transactions, jobs, the send ledger, settings, HTTP plumbing. Knows nothing of invoicing."""
