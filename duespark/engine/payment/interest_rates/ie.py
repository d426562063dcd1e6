"""Ireland: interest on late payment in commercial transactions.

One rate counts for the whole delay, that of the day the payment became overdue (guidance of the Department of
Enterprise on late payments).
"""

from datetime import date
from decimal import Decimal

from duespark.engine.payment.interest_law import Compensation, InterestLaw, LumpSum
from duespark.engine.payment.interest_rates.ecb import MAIN_REFINANCING

LAWS = (
    InterestLaw(
        country="IE",
        reference=MAIN_REFINANCING,
        points=Decimal(8),
        source="European Communities (Late Payment in Commercial Transactions) Regulations 2012, S.I. No. 580/2012",
        since=date(2013, 3, 16),
        fixed=True,
        compensation=Compensation(
            currency="EUR",
            debt_currency="EUR",
            sums=(
                LumpSum(amount=Decimal(40), up_to=Decimal(1000)),
                LumpSum(amount=Decimal(70), up_to=Decimal(10000)),
                LumpSum(amount=Decimal(100)),
            ),
            source="S.I. No. 580/2012, reg 9 and Schedule",
        ),
    ),
)
