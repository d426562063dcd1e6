"""The way in: from the facts of a supply to how it is taxed, with every step told."""

from dataclasses import replace

from duespark.engine.tax.treatment.decision import Note, Treatment, preceded
from duespark.engine.tax.treatment.local import untaxed_product
from duespark.engine.tax.treatment.margin_scheme import NO_MARGIN_SCHEME, has_margin_scheme, margin_scheme
from duespark.engine.tax.treatment.relief import relieved
from duespark.engine.tax.treatment.supply import Seller, Supply
from duespark.engine.tax.treatment.supply_of_goods import route, treat_goods
from duespark.engine.tax.treatment.supply_of_services import treat_service
from duespark.engine.tax.treatment.territory import Place, is_in_eu, is_one_territory, tax_place


def decide_treatment(supply: Supply) -> Treatment:
    """How a supply is taxed: where, by whom, and what the invoice must say (TAX-09 to TAX-14).

    Always answers. A fact that is missing or not verified (FM-45) never frees a supply: the answer then is the safe one,
    and `needs` says what a person must settle. The order in which registrations, certificates and holidays are given is
    irrelevant. The steps, each by its own law:

    1. A product that is no supply or exempt by nature is not taxed anywhere.
    2. A margin scheme taxes the margin where the seller is.
    3. Goods are taxed where they start or arrive, services where their article says.
    4. There the seller charges the tax, or the buyer owes it, or it is exempt.
    5. A certificate or holiday of that place frees what would be charged.

    >>> from datetime import date
    >>> from duespark.engine.tax.treatment.supply import Buyer, BuyerTaxId
    >>> known = BuyerTaxId(country="FR", number="40303265045", state="valid", checked_on=date(2026, 1, 7))
    >>> buyer = Buyer(place=Place(country="FR"), tax_id=known)
    >>> found = decide_treatment(Supply(seller=Seller(place=Place(country="PL")), buyer=buyer, on=date(2026, 1, 7)))
    >>> found.name, str(found.place), found.category, found.reason
    ('reverse_charge', 'FR', 'AE', 'odwrotne obciążenie, Article 196 of Directive 2006/112/EC')
    >>> for step in found.why:
    ...     print(step)
    The seller is established in PL and registered for its tax.
    The buyer is a business with a VAT number of FR, valid on 2026-01-07.
    Services to a business are supplied where the business is established: FR (Article 44).
    The seller is not established in FR, so the buyer owes the tax there (Article 196).
    """
    known, needs = _known(supply)
    found = relieved(_decide(known), known)
    return preceded(found, _about(known.seller), needs=needs)


def _decide(supply: Supply) -> Treatment:
    if supply.taxability == "out_of_scope" or (_is_exempt(supply) and supply.seller.status == "registered"):
        return untaxed_product(supply, supply.seller.place)
    if supply.margin and supply.seller.status == "registered" and not _is_exported(supply):
        if has_margin_scheme(supply, supply.margin):
            return margin_scheme(supply, supply.margin)
        return preceded(_by_kind(supply), needs=(NO_MARGIN_SCHEME,))
    return _by_kind(supply)


def _by_kind(supply: Supply) -> Treatment:
    return treat_goods(supply) if supply.kind == "goods" else treat_service(supply)


def _is_exempt(supply: Supply) -> bool:
    return supply.taxability in ("exempt", "input_taxed")


def _is_exported(supply: Supply) -> bool:
    """Exported goods of a dealer are exempt like any others (Directive 2006/112/EC, Article 321)."""
    start, end = route(supply)
    if supply.kind != "goods" or is_one_territory(start, end, supply.on):
        return False
    return not (is_in_eu(start, supply.on, goods=True) and is_in_eu(end, supply.on, goods=True))


_STATUS = {
    "registered": "registered for its tax",
    "small_enterprise": "exempt there as a small enterprise",
    "unregistered": "not registered for its tax",
}


def _about(seller: Seller) -> str:
    return f"The seller is established in {seller.place} and {_STATUS[seller.status]}."


def _known(supply: Supply) -> tuple[Supply, tuple[Note, ...]]:
    """The supply with its places as tax law sees them; a buyer without a country is taken to be the seller's neighbor."""
    seller = replace(supply.seller, place=tax_place(supply.seller.place))
    missing = not supply.buyer.place.country
    buyer = replace(supply.buyer, place=seller.place if missing else tax_place(supply.buyer.place))
    known = replace(
        supply,
        seller=seller,
        buyer=buyer,
        dispatch=_seen(supply.dispatch),
        arrival=_seen(supply.arrival),
        performed_in=_seen(supply.performed_in),
    )
    return known, (_BUYER_COUNTRY,) if missing else ()


_BUYER_COUNTRY = Note(
    code="buyer_country",
    text="Say which country the buyer is in: until then the seller's own is assumed.",
)


def _seen(place: Place | None) -> Place | None:
    return tax_place(place) if place else None
