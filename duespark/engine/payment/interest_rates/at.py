"""Austria: interest on late payment (Verzugszinsen)."""

from datetime import date
from decimal import Decimal

from duespark.engine.payment.interest_law import InterestLaw, flat
from duespark.engine.payment.interest_terms import rate_table

BASE_RATE = rate_table(
    "Basiszinssatz der Oesterreichischen Nationalbank am 1. Jänner und 1. Juli",
    "2013-01-01 0.38",
    "2013-07-01 -0.12",
    "2016-07-01 -0.62",
    "2023-01-01 1.88",
    "2023-07-01 3.38",
    "2024-01-01 3.88",
    "2025-01-01 2.53",
    "2025-07-01 1.53",
    source="1. Euro-Justiz-Begleitgesetz, BGBl. I Nr. 125/1998; § 456 UGB",
    until=date(2026, 12, 31),
)

LAWS = (
    InterestLaw(
        country="AT",
        reference=BASE_RATE,
        points=Decimal("9.2"),
        source="§ 456 UGB",
        since=date(2013, 3, 16),
        compensation=flat("40", "EUR", source="§ 458 UGB"),
    ),
    InterestLaw(
        country="AT",
        reference=rate_table("gesetzliche Zinsen", "1812-01-01 4", source="§ 1000 Abs. 1 ABGB"),
        points=Decimal(0),
        source="§ 1333 Abs. 1 in Verbindung mit § 1000 Abs. 1 ABGB",
        debtor="consumer",
    ),
)
