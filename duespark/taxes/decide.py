"""How a sale is taxed, and by which rates: the engine decides, a person may decide otherwise with a reason (TAX-09 to 13)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from duespark.clients.queries import ClientRow
from duespark.engine.errors import Invalid
from duespark.engine.invoice.document import ChosenTreatment, TreatmentChoice
from duespark.engine.tax.context import TaxContext, context_for, joined
from duespark.engine.tax.countries import COUNTRIES
from duespark.engine.tax.countries.us import sourcing
from duespark.engine.tax.country import TaxRate
from duespark.engine.tax.exempted import exempted
from duespark.engine.tax.rates import rates_for
from duespark.engine.tax.rule_rates import Supplied
from duespark.engine.tax.rules import TaxAddress
from duespark.engine.tax.treatment.decide import decide_treatment
from duespark.engine.tax.treatment.decision import Treatment
from duespark.engine.tax.treatment.supply import Seller, SupplyKind
from duespark.engine.tax.treatment.territory import Place
from duespark.runtime.tx import Tx
from duespark.taxes.context import address_of, with_own_rules
from duespark.taxes.facts import Sale, place, seller_of, supply_of
from duespark.taxes.known import Known, known_of
from duespark.taxes.tax_id_checks import choose_number

CHOICES: tuple[ChosenTreatment, ...] = (
    "domestic",
    "reverse_charge",
    "intra_eu",
    "export",
    "exempt",
    "out_of_scope",
)
_OWN_TAX_PROVINCES = ("BC", "MB", "QC", "SK")


class TreatmentNotAvailable(Invalid):
    code = "tax.treatment_not_available"
    sentence = "This company cannot tax a sale as {name!r}. Use one of: {valid}."


class ReasonMissing(Invalid):
    code = "tax.reason_missing"
    sentence = "Say in a few words why the sale is taxed otherwise than was decided."


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """How a sale is taxed: the engine's word for each kind of supply, the usual one first, what a person chose instead,
    what else could be chosen, and the rates that follow."""

    sale: Sale
    decided: Mapping[SupplyKind, Treatment]
    chosen: Treatment | None
    alternatives: tuple[Treatment, ...]
    context: TaxContext

    def usual(self) -> Treatment:
        """The treatment that counts for lines that do not say what they supply."""
        return self.chosen or self.decided[self.sale.kinds[0]]


async def decide_tax(tx: Tx, sale: Sale, *, client: ClientRow, known: Known | None = None) -> Decision:
    """The decision about a sale, from the company's registrations and rules and what is `known` of the client today, read
    where it is not given.

    Raises `TreatmentNotAvailable`, `ReasonMissing`, `DestinationRatesMissing`, `OverlappingTaxRules`.
    """
    known = known or await known_of(tx, company_id=sale.company.id, client_id=client.id)
    sale = replace(sale, certificates=tuple(known.certificates))
    seller = seller_of(sale.company, known.registrations, on=sale.on)
    tax_id = choose_number(client.profile, known.answers, on=sale.on)
    decided = {kind: decide_treatment(supply_of(sale, seller, kind, tax_id)) for kind in sale.kinds}
    alternatives = tuple(_alternatives(seller, sale))
    chosen = _chosen(sale.choice, alternatives) if sale.choice else None
    contexts: dict[str, TaxContext] = {}
    for kind, treatment in decided.items():
        contexts[kind] = await _context(tx, sale, seller, kind, chosen or treatment)
    context = joined(contexts, usual=sale.kinds[0])
    return Decision(sale=sale, decided=decided, chosen=chosen, alternatives=alternatives, context=context)


def _chosen(choice: TreatmentChoice, alternatives: Iterable[Treatment]) -> Treatment:
    if len(choice.reason.strip()) < 3:
        raise ReasonMissing(pointer="/treatment_choice/reason")
    known = {one.name: one for one in alternatives}
    if choice.name not in known:
        raise TreatmentNotAvailable(pointer="/treatment_choice/name", name=choice.name, valid=", ".join(known))
    return known[choice.name]


def _alternatives(seller: Seller, sale: Sale) -> Iterable[Treatment]:
    """What a person may choose: the treatments of the seller's own law, in its words."""
    home = sale.company.profile.address.country
    law = {rate.key: rate for rate in rates_for(home, sale.on)}
    for name in CHOICES:
        if name == "domestic":
            if seller.status == "registered":
                yield Treatment(name=name, place=seller.place, category="S")
        elif name in law:
            rate = law[name]
            yield Treatment(
                name=name,
                place=seller.place,
                category=rate.category,
                reason=rate.reason,
                reason_code=rate.reason_code,
                mentions=(rate.reason,),
            )


