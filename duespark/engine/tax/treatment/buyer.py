"""Whether the buyer counts as a business, and how well that is proven."""

from dataclasses import dataclass
from typing import Literal

from duespark.engine.tax.treatment.decision import Note
from duespark.engine.tax.treatment.supply import BuyerTaxId, Supply
from duespark.engine.tax.treatment.territory import Place, is_eu_number, is_in_eu, is_one_territory, tax_place

Proof = Literal["proven", "missing", "invalid", "open"]
Unproven = Literal["missing", "invalid", "open"]

FRESH_DAYS = 30
"""House practice, no law: an answer further than this from the day of supply is asked for again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the buyer is treated. `needs` and `checks` matter where a business would be treated otherwise."""

    is_business: bool
    why: str
    needs: tuple[Note, ...] = ()
    checks: tuple[Note, ...] = ()


def proof_of(tax_id: BuyerTaxId | None) -> Proof:
    """How far a tax number is proven: only an answer "valid" with its date is a proof, a service that did not answer is
    neither yes nor no.

    >>> proof_of(None), proof_of(BuyerTaxId(country="FR", number="40303265045", state="pending"))
    ('missing', 'open')
    """
    if tax_id is None or not tax_id.number:
        return "missing"
    if tax_id.state == "invalid":
        return "invalid"
    return "proven" if tax_id.state == "valid" and tax_id.checked_on is not None else "open"


def standing_of(supply: Supply) -> Standing:
    """Whether the seller of a service may treat the buyer as a taxable person (Regulation 282/2011, Article 18).

    In the seller's own country by what it says: nothing depends on it. In the EU only with a valid VAT number of a member state; without one the buyer counts as a consumer until it is
    there. Outside, where not every country has such numbers, other proof does; an invalid number proves nothing.

    >>> from datetime import date
    >>> from duespark.engine.tax.treatment.supply import Buyer, Seller
    >>> seller, buyer = Seller(place=Place(country="DE")), Buyer(place=Place(country="FR"))
    >>> standing_of(Supply(seller=seller, buyer=buyer, on=date(2026, 1, 1))).needs[0].code
    'buyer_tax_id_missing'
    """
    buyer = supply.buyer
    if buyer.kind == "consumer":
        return Standing(is_business=False, why="The buyer is a consumer.")
    if is_one_territory(supply.seller.place, buyer.place, supply.on):
        return Standing(is_business=True, why="The buyer is a business in the seller's own country.")
    if is_in_eu(buyer.place, supply.on):
        return _by_number(supply, _AS_CONSUMER, goods=False)
    proof = proof_of(buyer.tax_id)
    if proof == "invalid":
        why = "The buyer says to be a business outside the EU, but the tax number is not valid."
        return Standing(is_business=False, why=why, needs=(need_of(supply, proof),))
    return Standing(
        is_business=True,
        why="The buyer is a business outside the EU.",
        needs=(need_of(supply, proof),) if proof == "open" else (),
        checks=(_OTHER_PROOF,) if proof == "missing" else number_checks(supply),
    )


def acquirer_of(supply: Supply, start: Place) -> Standing:
    """Whether goods that start in a member state may go untaxed to a business in another one: only if it is identified,
    with a valid number, in a member state other than that of the start (Directive 2006/112/EC, Article 138(1)(b)).

    >>> from datetime import date
    >>> from duespark.engine.tax.treatment.supply import Buyer, Seller
    >>> known = BuyerTaxId(country="DE", number="811907980", state="valid", checked_on=date(2026, 1, 1))
    >>> buyer = Buyer(place=Place(country="FR"), tax_id=known)
    >>> supply = Supply(seller=Seller(place=Place(country="DE")), buyer=buyer, on=date(2026, 1, 1), kind="goods")
    >>> acquirer_of(supply, Place(country="DE")).is_business
    False
    """
    standing = _by_number(supply, _NOT_EXEMPT, goods=True)
    tax_id = supply.buyer.tax_id
    if not standing.is_business or tax_id is None or number_country(tax_id) != start.country:
        return standing
    why = f"The buyer's VAT number is one of {tax_id.country}, where the goods start: it must be one of another member state."
    return Standing(is_business=False, why=why, needs=(need_of(supply, "missing"),))


