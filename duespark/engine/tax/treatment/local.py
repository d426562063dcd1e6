"""A supply taxed in the seller's own country: exempt, zero-rated, owed by the buyer, or charged with its tax."""

from duespark.engine.tax.treatment.decision import Note, Treatment, preceded
from duespark.engine.tax.treatment.india import zone_supply
from duespark.engine.tax.treatment.law import sources
from duespark.engine.tax.treatment.reverse import DomesticRule, domestic_rule
from duespark.engine.tax.treatment.supply import Seller, Supply
from duespark.engine.tax.treatment.territory import Place, is_in_eu
from duespark.engine.tax.treatment.wording import exempt_words, reverse_charge_words, small_enterprise_words

_OWN_TAX_PROVINCES = {"BC": "PST", "MB": "RST", "QC": "QST", "SK": "PST"}


def local_sale(supply: Supply, place: Place) -> Treatment:
    """How a supply is taxed in the seller's own country, in the order of the law: who the seller is, what the product
    is, who owes the tax.

    >>> from datetime import date
    >>> from duespark.engine.tax.treatment.supply import Buyer
    >>> home = Place(country="DE")
    >>> supply = Supply(seller=Seller(place=home), buyer=Buyer(place=home), on=date(2026, 1, 1))
    >>> local_sale(supply, home).name
    'domestic'
    """
    if place.country in _BY_REGION and not place.region:
        return preceded(_at_home(supply, supply.seller.place), needs=(_REGION,))
    return _at_home(supply, place)


_BY_REGION = ("CA", "IN", "US")
_REGION = Note(
    code="region",
    text="Say which state or province the buyer or the goods are in: until then the seller's own is assumed.",
)


def _at_home(supply: Supply, place: Place) -> Treatment:
    seller = supply.seller
    if seller.status == "small_enterprise":
        return small_enterprise(supply, place)
    if seller.status == "unregistered" or not _has_nexus(seller, place):
        return _unregistered(supply, place)
    if supply.taxability != "taxable":
        return untaxed_product(supply, place)
    if place.country == "IN" and supply.buyer.special_zone:
        return zone_supply(supply)
    rule = _reverse_rule(supply, place)
    return _owed_by_buyer(supply, place, rule) if rule else _charged(seller, place)


def small_enterprise(supply: Supply, place: Place) -> Treatment:
    """The exemption of a small enterprise in its own country (Directive 2006/112/EC, Article 284); it does not go with
    the exemptions of exports and intra-Community supplies.

    >>> from datetime import date
    >>> from duespark.engine.tax.treatment.supply import Buyer
    >>> home = Place(country="FR")
    >>> small = Seller(place=home, status="small_enterprise")
    >>> small_enterprise(Supply(seller=small, buyer=Buyer(place=home), on=date(2026, 1, 1)), home).reason_code
    'VATEX-FR-FRANCHISE'
    """
    words = small_enterprise_words(place.country)
    return Treatment(
        name="exempt",
        place=place,
        category="E",
        reason=words,
        reason_code="VATEX-FR-FRANCHISE" if place.country == "FR" else "",
        mentions=(words,),
        sources=sources(place.country, "284") if is_in_eu(place, supply.on, goods=True) else (),
        why=("Small enterprises charge no tax on what is taxed in their own country.",),
    )


def _unregistered(supply: Supply, place: Place) -> Treatment:
    words = small_enterprise_words(place.country)
    checks: tuple[Note, ...] = ()
    if place.country == "US":
        checks = (
            Note(code="nexus", text=f"See whether sales into {place} create a duty to register (economic nexus)."),
        )
    return Treatment(
        name="out_of_scope",
        place=place,
        category="O",
        reason=words,
        reason_code="VATEX-EU-O" if is_in_eu(place, supply.on) else "",
        mentions=(words,),
        checks=checks,
        why=(f"The seller is not registered for the tax in {place} and must not charge it.",),
    )


def _has_nexus(seller: Seller, place: Place) -> bool:
    """In the United States a seller charges the tax of the states it is registered in, the home state among them."""
    if place.country != "US":
        return True
    return place.region in {seller.place.region, *(one.region for one in seller.registrations if one.country == "US")}


def untaxed_product(supply: Supply, place: Place) -> Treatment:
    """A product that bears no tax by its own nature, in the seller's or any other country.

    >>> from datetime import date
    >>> from duespark.engine.tax.treatment.supply import Buyer
    >>> home = Place(country="AU")
    >>> rent = Supply(seller=Seller(place=home), buyer=Buyer(place=home), on=date(2026, 1, 1), taxability="input_taxed")
    >>> untaxed_product(rent, home).category
    'E'
    """
    if supply.taxability == "out_of_scope":
        return Treatment(
            name="out_of_scope",
            place=place,
            category="O",
            reason="Not subject to tax",
            reason_code="VATEX-EU-O" if is_in_eu(place, supply.on) else "",
            why=("This is no supply the tax applies to.",),
        )
    if supply.taxability == "zero":
        return Treatment(
            name="zero", place=place, category="Z", why=(f"The product is zero-rated in {place.country}.",)
        )
    return Treatment(
        name="exempt",
        place=place,
        category="E",
        reason=exempt_words(place.country),
        why=(f"The product is exempt in {place.country}.",),
    )


def _reverse_rule(supply: Supply, place: Place) -> DomesticRule | None:
    """A consumer never owes the seller's tax, nor does who says to be a business under a false number."""
    tax_id = supply.buyer.tax_id
    if supply.buyer.kind == "consumer" or (tax_id and tax_id.state == "invalid"):
        return None
    return domestic_rule(place.country, supply.reverse_class, supply.on)


def _owed_by_buyer(supply: Supply, place: Place, rule: DomesticRule) -> Treatment:
    words = reverse_charge_words(place.country)
    in_eu = is_in_eu(place, supply.on)
    return Treatment(
        name="reverse_charge",
        place=place,
        category="AE",
        reason=f"{words}, {rule.source}",
        reason_code="VATEX-EU-AE" if in_eu else "",
        mentions=(words,),
        sources=(*(sources(place.country, "199") if in_eu else ()), rule.source),
        checks=(Note(code="reverse_charge_condition", text=f"Only if this is true: {rule.condition}"),),
        why=(
            f"For {rule.products.replace('_', ' ')} the law of {place.country} makes a business that buys owe the tax.",
        ),
    )


def _charged(seller: Seller, place: Place) -> Treatment:
    checks: tuple[Note, ...] = ()
    own = _OWN_TAX_PROVINCES.get(place.region, "") if place.country == "CA" else ""
    if own and place not in {seller.place, *seller.registrations}:
        text = f"{own} of {place.region} is charged only by sellers registered for it there."
        checks = (Note(code="provincial_tax", text=text),)
    return Treatment(
        name="domestic", place=place, category="S", checks=checks, why=(f"The seller charges the tax of {place}.",)
    )
