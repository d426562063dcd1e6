"""Euro area: the reference rate of Article 2(7) of Directive 2011/7/EU."""

from datetime import date

from duespark.engine.payment.interest_terms import rate_table

MAIN_REFINANCING = rate_table(
    "ECB main refinancing rate on 1 January and 1 July",
    "2013-01-01 0.75",
    "2013-07-01 0.50",
    "2014-01-01 0.25",
    "2014-07-01 0.15",
    "2015-01-01 0.05",
    "2016-07-01 0.00",
    "2023-01-01 2.50",
    "2023-07-01 4.00",
    "2024-01-01 4.50",
    "2024-07-01 4.25",
    "2025-01-01 3.15",
    "2025-07-01 2.15",
    "2026-07-01 2.40",
    source="European Central Bank, key interest rates; Article 2(7) of Directive 2011/7/EU",
    until=date(2026, 12, 31),
)
"""Rows stand only where the rate of a half-year differs from the one before."""
