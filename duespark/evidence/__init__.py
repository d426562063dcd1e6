"""Proves what was issued: checks chains, signatures and numbers, reports gaps, exports for auditors.

Table: number_findings (gaps that were seen, and what a person said about them). Event: `SeriesGapFound`.
`verify` finds the first broken link of each series, `numbers` its gaps and duplicates, `watch` looks for new gaps by
itself, `explain` keeps the reason for one, `export` writes everything an auditor needs to check it elsewhere.
"""
