"""Parties of FA(3): the taxpayer (Podmiot1), the buyer (Podmiot2) and others, by the numbers KSeF knows them by."""

import re

from duespark.einvoice.ksef_nodes import Node, NoKsef, text
from duespark.einvoice.party_terms import vat_number
from duespark.engine.invoice.document import Document
from duespark.engine.invoice.party import Party

_NIP = re.compile(r"[1-9]((\d[1-9])|([1-9]\d))\d{7}")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_EU = frozenset(
    "AT BE BG CY CZ DK EE FI FR DE EL HR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE XI".split()  # noqa: SIM905
)
_MOST_PHONE = 16


def nip_of(party: Party) -> str:
    """The party's NIP, "" where it has none.

    >>> from duespark.engine.invoice.party import TaxId
    >>> nip_of(Party(name="A", tax_ids=(TaxId(scheme="VAT", value="PL 526-000-12-46"),)))
    '5260001246'
    """
    for one in party.tax_ids:
        digits = re.sub(r"[\s-]", "", one.value).upper().removeprefix("PL")
        if _NIP.fullmatch(digits) and (one.scheme == "NIP" or _is_polish(one.value, party)):
            return digits
    return ""


def _is_polish(value: str, party: Party) -> bool:
    return value.strip().upper().startswith("PL") or party.address.country == "PL"


def seller(document: Document, *, with_prefix: bool) -> list[Node]:
    """Podmiot1. Raises `NoKsef` without a company in Poland's system."""
    party = document.seller
    nip = nip_of(party) if party else ""
    if party is None or not nip:
        raise NoKsef(pointer="/seller/tax_ids", problem="the company has no NIP. Add it to the company's tax numbers")
    return [
        ("PrefiksPodatnika", "PL" if with_prefix else None),
        ("DaneIdentyfikacyjne", [("NIP", nip), ("Nazwa", text(party.name, 512))]),
        ("Adres", _address(party) or _missing("the company's address", "/seller/address")),
        ("DaneKontaktowe", _contact(party)),
    ]


def buyer(document: Document) -> list[Node]:
    """Podmiot2."""
    party = document.buyer
    if party is None:
        raise NoKsef(pointer="/buyer", problem="it has no client")
    return [
        ("DaneIdentyfikacyjne", _identity(party)),
        ("Adres", _address(party) or None),
        ("DaneKontaktowe", _contact(party)),
        ("JST", "2"),
        ("GV", "2"),
    ]


def recipient(document: Document) -> list[Node] | None:
    """Podmiot3: who gets the goods, where that is somebody else than the buyer."""
    party = document.ship_to
    if party is None or not text(party.name, 512) or (document.buyer and party.name == document.buyer.name):
        return None
    return [("DaneIdentyfikacyjne", _identity(party)), ("Adres", _address(party) or None), ("Rola", "2")]


def representative(document: Document) -> list[Node] | None:
    """PodmiotUpowazniony: the tax representative."""
    party = document.tax_representative
    if party is None:
        return None
    if not nip_of(party):
        raise NoKsef(pointer="/tax_representative/tax_ids", problem="the tax representative has no NIP")
    address = _address(party) or _missing("the tax representative's address", "/tax_representative/address")
    return [
        ("DaneIdentyfikacyjne", [("NIP", nip_of(party)), ("Nazwa", text(party.name, 512))]),
        ("Adres", address),
        ("RolaPU", "3"),
    ]


def _missing(what: str, pointer: str) -> list[Node]:
    raise NoKsef(pointer=pointer, problem=f"{what} is missing. It takes a country and a street or city")


def _identity(party: Party) -> list[Node]:
    """The first number KSeF takes: NIP, VAT number of the Union, another tax number; else that there is none."""
    name = ("Nazwa", text(party.name, 512))
    country = party.address.country
    if nip := nip_of(party):
        return [("NIP", nip), name]
    for one in party.tax_ids:
        value = vat_number(one.value, country)
        if one.scheme == "VAT" and value[:2] in _EU and re.fullmatch(r"(\d|[A-Z]|\+|\*){1,12}", value[2:]):
            return [("KodUE", value[:2]), ("NrVatUE", value[2:]), name]
    number = next((found for one in party.tax_ids if (found := text(one.value, 50))), None)
    if number:
        return [("KodKraju", country or None), ("NrID", number), name]
    return [("BrakID", "1"), name]


def _address(party: Party) -> list[Node]:
    address = party.address
    street = text(", ".join(part for part in (address.line1, address.line2) if part.strip()), 512)
    city = text(" ".join(part for part in (address.postal_code, address.city, address.region) if part.strip()), 512)
    if not address.country or not (street or city):
        return []
    lines = [line for line in (street, city) if line]
    return [("KodKraju", address.country), ("AdresL1", lines[0]), ("AdresL2", lines[1] if len(lines) > 1 else None)]


def _contact(party: Party) -> list[Node] | None:
    email = party.email.strip()
    phone = text(party.phone)
    found: list[Node] = [("Email", email)] if _EMAIL.fullmatch(email) and len(email) <= 255 else []
    if phone and len(phone) <= _MOST_PHONE:
        found.append(("Telefon", phone))
    return found or None
