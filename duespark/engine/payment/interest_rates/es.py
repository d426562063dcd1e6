"""Spain: interest on late payment in commercial transactions (interés de demora)."""

from datetime import date
from decimal import Decimal

from duespark.engine.payment.interest_law import InterestLaw, flat
from duespark.engine.payment.interest_rates.ecb import MAIN_REFINANCING

LAWS = (
    InterestLaw(
        country="ES",
        reference=MAIN_REFINANCING,
        points=Decimal(8),
        source="artículo 7.2 de la Ley 3/2004, de 29 de diciembre",
        since=date(2013, 2, 24),
        compensation=flat("40", "EUR", source="artículo 8.1 de la Ley 3/2004, de 29 de diciembre"),
    ),
)
