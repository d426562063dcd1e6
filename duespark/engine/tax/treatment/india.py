"""Indian zero-rated supplies: exports and special economic zones, with or without a letter of undertaking."""

from duespark.engine.tax.treatment.decision import Note, Treatment
from duespark.engine.tax.treatment.supply import Supply
from duespark.engine.tax.treatment.territory import Place

_LAW = ("IGST Act 2017, s. 16", "CGST Rules 2017, rule 46 and rule 96A")
_WITHOUT = "under bond or letter of undertaking without payment of integrated tax"
_WITH = "on payment of integrated tax"


ZONE = Place(country="IN", region="SEZ")
ABROAD = Place(country="IN", region="96")
"""Places of supply outside the states, so that integrated tax is due; 96 as returns code what is abroad."""


def zone_supply(supply: Supply) -> Treatment:
    """A supply to a unit or developer of a special economic zone, always between states (IGST Act 2017, s. 7(5)(b)).

    >>> from datetime import date
    >>> from duespark.engine.tax.treatment.supply import Buyer, Seller
    >>> home = Place(country="IN", region="MH")
    >>> seller = Seller(place=home, letter_of_undertaking=True)
    >>> zone_supply(Supply(seller=seller, buyer=Buyer(place=home, special_zone=True), on=date(2026, 1, 1))).name
    'export'
    """
    words = "Supply to SEZ unit or SEZ developer for authorised operations"
    return _zero_rated(
        supply, ZONE, words, Note(code="zone_endorsement", text="Keep the endorsement of the zone's officer.")
    )


def indian_export(supply: Supply) -> Treatment:
    """A supply that leaves India: zero-rated without tax under a letter of undertaking, else with integrated tax, which
    is refunded.

    >>> from datetime import date
    >>> from duespark.engine.tax.treatment.supply import Buyer, Seller
    >>> home, buyer = Place(country="IN", region="MH"), Buyer(place=Place(country="US"))
    >>> indian_export(Supply(seller=Seller(place=home), buyer=buyer, on=date(2026, 1, 1))).mentions
    ('Supply meant for export on payment of integrated tax',)
    """
    if supply.kind == "goods":
        check = Note(code="export_evidence", text="Keep the shipping bill with the export general manifest.")
    else:
        check = Note(
            code="foreign_payment", text="Payment must come in convertible foreign exchange, IGST Act s. 2(6)."
        )
    return _zero_rated(supply, ABROAD, "Supply meant for export", check)


def _zero_rated(supply: Supply, place: Place, words: str, check: Note) -> Treatment:
    if supply.seller.letter_of_undertaking:
        return Treatment(
            name="export",
            place=place,
            category="G",
            reason=f"{words} {_WITHOUT}",
            mentions=(f"{words} {_WITHOUT}",),
            sources=_LAW,
            checks=(check,),
            why=("The supply is zero-rated, and the seller has furnished a letter of undertaking.",),
        )
    refund = Note(
        code="integrated_tax",
        text="Charge integrated tax (IGST) and claim its refund, or furnish a letter of undertaking.",
    )
    return Treatment(
        name="domestic",
        place=place,
        category="S",
        abroad=supply.seller.place.country != place.country,
        mentions=(f"{words} {_WITH}",),
        sources=_LAW,
        checks=(check, refund),
        why=("The supply is zero-rated, but without a letter of undertaking integrated tax is paid and refunded.",),
    )
