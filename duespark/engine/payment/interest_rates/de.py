"""Germany: interest on late payment (Verzugszinsen)."""

from datetime import date
from decimal import Decimal

from duespark.engine.payment.interest_law import InterestLaw, flat
from duespark.engine.payment.interest_terms import rate_table

BASE_RATE = rate_table(
    "Basiszinssatz",
    "2013-01-01 -0.13",
    "2013-07-01 -0.38",
    "2014-01-01 -0.63",
    "2014-07-01 -0.73",
    "2015-01-01 -0.83",
    "2016-07-01 -0.88",
    "2023-01-01 1.62",
    "2023-07-01 3.12",
    "2024-01-01 3.62",
    "2024-07-01 3.37",
    "2025-01-01 2.27",
    "2025-07-01 1.27",
    "2026-07-01 1.52",
    source="§ 247 BGB, Bekanntmachungen der Deutschen Bundesbank",
    until=date(2026, 12, 31),
)

LAWS = (
    InterestLaw(
        country="DE",
        reference=BASE_RATE,
        points=Decimal(9),
        source="§ 288 Abs. 2 BGB",
        since=date(2014, 7, 29),
        day_count="actual/actual",
        compensation=flat("40", "EUR", source="§ 288 Abs. 5 BGB"),
    ),
    InterestLaw(
        country="DE",
        reference=BASE_RATE,
        points=Decimal(8),
        source="§ 288 Abs. 2 BGB in der bis zum 28. Juli 2014 geltenden Fassung, Artikel 229 § 34 EGBGB",
        since=date(2002, 1, 1),
        until=date(2014, 7, 28),
        day_count="actual/actual",
    ),
    InterestLaw(
        country="DE",
        reference=BASE_RATE,
        points=Decimal(5),
        source="§ 288 Abs. 1 BGB",
        debtor="consumer",
        since=date(2002, 1, 1),
        day_count="actual/actual",
    ),
)
