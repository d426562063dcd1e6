"""Supplies taxed on the margin: the invoice shows no tax and says which scheme it is (Articles 306 to 325)."""

from duespark.engine.tax.treatment.decision import Note, Treatment
from duespark.engine.tax.treatment.law import sources
from duespark.engine.tax.treatment.supply import MarginKind, Supply
from duespark.engine.tax.treatment.supply_of_goods import leaving_needs, route
from duespark.engine.tax.treatment.territory import Place, is_in_eu, is_one_territory
from duespark.engine.tax.treatment.wording import MARGIN_CODES, margin_words

_CONDITIONS = {
    "second_hand": "Bought from somebody who could charge no tax: a private person, a small enterprise, another dealer "
    "under the scheme (Article 314).",
    "travel": "Own name, and services of other businesses for the traveler's benefit; trips outside the EU are exempt "
    "(Article 309).",
    "land": "Agreed in writing before the supply, and not bought with a full tax credit (GST Act 1999, s. 75-5).",
}


def margin_scheme(supply: Supply, kind: MarginKind) -> Treatment:
    """The margin scheme, always in the seller's territory: goods where they start (distance sales and intra-Community
    supplies do not move it, Articles 35 and 139(3)), travel where the agent is, land where it lies.

    >>> from datetime import date
    >>> from duespark.engine.tax.treatment.supply import Buyer, Seller
    >>> seller, buyer = Seller(place=Place(country="DE")), Buyer(place=Place(country="FR"), kind="consumer")
    >>> sold = Supply(seller=seller, buyer=buyer, on=date(2026, 1, 1), kind="goods", margin="second_hand")
    >>> margin_scheme(sold, "second_hand").reason
    'Gebrauchtgegenstände/Sonderregelung'
    """
    place = _place(supply, kind)
    words = margin_words(place.country, kind)
    in_eu = is_in_eu(place, supply.on)
    return Treatment(
        name="margin",
        place=place,
        category="E",
        reason=words,
        reason_code=MARGIN_CODES[kind] if in_eu else "",
        mentions=(words,),
        abroad=not is_one_territory(place, supply.seller.place, supply.on),
        sources=sources(place.country, "306" if kind == "travel" else "313") if in_eu else _SOURCES[place.country],
        needs=leaving_needs(supply, place),
        checks=(
            Note(code="margin_condition", text=_CONDITIONS.get(kind, _CONDITIONS["second_hand"])),
            Note(code="margin_records", text="Show no tax on the invoice; keep the purchase price of each item."),
        ),
        why=("The seller is taxed on the margin between sale and purchase, not on the price.",),
    )


_SOURCES = {
    "AU": ("GST Act 1999, Division 75",),
    "GB": ("VATA 1994 s. 50A and s. 53",),
}
NO_MARGIN_SCHEME = Note(
    code="no_margin_scheme",
    text="A margin scheme of this kind is not known for the seller's country: until somebody says otherwise the price is taxed.",
)


def has_margin_scheme(supply: Supply, kind: MarginKind) -> bool:
    """Whether the place of the supply has such a scheme, as far as is known here: the EU and the United Kingdom for
    goods and travel, Australia for land.

    >>> from datetime import date
    >>> from duespark.engine.tax.treatment.supply import Buyer, Seller
    >>> seller, buyer = Seller(place=Place(country="NZ")), Buyer(place=Place(country="NZ"))
    >>> has_margin_scheme(Supply(seller=seller, buyer=buyer, on=date(2026, 1, 1), kind="goods"), "art")
    False
    """
    place = _place(supply, kind)
    if kind == "land":
        return place.country == "AU"
    return place.country == "GB" or is_in_eu(place, supply.on)


def _place(supply: Supply, kind: MarginKind) -> Place:
    if kind == "travel":
        return supply.seller.place
    if kind == "land":
        return supply.performed_in or supply.seller.place
    return route(supply)[0]
