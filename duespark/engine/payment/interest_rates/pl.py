"""Poland: interest on late payment, in commercial transactions and under the civil code."""

from datetime import date
from decimal import Decimal

from duespark.engine.payment.interest_law import Compensation, InterestLaw, LumpSum, flat
from duespark.engine.payment.interest_terms import RateTable, rate_table

_ACT = "ustawy z dnia 8 marca 2013 r. o przeciwdziałaniu nadmiernym opóźnieniom w transakcjach handlowych"

NBP_HALF_YEARLY = rate_table(
    "stopa referencyjna NBP w dniu 1 stycznia i 1 lipca",
    "2016-01-01 1.50",
    "2020-07-01 0.10",
    "2022-01-01 1.75",
    "2022-07-01 6.00",
    "2023-01-01 6.75",
    "2024-01-01 5.75",
    "2025-07-01 5.25",
    "2026-01-01 4.00",
    "2026-07-01 3.75",
    source=f"art. 11b {_ACT}; obwieszczenia w Monitorze Polskim, ostatnie M.P. 2026 poz. 642",
    until=date(2026, 12, 31),
)

NBP = rate_table(
    "stopa referencyjna NBP",
    "2016-01-01 1.50",
    "2020-03-18 1.00",
    "2020-04-09 0.50",
    "2020-05-29 0.10",
    "2021-10-07 0.50",
    "2021-11-04 1.25",
    "2021-12-09 1.75",
    "2022-01-05 2.25",
    "2022-02-09 2.75",
    "2022-03-09 3.50",
    "2022-04-07 4.50",
    "2022-05-06 5.25",
    "2022-06-09 6.00",
    "2022-07-08 6.50",
    "2022-09-08 6.75",
    "2023-09-07 6.00",
    "2023-10-05 5.75",
    "2025-05-08 5.25",
    "2025-07-03 5.00",
    "2025-09-04 4.75",
    "2025-10-09 4.50",
    "2025-11-06 4.25",
    "2025-12-04 4.00",
    "2026-03-05 3.75",
    source="Narodowy Bank Polski, uchwały Rady Polityki Pieniężnej",
    until=date(2026, 10, 7),
)
"""Civil interest changes with every decision, so that it is known no further than the last one that was looked at."""

_CIVIL_POINTS = Decimal("5.5")

MAXIMUM = RateTable(
    name="odsetki maksymalne za opóźnienie",
    steps=tuple((since, 2 * (percent + _CIVIL_POINTS)) for since, percent in NBP.steps),
    source="art. 481 § 2(1) Kodeksu cywilnego",
    until=NBP.until,
)
"""The most a contract may ask for: twice the statutory interest for late payment."""

_TIERS = Compensation(
    currency="EUR",
    debt_currency="PLN",
    sums=(
        LumpSum(amount=Decimal(40), up_to=Decimal(5000)),
        LumpSum(amount=Decimal(70), below=Decimal(50000)),
        LumpSum(amount=Decimal(100)),
    ),
    source=f"art. 10 ust. 1 {_ACT}; kurs średni NBP z ostatniego dnia roboczego miesiąca poprzedzającego wymagalność",
)

LAWS = (
    InterestLaw(
        country="PL",
        reference=NBP_HALF_YEARLY,
        points=Decimal(10),
        source=f"art. 4 pkt 3 lit. b, art. 7 i 8 {_ACT}",
        since=date(2020, 1, 1),
        compensation=_TIERS,
    ),
    InterestLaw(
        country="PL",
        reference=NBP_HALF_YEARLY,
        points=Decimal(8),
        source=f"art. 4 pkt 3 lit. a i art. 8 {_ACT}",
        debtor="public_healthcare",
        since=date(2020, 1, 1),
        compensation=_TIERS,
    ),
    InterestLaw(
        country="PL",
        reference=NBP_HALF_YEARLY,
        points=Decimal(8),
        source=f"art. 4 pkt 3 {_ACT} w brzmieniu do 31 grudnia 2019 r.",
        since=date(2013, 4, 28),
        until=date(2019, 12, 31),
        compensation=flat("40", "EUR", source=f"art. 10 ust. 1 {_ACT} w brzmieniu do 31 grudnia 2019 r."),
    ),
    InterestLaw(
        country="PL",
        reference=NBP,
        points=_CIVIL_POINTS,
        source="art. 481 § 2 Kodeksu cywilnego",
        debtor="consumer",
    ),
)
