"""What sellers outside the EU do with supplies that leave their country, country by country."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from duespark.engine.tax.treatment.abroad import is_registered, taxed_abroad
from duespark.engine.tax.treatment.decision import Note, Treatment, preceded
from duespark.engine.tax.treatment.india import indian_export
from duespark.engine.tax.treatment.local import local_sale
from duespark.engine.tax.treatment.place_of_supply import NOT_SAID
from duespark.engine.tax.treatment.supply import Supply, SupplyKind
from duespark.engine.tax.treatment.territory import Place, is_one_territory
from duespark.engine.tax.treatment.wording import export_words

Outcome = Literal["export", "out_of_scope", "domestic"]
"""Exempt or zero-rated by the law of exports; supplied abroad, so not subject to the tax; taxed like at home."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What becomes of a supply that leaves the country, and where the law says so."""

    outcome: Outcome
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """A country's rules for goods sent abroad, and for services bound to no place: to businesses abroad, to consumers
    abroad, and digital ones to consumers abroad."""

    goods: Rule
    business: Rule
    consumer: Rule
    digital: Rule


def _export(source: str) -> Rule:
    return Rule(outcome="export", source=source)


def _abroad(source: str) -> Rule:
    return Rule(outcome="out_of_scope", source=source)


def _like_home(source: str) -> Rule:
    return Rule(outcome="domestic", source=source)


def _row(goods: Rule, business: Rule, consumer: Rule | None = None, digital: Rule | None = None) -> Leaving:
    """A rule that is not given is the one for businesses."""
    return Leaving(goods=goods, business=business, consumer=consumer or business, digital=digital or business)


_US = "sales tax is due only where the goods or services are delivered"

LEAVING: Mapping[str, Leaving] = MappingProxyType(
    {
        "AU": _row(_export("GST Act 1999, s. 38-185"), _export("GST Act 1999, s. 38-190")),
        "CA": _row(
            _export("Excise Tax Act, Schedule VI, Part V, s. 1 and 12"),
            _export("Excise Tax Act, Schedule VI, Part V, s. 7 and 10.1"),
        ),
        "CH": _row(_export("Art. 23 Abs. 2 Ziff. 1 MWSTG"), _abroad("Art. 8 Abs. 1 MWSTG")),
        "GB": _row(
            _export("VATA 1994 s. 30(6)"),
            _abroad("VATA 1994 s. 7A(2)(a)"),
            _like_home("VATA 1994 s. 7A(2)(b)"),
            _abroad("VATA 1994 Schedule 4A, paragraphs 15 and 16"),
        ),
        "IN": _row(
            _export("IGST Act 2017, s. 2(5) and 16"),
            _export("IGST Act 2017, s. 2(6), 13 and 16"),
        ),
        "JP": _row(
            _export("消費税法第7条"), _export("消費税法施行令第17条"), digital=_abroad("消費税法第4条第3項第3号")
        ),
        "NO": _row(
            _export("Merverdiavgiftsloven § 6-21"),
            _export("Merverdiavgiftsloven § 6-22"),
            _like_home("Merverdiavgiftsloven § 6-22 andre ledd"),
            _like_home("Merverdiavgiftsloven § 6-22 andre ledd"),
        ),
        "NZ": _row(_export("GST Act 1985, s. 11(1)(a)"), _export("GST Act 1985, s. 11A(1)(k)")),
        "SG": _row(_export("GST Act 1993, s. 21(6)"), _export("GST Act 1993, s. 21(3)")),
        "US": _row(_abroad(_US), _abroad(_US)),
    }
)
"""Countries whose rules are known here."""

_GOODS_NOTES = {
    "AU": Note(code="export_period", text="The goods must leave within 60 days of the invoice or payment (s. 38-185)."),
    "GB": Note(
        code="export_evidence", text="Keep proof that the goods left, as a rule within 3 months (VAT Notice 703)."
    ),
}
_BOUND: frozenset[SupplyKind] = frozenset({"land", "event", "restaurant", "vehicle_hire", "passenger_transport"})


def leaves_country(supply: Supply, start: Place, end: Place) -> Treatment:
    """Goods that leave a country outside the EU, for a seller established or registered there.

    >>> from datetime import date
    >>> from duespark.engine.tax.treatment.supply import Buyer, Seller
    >>> seller, buyer = Seller(place=Place(country="AU")), Buyer(place=Place(country="NZ"))
    >>> supply = Supply(seller=seller, buyer=buyer, on=date(2026, 1, 1), kind="goods")
    >>> leaves_country(supply, seller.place, buyer.place).reason
    'GST-free export, Subdivision 38-E GST Act 1999'
    """
    row = LEAVING.get(start.country)
    notes = (_GOODS_NOTES[start.country],) if start.country in _GOODS_NOTES else ()
    return preceded(_outcome(supply, start, end, row.goods if row else None), checks=notes)


