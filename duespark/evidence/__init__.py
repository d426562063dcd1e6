"""Proves what was issued: checks chains, signatures and numbers, reports gaps, exports for auditors.

No tables: it only reads. `verify` finds the first broken link of each series, `numbers` its gaps and duplicates,
`export` writes everything an auditor needs to check it elsewhere.
"""
