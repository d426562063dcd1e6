"""Italy: interest on late payment in commercial transactions (interessi moratori).

Agricultural and food products bear more and are not covered here.
"""

from datetime import date
from decimal import Decimal

from duespark.engine.payment.interest_law import InterestLaw, flat
from duespark.engine.payment.interest_rates.ecb import MAIN_REFINANCING

LAWS = (
    InterestLaw(
        country="IT",
        reference=MAIN_REFINANCING,
        points=Decimal(8),
        source="articoli 2 e 5 del decreto legislativo 9 ottobre 2002, n. 231",
        since=date(2013, 1, 1),
        compensation=flat("40", "EUR", source="articolo 6, comma 2, del decreto legislativo 9 ottobre 2002, n. 231"),
    ),
)
