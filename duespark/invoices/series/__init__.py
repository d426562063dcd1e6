"""Series: the patterns and counters behind a company's numbers.

Tables: series, series_counters. Event: `SeriesRunsOut`.
Verbs: create (by a new company), change, take (the next place, at issue). Reads: `queries`, and `preview` before a change.
"""
