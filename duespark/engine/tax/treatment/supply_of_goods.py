"""Goods: taxed where they are when their journey begins, or where it ends, or not at all when they leave the country.

Directive 2006/112/EC, Articles 31 to 36, 138, 141 and 146.
"""

from duespark.engine.tax.treatment.abroad import RECAPITULATIVE, is_registered, taxed_abroad
from duespark.engine.tax.treatment.buyer import acquirer_of, number_country
from duespark.engine.tax.treatment.decision import Note, Treatment, preceded
from duespark.engine.tax.treatment.distance import destination_of
from duespark.engine.tax.treatment.law import article, sources
from duespark.engine.tax.treatment.local import local_sale
from duespark.engine.tax.treatment.outside import leaves_country
from duespark.engine.tax.treatment.supply import Supply
from duespark.engine.tax.treatment.territory import Place, is_in_eu, is_one_territory
from duespark.engine.tax.treatment.wording import (
    export_words,
    intra_eu_words,
    reverse_charge_words,
    triangular_words,
)


def treat_goods(supply: Supply) -> Treatment:
    """How a supply of goods is taxed, by where they start and where they arrive.

    >>> from datetime import date
    >>> from duespark.engine.tax.treatment.supply import Buyer, Seller
    >>> seller, buyer = Seller(place=Place(country="DE")), Buyer(place=Place(country="US"))
    >>> treat_goods(Supply(seller=seller, buyer=buyer, on=date(2026, 1, 1), kind="goods")).name
    'export'
    """
    start, end = route(supply)
    if is_one_territory(start, end, supply.on):
        return preceded(_taxed_at_start(supply, start, end), f"The goods stay in {start.country}.")
    return preceded(_across_a_border(supply, start, end), f"The goods go from {start} to {end}.")


def route(supply: Supply) -> tuple[Place, Place]:
    """Where the goods start and where they arrive; what is not said is the seller's and the buyer's place.

    >>> from datetime import date
    >>> from duespark.engine.tax.treatment.supply import Buyer, Seller
    >>> seller, buyer = Seller(place=Place(country="DE")), Buyer(place=Place(country="US"))
    >>> [str(place) for place in route(Supply(seller=seller, buyer=buyer, on=date(2026, 1, 1), kind="goods"))]
    ['DE', 'US']
    """
    return supply.dispatch or supply.seller.place, supply.arrival or supply.buyer.place


def _across_a_border(supply: Supply, start: Place, end: Place) -> Treatment:
    if not is_in_eu(start, supply.on, goods=True):
        return _from_outside(supply, start, end)
    if not is_in_eu(end, supply.on, goods=True):
        return _export(supply, start, end)
    if supply.buyer.kind == "consumer":
        return _distance_sale(supply, start, end)
    return _to_business(supply, start, end)


def _taxed_at_start(supply: Supply, start: Place, end: Place) -> Treatment:
    """The sale where the goods start; within a federal country the region is that of their arrival."""
    if _is_home(supply, start):
        found = local_sale(supply, end if end.country == start.country else start)
    elif is_in_eu(start, supply.on, goods=True) or is_registered(supply.seller, start.country):
        found = taxed_abroad(supply, start)
    else:
        return _foreign_stock(supply, start)
    rule = "31" if is_one_territory(start, end, supply.on) else "32"
    return preceded(found, sources=sources(start.country, rule) if _is_eu(supply, start) else ())


def _is_eu(supply: Supply, place: Place) -> bool:
    return is_in_eu(place, supply.on, goods=True)


def _is_home(supply: Supply, place: Place) -> bool:
    return is_one_territory(place, supply.seller.place, supply.on)


def _foreign_stock(supply: Supply, start: Place) -> Treatment:
    text = f"See whether the law of {start.country} wants the seller registered there."
    return Treatment(
        name="out_of_scope",
        place=start,
        category="O",
        reason=f"Goods supplied in {start.country}",
        reason_code="VATEX-EU-O" if _is_eu(supply, supply.seller.place) else "",
        abroad=True,
        needs=(Note(code="local_law", text=text),),
        why=(f"The goods are supplied in {start.country}, where the seller is not registered.",),
    )


def leaving_needs(supply: Supply, start: Place) -> tuple[Note, ...]:
    """Goods that leave another country than the seller's need a registration there although no tax is charged.

    >>> from datetime import date
    >>> from duespark.engine.tax.treatment.supply import Buyer, Seller
    >>> seller, buyer = Seller(place=Place(country="DE")), Buyer(place=Place(country="US"))
    >>> supply = Supply(seller=seller, buyer=buyer, on=date(2026, 1, 1), kind="goods")
    >>> [need.code for need in leaving_needs(supply, Place(country="PL"))]
    ['registration']
    """
    if _is_home(supply, start) or is_registered(supply.seller, start.country):
        return ()
    text = f"The goods leave from {start.country}: register for the tax there before issuing the invoice."
    return (Note(code="registration", text=text),)


def _is_small_at(supply: Supply, start: Place) -> bool:
    """Small enterprises have their own exemption, not that of exports and intra-Community supplies (Article 139(1))."""
    return _is_home(supply, start) and supply.seller.status != "registered"