async def _context(tx: Tx, sale: Sale, seller: Seller, kind: SupplyKind, treatment: Treatment) -> TaxContext:
    country = seller.place.country
    table = COUNTRIES.get(country)
    at_home = treatment.place if treatment.place.country == country else seller.place
    domestic = await _rates(tx, sale, seller, kind, at_home)
    destination: tuple[TaxRate, ...] = ()
    if treatment.is_taxed() and treatment.abroad:
        destination = await _rates(tx, sale, seller, kind, treatment.place)
    return context_for(treatment, domestic, destination, rounding=table.rounding if table else "half_up")


async def _rates(tx: Tx, sale: Sale, seller: Seller, kind: SupplyKind, where: Place) -> tuple[TaxRate, ...]:
    """The rates of a place: its law's, with the company's own rules; nothing where neither knows any."""
    home = seller.place
    is_home = where.country == home.country
    law: tuple[TaxRate, ...] = ()
    if where.country in COUNTRIES or is_home:
        law = rates_for(
            where.country,
            sale.on,
            seller_region=home.region if is_home else "",
            place_region=where.region or (home.region if is_home else ""),
        )
    if where.country == "CA":
        law = _without_unregistered_province(law, seller, where)
    supplied: Supplied = "goods" if kind == "goods" else "services"
    at = _address(sale, seller, kind, where)
    found = await with_own_rules(tx, sale.company, law, on=sale.on, at=at, supplied=supplied)
    return exempted(found, sale.certificates, on=sale.on)


def _without_unregistered_province(law: tuple[TaxRate, ...], seller: Seller, where: Place) -> tuple[TaxRate, ...]:
    """PST, RST and QST are charged only by sellers of the province or registered there; others charge the GST alone."""
    own = {seller.place, *seller.registrations}
    if where.region not in _OWN_TAX_PROVINCES or where in own:
        return law
    federal = next((rate for rate in law if rate.key == "gst_only"), None)
    return tuple(replace(federal, key="standard") if federal and rate.key == "standard" else rate for rate in law)


def _address(sale: Sale, seller: Seller, kind: SupplyKind, where: Place) -> TaxAddress:
    """The address within the place of taxation: the buyer's, or the seller's where sales tax goes by the origin."""
    own = sale.company.profile.address
    other = sale.arrival if kind == "goods" else sale.buyer_address
    by_origin = where.country == "US" and kind == "goods" and sourcing(where.region) == "origin"
    candidates = (own, other) if by_origin else (other, own)
    for address in candidates:
        if address.country and place(address) == where:
            return replace(address_of(address), region=where.region)
    return TaxAddress(country=where.country, region=where.region)


def evidence(decision: Decision) -> dict[str, Any]:
    """What is kept of a decision beside the document: each step of it, the law, and a person's word against it."""
    choice = decision.sale.choice
    return {
        "treatment": decision.context.treatment,
        "chosen": {"name": choice.name, "reason": choice.reason} if choice else None,
        "decided": {
            kind: {"name": one.name, "place": str(one.place), "scheme": one.scheme, "law": one.sources, "why": one.why}
            for kind, one in decision.decided.items()
        },
    }
