"""Services: where they are supplied, and who owes the tax there (Directive 2006/112/EC, Articles 43 to 59c, 194, 196)."""

from duespark.engine.tax.treatment.abroad import buyer_accounts, is_registered, taxed_abroad
from duespark.engine.tax.treatment.buyer import standing_of
from duespark.engine.tax.treatment.decision import Note, Treatment, preceded
from duespark.engine.tax.treatment.law import sources
from duespark.engine.tax.treatment.local import local_sale
from duespark.engine.tax.treatment.outside import foreign_duty, service_from_outside
from duespark.engine.tax.treatment.place_of_supply import Where, place_of_service
from duespark.engine.tax.treatment.supply import Supply
from duespark.engine.tax.treatment.territory import is_in_eu, is_one_territory
from duespark.engine.tax.treatment.wording import not_taxable_words

_GENERAL_RULE = "44"


def treat_service(supply: Supply) -> Treatment:
    """How a service is taxed. What is not known about the buyer becomes a need only where it makes a difference.

    >>> from datetime import date
    >>> from duespark.engine.tax.treatment.supply import Buyer, Seller
    >>> from duespark.engine.tax.treatment.territory import Place
    >>> seller, buyer = Seller(place=Place(country="DE")), Buyer(place=Place(country="FR"))
    >>> found = treat_service(Supply(seller=seller, buyer=buyer, on=date(2026, 1, 1)))
    >>> found.name, [need.code for need in found.needs]
    ('domestic', ['buyer_tax_id_missing'])
    """
    standing = standing_of(supply)
    found = _treated(supply, to_business=standing.is_business)
    otherwise = _treated(supply, to_business=not standing.is_business)
    if (found.name, found.place) == (otherwise.name, otherwise.place):
        return preceded(found, standing.why)
    return preceded(found, standing.why, needs=standing.needs, checks=standing.checks)


def _treated(supply: Supply, *, to_business: bool) -> Treatment:
    where = place_of_service(supply, to_business=to_business)
    if is_in_eu(supply.seller.place, supply.on):
        found = _from_member(supply, where, to_business=to_business)
    elif is_in_eu(where.place, supply.on):
        found = _into_member(supply, where, to_business=to_business)
    else:
        return service_from_outside(supply, to_business=to_business)
    return preceded(found, where.why, sources=sources(supply.seller.place.country, where.article), needs=where.needs)


def _from_member(supply: Supply, where: Where, *, to_business: bool) -> Treatment:
    if is_one_territory(supply.seller.place, where.place, supply.on):
        return local_sale(supply, where.place)
    if not is_in_eu(where.place, supply.on):
        return _beyond_the_eu(supply, where)
    if not to_business:
        return taxed_abroad(supply, where.place, scheme="union")
    return _at_business(supply, where)


def _at_business(supply: Supply, where: Where) -> Treatment:
    if where.article == _GENERAL_RULE:
        return buyer_accounts(supply, where.place)
    return taxed_abroad(supply, where.place)


def _beyond_the_eu(supply: Supply, where: Where) -> Treatment:
    """A service supplied in a third country bears no tax of the EU; the seller may be registered there for it."""
    if where.article != _GENERAL_RULE and is_registered(supply.seller, where.place.country):
        return taxed_abroad(supply, where.place)
    words = not_taxable_words(supply.seller.place.country, where.article)
    return Treatment(
        name="out_of_scope",
        place=where.place,
        category="O",
        reason=words,
        reason_code="VATEX-EU-O",
        mentions=(words,),
        abroad=True,
        checks=foreign_duty(supply, where.place),
        why=("A service supplied outside the EU is not subject to its VAT.",),
    )


def _into_member(supply: Supply, where: Where, *, to_business: bool) -> Treatment:
    """A seller outside the EU owes VAT on services to consumers in it from the first one (Articles 58, 358a)."""
    if not to_business:
        return taxed_abroad(supply, where.place, scheme="non_union")
    if where.article != _GENERAL_RULE:
        return taxed_abroad(supply, where.place)
    text = f'Write "Reverse charge" on the invoice: the buyer owes the VAT of {where.place.country} (Article 196).'
    return preceded(
        service_from_outside(supply, to_business=True), checks=(Note(code="buyer_reverse_charge", text=text),)
    )