def service_from_outside(supply: Supply, *, to_business: bool) -> Treatment:
    """A service of a seller outside the EU under the law of the seller's country.

    >>> from datetime import date
    >>> from duespark.engine.tax.treatment.supply import Buyer, Seller
    >>> seller, buyer = Seller(place=Place(country="CH")), Buyer(place=Place(country="FR"), kind="consumer")
    >>> service_from_outside(Supply(seller=seller, buyer=buyer, on=date(2026, 1, 1)), to_business=False).name
    'out_of_scope'
    """
    home, there = supply.seller.place, supply.buyer.place
    if supply.kind in _BOUND:
        return _bound_to_place(supply)
    if is_one_territory(home, there, supply.on):
        return local_sale(supply, there)
    row = LEAVING.get(home.country)
    found = _outcome(supply, home, there, _service_rule(supply, row, to_business=to_business) if row else None)
    return preceded(found, checks=(_conditions(home),)) if found.name == "export" else found


def _service_rule(supply: Supply, row: Leaving, *, to_business: bool) -> Rule:
    """Intangible services to consumers go with the digital ones only in Great Britain (Schedule 4A, paragraph 16)."""
    if to_business:
        return row.business
    if supply.kind in ("digital", "online_event"):
        return row.digital
    return row.digital if supply.kind == "intangible" and supply.seller.place.country == "GB" else row.consumer


def _conditions(home: Place) -> Note:
    text = (
        f"The buyer must not be in {home.country} when it is performed, and it must not be about land or goods there."
    )
    return Note(code="export_of_services", text=text)


def _bound_to_place(supply: Supply) -> Treatment:
    """Land, events, meals, vehicles and transport are taxed where they are, whoever buys."""
    home, there = supply.seller.place, supply.performed_in
    if there is None:
        return preceded(local_sale(supply, home), needs=(NOT_SAID,))
    if is_one_territory(home, there, supply.on):
        return local_sale(supply, there)
    if is_registered(supply.seller, there.country):
        return taxed_abroad(supply, there)
    return _not_subject(supply, there, f"the service is performed in {there}")


def _outcome(supply: Supply, home: Place, there: Place, rule: Rule | None) -> Treatment:
    is_home = is_one_territory(home, supply.seller.place, supply.on)
    if rule is None:
        why = f"What {home.country} does with exports is not known here."
        return preceded(_like_a_local_sale(supply, home, is_home), why, needs=(_UNKNOWN,))
    if is_home and supply.seller.status != "registered":
        return local_sale(supply, home)
    if rule.outcome == "domestic":
        why = f"The law of {home.country} taxes this like a sale at home ({rule.source})."
        return preceded(local_sale(supply, home), why, sources=(rule.source,))
    if home.country == "IN":
        return preceded(indian_export(supply), sources=(rule.source,))
    if rule.outcome == "out_of_scope":
        return preceded(_not_subject(supply, there, rule.source), sources=(rule.source,))
    words = export_words(home.country)
    return Treatment(
        name="export",
        place=home,
        category="G",
        reason=words,
        mentions=(words,),
        sources=(rule.source,),
        why=(f"The law of {home.country} exempts or zero-rates what leaves the country ({rule.source}).",),
    )


def _like_a_local_sale(supply: Supply, home: Place, is_home: bool) -> Treatment:
    return local_sale(supply, home) if is_home else taxed_abroad(supply, home)


_UNKNOWN = Note(
    code="unknown_law",
    text="The rules of the seller's country for supplies abroad are not known here: until somebody says otherwise they "
    "are taxed like at home.",
)


def _not_subject(supply: Supply, there: Place, because: str) -> Treatment:
    home = supply.seller.place.country
    return Treatment(
        name="out_of_scope",
        place=there,
        category="O",
        reason=f"Not subject to tax in {home}: {because}",
        abroad=True,
        checks=foreign_duty(supply, there),
        why=(f"The supply is not subject to the tax of {home}: {because}.",),
    )


def foreign_duty(supply: Supply, there: Place) -> tuple[Note, ...]:
    """A reminder that another country may tax what the seller's country does not; a business that buys from abroad owes
    that tax itself, as a rule, unless the supply is bound to a place.

    >>> from datetime import date
    >>> from duespark.engine.tax.treatment.supply import Buyer, Seller
    >>> seller, buyer = Seller(place=Place(country="FR")), Buyer(place=Place(country="AU"), kind="consumer")
    >>> [note.code for note in foreign_duty(Supply(seller=seller, buyer=buyer, on=date(2026, 1, 1)), buyer.place)]
    ['foreign_registration']
    """
    if supply.buyer.kind == "business" and supply.kind not in _BOUND:
        return ()
    text = f"See whether {there.country} wants the seller registered, as many countries do for sales to consumers."
    return (Note(code="foreign_registration", text=text),)
