"""A supply taxed in a country where the seller is not established: who charges the tax there, and how."""

from duespark.engine.tax.thresholds import one_stop_shop_label
from duespark.engine.tax.treatment.buyer import need_of, number_checks, number_country, proof_of
from duespark.engine.tax.treatment.decision import Note, Treatment, preceded
from duespark.engine.tax.treatment.law import article, sources
from duespark.engine.tax.treatment.reverse import ForeignSellers, foreign_seller_rule
from duespark.engine.tax.treatment.supply import OneStopShop, Seller, Supply
from duespark.engine.tax.treatment.territory import Place, is_one_territory, tax_place
from duespark.engine.tax.treatment.wording import reverse_charge_words

RECAPITULATIVE = Note(
    code="recapitulative_statement",
    text="List the supply in the recapitulative statement (EC sales list), Directive 2006/112/EC, Article 262.",
)


def is_registered(seller: Seller, country: str) -> bool:
    """Whether the seller has a tax registration in another country.

    >>> is_registered(Seller(place=Place(country="NL"), registrations=frozenset({Place(country="DE")})), "DE")
    True
    """
    return country in {tax_place(one).country for one in seller.registrations}


def taxed_abroad(supply: Supply, place: Place, *, scheme: OneStopShop | None = None) -> Treatment:
    """How a supply is taxed in a member state that is not the seller's: the exemption of small enterprises, the buyer's
    debt, the one-stop shop `scheme` where it covers the supply, the seller's registration, or the need for one.

    >>> from datetime import date
    >>> from duespark.engine.tax.treatment.supply import Buyer
    >>> buyer = Buyer(place=Place(country="FR"), kind="consumer")
    >>> seller = Seller(place=Place(country="DE"), one_stop_shops=frozenset({"union"}))
    >>> taxed_abroad(Supply(seller=seller, buyer=buyer, on=date(2026, 1, 1)), Place(country="FR"), scheme="union").name
    'oss'
    """
    if place.country in supply.seller.small_enterprise_in:
        return _small_enterprise(place)
    rule = _buyer_rule(supply, place)
    if rule and _is_identified(supply, place):
        return _owed_by_buyer(supply, place, rule)
    if scheme and scheme in supply.seller.one_stop_shops:
        return _one_stop_shop(supply, place, scheme)
    found = _own_registration(supply, place, scheme)
    return preceded(found, needs=(_identification(supply),)) if rule else found


def _small_enterprise(place: Place) -> Treatment:
    return Treatment(
        name="exempt",
        place=place,
        category="E",
        reason="Exempt small enterprise, Article 284 of Directive 2006/112/EC",
        abroad=True,
        sources=sources(place.country, "284"),
        checks=(Note(code="ex_number", text="State the seller's EX number, and report the turnover each quarter."),),
        why=(f"The seller is exempt in {place.country} under the small enterprise scheme of the EU.",),
    )


def _buyer_rule(supply: Supply, place: Place) -> ForeignSellers | None:
    if supply.buyer.kind == "consumer":
        return None
    return foreign_seller_rule(place.country, supply.kind, registered=is_registered(supply.seller, place.country))


def _is_identified(supply: Supply, place: Place) -> bool:
    """Only a business with a valid number of the country itself owes the tax there."""
    tax_id = supply.buyer.tax_id
    return tax_id is not None and proof_of(tax_id) == "proven" and number_country(tax_id) == place.country


def _identification(supply: Supply) -> Note:
    proof = proof_of(supply.buyer.tax_id)
    return need_of(supply, "missing" if proof == "proven" else proof)


