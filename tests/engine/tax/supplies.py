"""Short ways to say who sells what to whom, for the tests of the treatment."""

from datetime import date
from decimal import Decimal
from typing import Any

from duespark.engine.tax.treatment.decide import decide_treatment
from duespark.engine.tax.treatment.decision import Treatment
from duespark.engine.tax.treatment.supply import Buyer, BuyerTaxId, DistanceSales, Seller, Supply
from duespark.engine.tax.treatment.territory import Place

TODAY = date(2026, 1, 15)

Case = tuple[str, Supply, str, str]
"""What it is, the supply, what is decided (see `told`), and the codes of what a person must settle."""


def place(text: str) -> Place:
    """ "US-CA" is California."""
    country, _, region = text.partition("-")
    return Place(country=country, region=region)


def number(text: str, *, checked_on: date | None = TODAY) -> BuyerTaxId:
    """ "FR valid" is a French number with that state."""
    country, state = text.split()
    return BuyerTaxId(country=country, number="123", state=state, checked_on=checked_on)  # type: ignore[arg-type]


def seller(text: str, **facts: Any) -> Seller:
    """ "DE", "DE small_enterprise", with `registrations="FR PL"` and `shops="union"`."""
    at, _, status = text.partition(" ")
    return Seller(
        place=place(at),
        status=status or "registered",  # type: ignore[arg-type]
        registrations=frozenset(place(one) for one in facts.pop("registrations", "").split()),
        one_stop_shops=frozenset(facts.pop("shops", "").split()),
        small_enterprise_in=frozenset(facts.pop("small_in", "").split()),
        **facts,
    )


def consumer(at: str) -> Buyer:
    return Buyer(place=place(at), kind="consumer")


def business(at: str, tax_id: str = "", **facts: Any) -> Buyer:
    return Buyer(place=place(at), tax_id=number(tax_id) if tax_id else None, **facts)


def sales(last_year: str, this_year: str, this_sale: str) -> DistanceSales:
    return DistanceSales(last_year=Decimal(last_year), this_year=Decimal(this_year), this_sale=Decimal(this_sale))


SMALL_SALES = sales("0", "0", "100")
LARGE_SALES = sales("10000.01", "0", "100")


def supply(who: str | Seller, buyer: Buyer, kind: str = "services", **facts: Any) -> Supply:
    """`goods="PL FR"` moves goods from Poland to France, `at="FR"` is where a service is performed."""
    start, _, end = facts.pop("goods", "").partition(" ")
    performed = facts.pop("at", "")
    return Supply(
        seller=who if isinstance(who, Seller) else seller(who),
        buyer=buyer,
        on=facts.pop("on", TODAY),
        kind="goods" if start else kind,  # type: ignore[arg-type]
        dispatch=place(start) if start else None,
        arrival=place(end) if end else None,
        performed_in=place(performed) if performed else None,
        **facts,
    )


def decide(who: str | Seller, buyer: Buyer, kind: str = "services", **facts: Any) -> Treatment:
    return decide_treatment(supply(who, buyer, kind, **facts))


def told(treatment: Treatment) -> str:
    """Name, place, category and code of the reason, in one line."""
    return " ".join(filter(None, [treatment.name, str(treatment.place), treatment.category, treatment.reason_code]))


def needs(treatment: Treatment) -> list[str]:
    return [need.code for need in treatment.needs]


def checks(treatment: Treatment) -> list[str]:
    return [check.code for check in treatment.checks]
