"""Netherlands: statutory commercial interest (wettelijke handelsrente), which is added to the debt after every year."""

from datetime import date
from decimal import Decimal

from duespark.engine.payment.interest_law import InterestLaw, flat
from duespark.engine.payment.interest_rates.ecb import MAIN_REFINANCING

LAWS = (
    InterestLaw(
        country="NL",
        reference=MAIN_REFINANCING,
        points=Decimal(8),
        source="artikel 6:119a en 6:120 lid 2 BW",
        since=date(2013, 3, 16),
        capitalized=True,
        compensation=flat("40", "EUR", source="artikel 6:96 lid 4 BW"),
    ),
)
