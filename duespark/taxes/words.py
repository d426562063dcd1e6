"""Says how a sale is taxed: one plain sentence, what a person should still settle, and what else could be chosen."""

from babel import Locale

from duespark.engine.tax.countries import COUNTRIES
from duespark.engine.tax.treatment.decision import Note, Treatment, TreatmentName
from duespark.engine.tax.treatment.territory import Place
from duespark.taxes.decide import Decision
from duespark.taxes.schemas import OtherTreatment, TaxHint, TaxNote, TreatmentOut, TreatmentPart

LABELS: dict[TreatmentName, str] = {
    "domestic": "Taxed at home",
    "reverse_charge": "Reverse charge",
    "intra_eu": "Intra-EU supply",
    "export": "Export",
    "oss": "One-stop shop",
    "exempt": "Exempt",
    "zero": "Zero-rated",
    "out_of_scope": "No tax",
    "margin": "Margin scheme",
}
_KINDS = {"goods": "Goods", "services": "Services", "digital": "Digital services", "intangible": "Licenses and advice"}
_FIELDS = {
    "buyer_country": "/client/profile/address/country",
    "buyer_tax_id_missing": "/client/profile/tax_ids",
    "buyer_tax_id_invalid": "/client/profile/tax_ids",
    "buyer_tax_id_open": "/client/tax-id-checks",
    "region": "/client/profile/address/region",
    "registration": "/tax-registrations",
    "seller_tax_id": "/company/profile/tax_ids",
}
"""Where a person settles what is missing, as a path of the API's own names."""

_NAMES = Locale("en").territories


def told(decision: Decision) -> TreatmentOut:
    """The decision in words, as previews and drafts answer it."""
    usual = decision.usual()
    kinds = decision.sale.kinds
    several = decision.chosen is None and len({one.name for one in decision.decided.values()}) > 1
    needs = {note.code: note for treatment in decision.decided.values() for note in treatment.needs}
    checks = {note.code: note for treatment in decision.decided.values() for note in treatment.checks}
    if several and any(one.category == "O" for one in decision.decided.values()):
        needs["split_invoice"] = _SPLIT
    return TreatmentOut(
        name=usual.name,
        label=LABELS[usual.name],
        sentence=_sentence(decision, usual),
        place=str(usual.place),
        category=usual.category,
        reason=usual.reason,
        reason_code=usual.reason_code,
        scheme=usual.scheme,
        mentions=usual.mentions,
        law=usual.sources,
        why=usual.why if decision.chosen is None else decision.decided[kinds[0]].why,
        hints=[] if decision.chosen else [_hint(note) for note in needs.values()],
        checks=[] if decision.chosen else [TaxNote(code=note.code, text=note.text) for note in checks.values()],
        decided=decision.decided[kinds[0]].name,
        choice_reason=decision.sale.choice.reason if decision.sale.choice else None,
        alternatives=[
            OtherTreatment(name=one.name, label=LABELS[one.name], reason=one.reason) for one in decision.alternatives
        ],
        parts=[
            TreatmentPart(supply=kind, name=one.name, label=LABELS[one.name], sentence=_because(decision, one))
            for kind, one in decision.decided.items()
            if several
        ],
    )


_SPLIT = Note(
    code="split_invoice",
    text="One part of this invoice is taxed and another is not subject to the tax: send two invoices, as e-invoices must.",
)


def _hint(note: Note) -> TaxHint:
    return TaxHint(code=note.code, text=note.text, field=_FIELDS.get(note.code))


def _sentence(decision: Decision, usual: Treatment) -> str:
    if decision.chosen is not None and decision.sale.choice is not None:
        return f"{_label(usual)}, as you chose: {decision.sale.choice.reason.strip()}"
    if len({one.name for one in decision.decided.values()}) == 1:
        return _because(decision, usual)
    parts = (f"{_KINDS[kind]}: {_label(one)}" for kind, one in decision.decided.items())
    return ". ".join(parts) + "."


def _label(treatment: Treatment) -> str:
    if treatment.name == "domestic":
        return _tax_of(treatment.place)
    return LABELS[treatment.name]


def _because(decision: Decision, treatment: Treatment) -> str:
    sale, buyer = decision.sale, decision.sale.buyer_name
    usual = decision.context.rates.get("standard")
    if treatment.is_taxed() and usual is not None and usual.category == "E":
        return f"Exempt: {usual.reason}"
    there, home = _country(treatment.place), sale.company.profile.address.country
    to = _NAMES.get(sale.arrival.country, sale.arrival.country)
    match treatment.name:
        case "reverse_charge" if treatment.place.country == home:
            return f"Reverse charge: in {there} the business that buys this owes the tax."
        case "reverse_charge":
            return f"Reverse charge: {buyer} is a business in {there}."
        case "intra_eu":
            return f"Intra-EU supply: the goods go to {buyer}, a business in {to}."
        case "export":
            return f"Export: {buyer} is in {to}."
        case "oss":
            return f"{_tax_of(treatment.place)} through the one-stop shop: {buyer} is a private person there."
        case "out_of_scope" if treatment.abroad:
            return f"No tax of {_NAMES.get(home, home)}: the sale counts as made in {there}, where {buyer} is."
        case "out_of_scope" | "exempt":
            return f"{LABELS[treatment.name]}: {treatment.reason}"
        case "domestic" if not treatment.abroad:
            return _at_home(decision, treatment)
        case _:
            return f"{_tax_of(treatment.place)}: the sale is taxed there."


def _at_home(decision: Decision, treatment: Treatment) -> str:
    sale, tax = decision.sale, _tax_of(treatment.place)
    country = sale.buyer_address.country
    if not country or country == treatment.place.country:
        return f"{tax}: {sale.buyer_name} is in {_country(treatment.place)} too."
    if sale.buyer_kind == "consumer":
        return f"{tax}: {sale.buyer_name} is a private person in {_NAMES.get(country, country)}."
    if any(note.code.startswith("buyer_tax_id") for note in treatment.needs):
        return f"{tax} for now: the VAT number of {sale.buyer_name} is not proven."
    return f"{tax}: the sale counts as made in {_country(treatment.place)}."


def _tax_of(place: Place) -> str:
    table = COUNTRIES.get(place.country)
    return f"{table.name.rstrip('.') if table else 'Tax'} of {_country(place)}"


def _country(place: Place) -> str:
    name = _NAMES.get(place.country, place.country)
    return f"{name} ({place.region})" if place.region and place.country in ("CA", "IN", "US") else name