def _owed_by_buyer(supply: Supply, place: Place, rule: ForeignSellers) -> Treatment:
    notes = number_checks(supply)
    if rule.note:
        notes = (*notes, Note(code="reverse_charge_condition", text=f"Only if this is true: {rule.note}"))
    words = reverse_charge_words(supply.seller.place.country)
    return Treatment(
        name="reverse_charge",
        place=place,
        category="AE",
        reason=f"{words}, Article 194 of Directive 2006/112/EC",
        reason_code="VATEX-EU-AE",
        mentions=(words,),
        abroad=True,
        sources=(article("194"), rule.source),
        checks=notes,
        why=(
            f"The law of {place.country} makes an identified buyer owe the tax of sellers from abroad ({rule.source}).",
        ),
    )


def buyer_accounts(supply: Supply, place: Place) -> Treatment:
    """A service to a business of another member state: the buyer owes the tax there (Articles 44 and 196).

    >>> from datetime import date
    >>> from duespark.engine.tax.treatment.supply import Buyer
    >>> buyer = Buyer(place=Place(country="FR"))
    >>> found = buyer_accounts(Supply(seller=Seller(place=Place(country="DE")), buyer=buyer, on=date(2026, 1, 1)), buyer.place)
    >>> found.reason
    'Steuerschuldnerschaft des Leistungsempfängers, Article 196 of Directive 2006/112/EC'
    """
    home = supply.seller.place.country
    words = reverse_charge_words(home)
    needs: tuple[Note, ...] = ()
    if supply.seller.status != "registered":
        text = f"Get a VAT number of {home} for services to businesses in other member states (Article 214(1)(e))."
        needs = (Note(code="seller_tax_id", text=text),)
    return Treatment(
        name="reverse_charge",
        place=place,
        category="AE",
        reason=f"{words}, Article 196 of Directive 2006/112/EC",
        reason_code="VATEX-EU-AE",
        mentions=(words,),
        abroad=True,
        sources=sources(home, "196"),
        needs=needs,
        checks=(RECAPITULATIVE,),
        why=(f"The seller is not established in {place.country}, so the buyer owes the tax there (Article 196).",),
    )


_RETURNS = {
    "union": "Declare it in the quarterly return of the Union scheme by the end of the month after the quarter.",
    "non_union": "Declare it in the quarterly return of the non-Union scheme by the end of the month after the quarter.",
    "ioss": "Declare it in the monthly return of the import scheme; give the IOSS number to the carrier, not to the buyer.",
}


def _one_stop_shop(supply: Supply, place: Place, scheme: OneStopShop) -> Treatment:
    label = one_stop_shop_label(supply.on)
    return Treatment(
        name="oss",
        place=place,
        category="S",
        scheme=scheme,
        abroad=not is_one_territory(place, supply.seller.place, supply.on),
        sources=sources(supply.seller.place.country, scheme),
        checks=(Note(code="one_stop_shop_return", text=_RETURNS[scheme]), _location(supply), _rates(place)),
        why=(f"The seller charges the tax of {place.country} and declares it through {label} ({article(scheme)}).",),
    )


def _location(supply: Supply) -> Note:
    if supply.kind == "goods":
        return Note(code="arrival_evidence", text="Keep proof of where the goods arrived.")
    text = "Keep two pieces of evidence of where the buyer is, one up to EUR 100,000 a year (Regulation 282/2011, Article 24b)."
    return Note(code="location_evidence", text=text)


def _rates(place: Place) -> Note:
    text = f"Reduced rates of {place.country} are for its own lists of products: see that the product is on them."
    return Note(code="reduced_rates", text=text)


def _own_registration(supply: Supply, place: Place, scheme: OneStopShop | None) -> Treatment:
    registered = is_registered(supply.seller, place.country)
    text = f"Register for the tax in {place.country} before issuing the invoice"
    text += f", or for the one-stop shop ({scheme.replace('_', '-')} scheme)." if scheme else "."
    return Treatment(
        name="domestic",
        place=place,
        category="S",
        abroad=True,
        needs=() if registered else (Note(code="registration", text=text),),
        checks=(_rates(place),),
        why=(
            f"The seller is registered in {place.country} and charges its tax."
            if registered
            else f"The tax of {place.country} is due, but the seller is not registered there.",
        ),
    )
