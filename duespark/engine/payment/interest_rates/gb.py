"""United Kingdom: statutory interest on commercial debts."""

from datetime import date
from decimal import Decimal

from duespark.engine.payment.interest_law import Compensation, InterestLaw, LumpSum
from duespark.engine.payment.interest_terms import rate_table

BANK_RATE = rate_table(
    "Bank of England rate on 31 December and 30 June",
    "2013-01-01 0.5",
    "2017-01-01 0.25",
    "2018-01-01 0.5",
    "2019-01-01 0.75",
    "2020-07-01 0.1",
    "2022-01-01 0.25",
    "2022-07-01 1.25",
    "2023-01-01 3.5",
    "2023-07-01 5",
    "2024-01-01 5.25",
    "2025-01-01 4.75",
    "2025-07-01 4.25",
    "2026-01-01 3.75",
    source="Late Payment of Commercial Debts (Rate of Interest) (No. 3) Order 2002, art 4",
    until=date(2026, 12, 31),
)
"""Each row begins on the day after the reference day and stands only where the rate differs from the one before."""

LAWS = (
    InterestLaw(
        country="GB",
        reference=BANK_RATE,
        points=Decimal(8),
        source="Late Payment of Commercial Debts (Interest) Act 1998, s 1 and s 4; the 2002 Order, art 4",
        since=date(2002, 8, 7),
        fixed=True,
        compensation=Compensation(
            currency="GBP",
            debt_currency="GBP",
            sums=(
                LumpSum(amount=Decimal(40), below=Decimal(1000)),
                LumpSum(amount=Decimal(70), below=Decimal(10000)),
                LumpSum(amount=Decimal(100)),
            ),
            source="Late Payment of Commercial Debts (Interest) Act 1998, s 5A",
        ),
    ),
)
