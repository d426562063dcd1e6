"""Belgium: interest on late payment in commercial transactions."""

from datetime import date
from decimal import Decimal

from duespark.engine.payment.interest_law import InterestLaw, flat
from duespark.engine.payment.interest_rates.ecb import MAIN_REFINANCING

LAWS = (
    InterestLaw(
        country="BE",
        reference=MAIN_REFINANCING,
        points=Decimal(8),
        step=Decimal("0.5"),
        source="Loi du 2 août 2002 / Wet van 2 augustus 2002, article 5",
        since=date(2013, 3, 16),
        compensation=flat("40", "EUR", source="Loi du 2 août 2002 / Wet van 2 augustus 2002, article 6"),
    ),
)