_OTHER_PROOF = Note(
    code="business_proof",
    text="Keep proof that the buyer is a business: a certificate of its tax authority, its registration, its web page.",
)


_AS_CONSUMER = "the supply is treated as if to a consumer"
_NOT_EXEMPT = "the goods are taxed where they start"


def _by_number(supply: Supply, consequence: str, *, goods: bool) -> Standing:
    tax_id, proof = supply.buyer.tax_id, proof_of(supply.buyer.tax_id)
    if tax_id is None or proof != "proven":
        why = f"The buyer says to be a business, but {_MISSING[proof]}: {consequence}."
        return Standing(is_business=False, why=why, needs=(need_of(supply, proof),))
    if not is_eu_number(tax_id.country, supply.on, goods=goods):
        why = f"The buyer's number is one of {tax_id.country}, which is no VAT number of a member state: {consequence}."
        return Standing(is_business=False, why=why, needs=(need_of(supply, "missing"),))
    why = f"The buyer is a business with a VAT number of {tax_id.country}, valid on {tax_id.checked_on}."
    return Standing(is_business=True, why=why, checks=number_checks(supply))


_MISSING = {
    "missing": "gives no VAT number",
    "invalid": "the VAT number is not valid",
    "open": "the VAT number is not verified",
}


def need_of(supply: Supply, proof: Proof) -> Note:
    """What a person must do about a buyer's number that is not proven.

    >>> from datetime import date
    >>> from duespark.engine.tax.treatment.supply import Buyer, Seller
    >>> known = BuyerTaxId(country="FR", number="40303265045", state="pending")
    >>> buyer = Buyer(place=Place(country="FR"), tax_id=known)
    >>> need_of(Supply(seller=Seller(place=Place(country="DE")), buyer=buyer, on=date(2026, 1, 7)), "open").text
    'Verify the number FR 40303265045: it must not be taken for valid before the authority says so.'
    """
    number = f"{supply.buyer.tax_id.country} {supply.buyer.tax_id.number}" if supply.buyer.tax_id else ""
    sentences = {
        "missing": "Ask the buyer for the VAT number and verify it: with a valid one the supply is treated otherwise.",
        "invalid": f"The number {number} is not valid: ask the buyer for the right one.",
        "open": f"Verify the number {number}: it must not be taken for valid before the authority says so.",
    }
    return Note(code=f"buyer_tax_id_{proof}", text=sentences[proof])


def number_checks(supply: Supply) -> tuple[Note, ...]:
    """What to look at about a number that counts as valid: an old answer, a number of another country than the address.

    >>> from datetime import date
    >>> from duespark.engine.tax.treatment.supply import Buyer, Seller
    >>> from duespark.engine.tax.treatment.territory import Place
    >>> known = BuyerTaxId(country="FR", number="40303265045", state="valid", checked_on=date(2025, 1, 7))
    >>> buyer = Buyer(place=Place(country="FR"), tax_id=known)
    >>> supply = Supply(seller=Seller(place=Place(country="DE")), buyer=buyer, on=date(2026, 1, 7))
    >>> [note.code for note in number_checks(supply)]
    ['verification_old']
    """
    tax_id, notes = supply.buyer.tax_id, []
    if tax_id is None:
        return ()
    if tax_id.checked_on and abs((supply.on - tax_id.checked_on).days) > FRESH_DAYS:
        text = f"The number was verified on {tax_id.checked_on}: verify it again near the day of supply and keep the answer."
        notes.append(Note(code="verification_old", text=text))
    if tax_place(supply.buyer.place).country != number_country(tax_id):
        text = f"The number is one of {tax_id.country}, the buyer's address in {supply.buyer.place.country}: see which establishment buys."
        notes.append(Note(code="number_of_other_country", text=text))
    return tuple(notes)


def number_country(tax_id: BuyerTaxId) -> str:
    """The country whose authority gave the number.

    >>> number_country(BuyerTaxId(country="EL", number="094019245")), number_country(BuyerTaxId(country="XI", number="1"))
    ('GR', 'GB')
    """
    return tax_place(Place(country=tax_id.country)).country
