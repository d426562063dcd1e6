"""Fields of the document that stand in one term as they are, for both directions."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

PLAIN: Mapping[str, str] = MappingProxyType(
    {
        "number": "BT-1",
        "issue_date": "BT-2",
        "currency": "BT-5",
        "due_date": "BT-9",
        "buyer_reference": "BT-10",
        "purchase_order": "BT-13",
        "supply_date": "BT-72",
        "payment_reference": "BT-83",
    }
)
"""Of the document."""

REFERENCES: Mapping[str, str] = MappingProxyType(
    {
        "project": "BT-11",
        "contract": "BT-12",
        "sales_order": "BT-14",
        "receipt_advice": "BT-15",
        "despatch": "BT-16",
        "tender": "BT-17",
        "object": "BT-18",
    }
)
"""Kinds of references that there is one of, and the term of its number."""

NOTES: Mapping[str, str] = MappingProxyType({"AAI": "notes", "AAJ": "terms", "ACD": "correction_reason"})
"""Subjects of notes (BT-21, UNTDID 4451) and the field each is: general information, conditions of sale, reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyTerms:
    """The terms of a party; empty where EN 16931 has none for it. `address` are line 1, 2, 3, city, postal code, region,
    country."""

    name: str
    trading_name: str = ""
    identifiers: str = ""
    many_identifiers: bool = False
    """Whether there may be several of them."""
    registration_number: str = ""
    vat: str = ""
    other_tax: str = ""
    legal_form: str = ""
    endpoint: str = ""
    contact_name: str = ""
    phone: str = ""
    email: str = ""
    address: tuple[str, ...] = ()


SELLER = PartyTerms(
    name="BT-27", trading_name="BT-28", identifiers="BT-29", many_identifiers=True, registration_number="BT-30", vat="BT-31", other_tax="BT-32",
    legal_form="BT-33", endpoint="BT-34", contact_name="BT-41", phone="BT-42", email="BT-43",
    address=("BT-35", "BT-36", "BT-162", "BT-37", "BT-38", "BT-39", "BT-40"),
)  # fmt: skip
BUYER = PartyTerms(
    name="BT-44", trading_name="BT-45", identifiers="BT-46", registration_number="BT-47", vat="BT-48", endpoint="BT-49",
    contact_name="BT-56", phone="BT-57", email="BT-58",
    address=("BT-50", "BT-51", "BT-163", "BT-52", "BT-53", "BT-54", "BT-55"),
)  # fmt: skip
PAYEE = PartyTerms(name="BT-59", identifiers="BT-60", registration_number="BT-61")
REPRESENTATIVE = PartyTerms(
    name="BT-62", vat="BT-63", address=("BT-64", "BT-65", "BT-164", "BT-66", "BT-67", "BT-68", "BT-69")
)
SHIP_TO = PartyTerms(name="BT-70", address=("BT-75", "BT-76", "BT-165", "BT-77", "BT-78", "BT-79", "BT-80"))

PARTIES: Mapping[str, PartyTerms] = MappingProxyType(
    {"seller": SELLER, "buyer": BUYER, "ship_to": SHIP_TO, "payee": PAYEE, "tax_representative": REPRESENTATIVE}
)
"""By the document's field."""
