"""France: interest on late payment between professionals (pénalités de retard)."""

from datetime import date
from decimal import Decimal

from duespark.engine.payment.interest_law import InterestLaw, flat
from duespark.engine.payment.interest_rates.ecb import MAIN_REFINANCING

LAWS = (
    InterestLaw(
        country="FR",
        reference=MAIN_REFINANCING,
        points=Decimal(10),
        source="article L441-10, II du Code de commerce (avant le 26 avril 2019 : article L441-6)",
        since=date(2009, 1, 1),
        compensation=flat("40", "EUR", source="article D441-5 du Code de commerce"),
    ),
)
