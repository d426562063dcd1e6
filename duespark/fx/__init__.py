"""Exchange rates by day and source: fetched from outside, or entered by a person.

Tables: exchange_rates and rate_feeds (rows of the ECB belong to the house and are read by every organization),
rate_overrides, rate_settings.
Verbs: settings (choose the source), overrides (put, delete), refresh (and its job), rate (find the one that applies).
"""