def _export(supply: Supply, start: Place, end: Place) -> Treatment:
    if _is_small_at(supply, start):
        return local_sale(supply, start)
    charged = _charged_on_import(supply, end)
    if charged:
        return preceded(charged, checks=(_EXIT,))
    words = export_words(start.country)
    return Treatment(
        name="export",
        place=start,
        category="G",
        reason=words,
        reason_code="VATEX-EU-G",
        mentions=(words,),
        sources=sources(start.country, "32", "146"),
        needs=leaving_needs(supply, start),
        checks=(_EXIT, *_import_checks(supply, end)),
        why=("Goods sent or carried out of the EU are exempt (Article 146).",),
    )


_EXIT = Note(code="export_evidence", text="Keep the customs proof of exit; without it the tax is due.")


def _charged_on_import(supply: Supply, end: Place) -> Treatment | None:
    """Goods of low value for consumers, whose tax the seller charges at the sale instead of customs on arrival."""
    if supply.buyer.kind == "business" or not supply.low_value:
        return None
    if _is_eu(supply, end):
        if "ioss" not in supply.seller.one_stop_shops:
            return None
        return preceded(taxed_abroad(supply, end, scheme="ioss"), _AT_THE_SALE, sources=(article("33"),))
    if not is_registered(supply.seller, end.country):
        return None
    return preceded(taxed_abroad(supply, end), _AT_THE_SALE)


_AT_THE_SALE = "Tax on goods of low value for consumers is charged at the sale instead of on import."


def _import_checks(supply: Supply, end: Place) -> tuple[Note, ...]:
    text = f"Tax on import into {end.country} is due: agree who is the importer and say it in the delivery terms."
    notes = (Note(code="import_tax", text=text),)
    if supply.buyer.kind == "business" or not supply.low_value:
        return notes
    text = f"Goods of low value for consumers: see whether {end.country} wants the seller registered to charge its tax."
    return (*notes, Note(code="low_value_import", text=text))


def _from_outside(supply: Supply, start: Place, end: Place) -> Treatment:
    charged = _charged_on_import(supply, end)
    if charged:
        return charged
    if _is_home(supply, start) or is_registered(supply.seller, start.country):
        return preceded(leaves_country(supply, start, end), checks=_import_checks(supply, end))
    return preceded(_foreign_stock(supply, start), checks=_import_checks(supply, end))


def _to_business(supply: Supply, start: Place, end: Place) -> Treatment:
    standing = acquirer_of(supply, start)
    if not standing.is_business:
        return preceded(_taxed_at_start(supply, start, end), standing.why, needs=standing.needs)
    if _is_small_at(supply, start):
        return preceded(local_sale(supply, start), standing.why)
    found = _triangular(supply, end) if _is_triangular(supply, start, end) else _intra_eu(supply, start)
    return preceded(found, standing.why, checks=standing.checks)


def _intra_eu(supply: Supply, start: Place) -> Treatment:
    words = intra_eu_words(start.country)
    return Treatment(
        name="intra_eu",
        place=start,
        category="K",
        reason=words,
        reason_code="VATEX-EU-IC",
        mentions=(words,),
        sources=sources(start.country, "32", "138"),
        needs=leaving_needs(supply, start),
        checks=(_TRANSPORT, RECAPITULATIVE),
        why=("Goods sent to a business identified in another member state are exempt (Article 138).",),
    )


_TRANSPORT = Note(
    code="transport_evidence",
    text="Keep two independent proofs that the goods left, or the buyer's confirmation of arrival (Regulation 282/2011, "
    "Article 45a; § 17a and § 17b UStDV; art. 42 ust. 3 ustawy o VAT).",
)


def _is_triangular(supply: Supply, start: Place, end: Place) -> bool:
    """The middle one of three is at home in neither state, and the buyer is identified where the goods arrive."""
    tax_id = supply.buyer.tax_id
    if not supply.middle_of_three or tax_id is None or number_country(tax_id) != end.country:
        return False
    return supply.seller.place.country not in (start.country, end.country)


def _triangular(supply: Supply, end: Place) -> Treatment:
    home = supply.seller.place.country
    words, triangle = reverse_charge_words(home), triangular_words(home)
    return Treatment(
        name="reverse_charge",
        place=end,
        category="AE",
        reason=f"{words}, {triangle}",
        reason_code="VATEX-EU-AE",
        mentions=(words, triangle),
        abroad=True,
        sources=sources(home, "141", "197"),
        checks=(RECAPITULATIVE,),
        why=(
            "In a triangular transaction the last buyer owes the tax of the one in the middle (Articles 141 and 197).",
        ),
    )


def _distance_sale(supply: Supply, start: Place, end: Place) -> Treatment:
    home = supply.seller.place.country
    if not _is_home(supply, start):
        why = f"Goods sent to consumers from another member state than the seller's own are taxed where they arrive: {end}."
        return preceded(_at_arrival(supply, end), why, sources=sources(home, "33"), needs=leaving_needs(supply, start))
    destination = destination_of(supply, "goods")
    if destination.at_buyer:
        why = f"{destination.why} They are taxed where they arrive: {end} (Article 33)."
        return preceded(_at_arrival(supply, end), why, sources=sources(home, "33"))
    why = f"{destination.why} They are taxed where they start: {start} (Article {destination.article})."
    law = sources(home, "32", destination.article)
    return preceded(local_sale(supply, start), why, sources=law, needs=destination.needs)


def _at_arrival(supply: Supply, end: Place) -> Treatment:
    if _is_home(supply, end):
        return local_sale(supply, end)
    return taxed_abroad(supply, end, scheme="union")
