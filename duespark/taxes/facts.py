"""The facts a sale is taxed by, as the engine wants them: out of company, registrations, client and document."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from duespark.clients.details import ClientKind
from duespark.companies.queries import CompanyRow
from duespark.engine.invoice.document import Document, TreatmentChoice
from duespark.engine.invoice.party import Address
from duespark.engine.tax.exemption import ExemptionCertificate
from duespark.engine.tax.treatment.address import place_of
from duespark.engine.tax.treatment.supply import (
    Buyer,
    BuyerTaxId,
    OneStopShop,
    Seller,
    SellerStatus,
    Supply,
    SupplyKind,
)
from duespark.engine.tax.treatment.territory import Place
from duespark.taxes.registration_queries import RegistrationRow

_SHOPS = ("union", "non_union", "ioss")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """What is sold to whom, from the document's own words. `kinds` are what is supplied, the usual one first."""

    company: CompanyRow
    buyer_name: str
    buyer_address: Address
    buyer_kind: ClientKind
    arrival: Address
    on: date
    kinds: tuple[SupplyKind, ...]
    choice: TreatmentChoice | None = None
    certificates: tuple[ExemptionCertificate, ...] = ()


def sale_of(document: Document, company: CompanyRow, *, buyer_kind: ClientKind, on: date) -> Sale:
    """The sale a document tells of; goods arrive at its `ship_to`, else at the buyer's address."""
    buyer, ship_to = document.buyer, document.ship_to
    assert buyer is not None
    usual: SupplyKind = document.supply or "services"
    lines = (line.supply or usual for line in document.lines if line.kind in ("item", "optional"))
    arrival = ship_to.address if ship_to is not None and ship_to.address.country else buyer.address
    return Sale(
        company=company,
        buyer_name=buyer.name,
        buyer_address=buyer.address,
        buyer_kind=buyer_kind,
        arrival=arrival,
        on=on,
        kinds=tuple(dict.fromkeys((usual, *lines))),
        choice=document.treatment_choice,
    )


def place(address: Address) -> Place:
    """Where an address lies for tax law."""
    return place_of(address.country, address.region, address.postal_code)


def seller_of(company: CompanyRow, registrations: Sequence[RegistrationRow], *, on: date) -> Seller:
    """The seller on a day. A registration at home with its days decides instead of the company's plain yes or no."""
    home = place(company.profile.address)
    valid = [row for row in registrations if row.since <= on and (row.until is None or on <= row.until)]
    abroad = [row for row in valid if not _is_home(row, home)]
    return Seller(
        place=home,
        status=_status(company, registrations, valid, home),
        registrations=frozenset(
            Place(country=row.country, region=row.region) for row in abroad if row.scheme == "standard"
        ),
        one_stop_shops=frozenset(cast(OneStopShop, row.scheme) for row in valid if row.scheme in _SHOPS),
        small_enterprise_in=frozenset(row.country for row in abroad if row.scheme == "small_enterprise"),
        letter_of_undertaking=any(row.scheme == "letter_of_undertaking" for row in valid),
    )


def _is_home(row: RegistrationRow, home: Place) -> bool:
    return row.country == home.country and row.region in ("", home.region)


def _status(
    company: CompanyRow, all_rows: Sequence[RegistrationRow], valid: Sequence[RegistrationRow], home: Place
) -> SellerStatus:
    at_home = [row for row in valid if _is_home(row, home)]
    if any(row.scheme == "small_enterprise" for row in at_home):
        return "small_enterprise"
    dated = [row for row in all_rows if _is_home(row, home) and row.scheme == "standard"]
    if dated:
        return "registered" if any(row in at_home for row in dated) else "unregistered"
    return "registered" if company.tax_registered else "unregistered"


def supply_of(sale: Sale, seller: Seller, kind: SupplyKind, tax_id: BuyerTaxId | None) -> Supply:
    """The supply of one kind. Goods start where the seller is."""
    buyer = Buyer(place=place(sale.buyer_address), kind=sale.buyer_kind, tax_id=tax_id)
    arrival = place(sale.arrival) if kind == "goods" and sale.arrival.country else None
    return Supply(seller=seller, buyer=buyer, on=sale.on, kind=kind, arrival=arrival)
