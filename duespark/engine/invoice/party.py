"""Who takes part in a document: seller, buyer and others, their addresses, registrations and accounts."""

from dataclasses import dataclass

from duespark.engine.invoice.closed import Closed
from duespark.engine.invoice.text_limit import Short


@dataclass(frozen=True, slots=True, kw_only=True)
class Address(Closed):
    """Postal address (BG-5, BG-8). `country` is ISO 3166-1 alpha-2, `region` a state or province (ISO 3166-2 without
    the country where the tax law of the country asks for it, as in "QC" or "CA")."""

    line1: str = ""
    line2: str = ""
    city: str = ""
    postal_code: str = ""
    region: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxId(Closed):
    """A tax registration (BT-31, BT-32, BT-48); `scheme` is "VAT", "NIP", "ABN", "EIN", "GSTIN" ..."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier(Closed):
    """A number somebody gave a party (BT-29, BT-34, BT-46, BT-49); `scheme` is its code of ISO 6523 or of the EAS list."""

    value: str
    scheme: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party(Closed):
    """Seller (BG-4), buyer (BG-7), payee (BG-10) or tax representative (BG-11)."""

    name: str
    trading_name: str = ""
    address: Address = Address()
    tax_ids: tuple[TaxId, ...] = ()
    registration_number: str = ""
    legal_form: str = ""
    """What the law wants printed beside the name (BT-33): court of registration, capital, managing directors."""
    identifiers: tuple[Identifier, ...] = ()
    endpoint: Identifier | None = None
    """Where e-invoices reach the party (BT-34, BT-49)."""
    contact_name: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankAccount(Closed):
    """Credit transfer (BG-17): where the buyer pays. An IBAN, a national account number, or an address of a payment scheme.

    `upi` is an address such as acme@okbank (India), `paynow` a UEN or a mobile number with +65 (Singapore), `pix` a PIX key
    (Brazil). `bitcoin` is an address of the main network, for clients who ask for it beside one of these.
    """

    holder: Short = ""
    iban: Short = ""
    bic: Short = ""
    account_number: Short = ""
    bank_name: Short = ""
    upi: Short = ""
    paynow: Short = ""
    pix: Short = ""
    bitcoin: Short = ""
