"""Writes the payment part of the Swiss QR-bill: its texts as they are printed, and its code with the Swiss cross.

Source: SIX, Swiss Implementation Guidelines for the QR-bill 2.3, and its style guide.
"""

from base64 import b64encode
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from duespark.documents.qr_symbol import TooLong, symbol_of, symbol_svg
from duespark.engine.payment.qr import swiss
from duespark.engine.payment.qr.creditor_reference import (
    InvalidReference,
    is_qr_reference,
    is_rf_reference,
    qr_reference,
    rf_reference,
)
from duespark.engine.payment.qr.field import InvalidPayload
from duespark.engine.payment.qr.iban import compact, is_qr_iban
from duespark.engine.payment.qr.symbol import SYMBOLS

_CURRENCIES = ("CHF", "EUR")
_ISSUERS = ("CH", "LI")
_NAMES = (
    "payment_part", "receipt", "account", "reference", "information", "currency", "amount", "acceptance", "payable_by",
    "payable_by_open", "separate",
)  # fmt: skip
_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "de": (
        "Zahlteil", "Empfangsschein", "Konto / Zahlbar an", "Referenz", "Zusätzliche Informationen", "Währung", "Betrag",
        "Annahmestelle", "Zahlbar durch", "Zahlbar durch (Name/Adresse)", "Vor der Einzahlung abzutrennen",
    ),
    "fr": (
        "Section paiement", "Récépissé", "Compte / Payable à", "Référence", "Informations supplémentaires", "Monnaie", "Montant",
        "Point de dépôt", "Payable par", "Payable par (nom/adresse)", "A détacher avant le versement",
    ),
    "it": (
        "Sezione pagamento", "Ricevuta", "Conto / Pagabile a", "Riferimento", "Informazioni supplementari", "Valuta", "Importo",
        "Punto di accettazione", "Pagabile da", "Pagabile da (nome/indirizzo)", "Da staccare prima del versamento",
    ),
    "en": (
        "Payment part", "Receipt", "Account / Payable to", "Reference", "Additional information", "Currency", "Amount",
        "Acceptance point", "Payable by", "Payable by (name/address)", "Separate before paying in",
    ),
}  # fmt: skip
"""The headings the guidelines fix in each of the four languages."""


def qr_bill(doc: Mapping[str, Any], *, amount: Decimal) -> dict[str, Any] | None:
    """The payment part that asks for `amount`; None where the guidelines allow none, or nothing is owed."""
    account, seller = doc["bank_account"] or {}, doc["seller"]
    iban = compact(account.get("iban", ""))
    if not seller or amount <= 0 or doc["currency"] not in _CURRENCIES or iban[:2] not in _ISSUERS or not doc["number"]:
        return None
    creditor = _address(seller, name=account.get("holder") or seller["name"])
    debtor = _debtor(doc["buyer"])
    try:
        reference, message = _reference(doc, iban)
        text = swiss.payload(
            iban=iban, creditor=creditor, amount=amount, currency=doc["currency"], debtor=debtor, reference=reference,
            message=message,
        )  # fmt: skip
        svg = _symbol(text)
    except (InvalidPayload, InvalidReference, TooLong):
        return None  # the account stands beside it all the same
    words = dict(zip(_NAMES, _WORDS.get(doc["language"][:2], _WORDS["en"]), strict=True))
    return {
        "words": words,
        "language": doc["language"][:2] if doc["language"][:2] in _WORDS else "en",
        "svg": svg,
        "url": f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}",
        "account": _by_fours(iban),
        "creditor": _lines(creditor),
        "reference": _printed(reference),
        "message": message,
        "debtor": _lines(debtor) if debtor else [],
        "currency": doc["currency"],
        "amount": _grouped(amount),
    }


def _address(party: Mapping[str, Any], *, name: str) -> swiss.Address:
    address = party["address"]
    street = ", ".join(part for part in (address["line1"], address["line2"]) if part)
    return swiss.Address(
        name=name, street=street, postal_code=address["postal_code"], town=address["city"], country=address["country"]
    )


def _debtor(buyer: Mapping[str, Any] | None) -> swiss.Address | None:
    """Who pays, where Swiss banks can write it; else the payer fills in the empty field."""
    if not buyer:
        return None
    address = _address(buyer, name=buyer["name"])
    sample = swiss.Address(name="N", postal_code="1000", town="Lausanne", country="CH")
    try:
        swiss.payload(iban="CH5380005000010283664", creditor=sample, amount=None, currency="CHF", debtor=address)
    except InvalidPayload:
        return None
    return address


def _reference(doc: Mapping[str, Any], iban: str) -> tuple[str, str]:
    """The structured reference, and the message that names the invoice. A QR-IBAN demands its own kind of reference."""
    given = compact(doc["payment_reference"])
    number: str = doc["number"]
    if is_qr_iban(iban):
        digits = "".join(filter(str.isdigit, number))
        return (given if is_qr_reference(given) else qr_reference(digits)), number
    if is_rf_reference(given):
        return given, number
    try:
        return rf_reference(number), number
    except InvalidReference:
        return "", number


def _symbol(text: str) -> str:
    """The code as SVG, 46 modules-to-millimeters wide without its quiet zone, with the Swiss cross on its middle."""
    rules = SYMBOLS["swiss"]
    symbol = symbol_of(text, rules.error_level)
    return symbol_svg(symbol, border=0, over=_cross(symbol.edge, symbol.edge / float(rules.print_mm)))


def _cross(edge: int, unit: float) -> str:
    """The black square with the white cross, 7 mm with its white border; `unit` is a millimeter in modules."""
    middle = edge / 2

    def bar(width: float, height: float, fill: str) -> str:
        w, h = width * unit, height * unit
        return (
            f'<rect x="{middle - w / 2:.3f}" y="{middle - h / 2:.3f}" width="{w:.3f}" height="{h:.3f}" fill="{fill}"/>'
        )

    return bar(7, 7, "#fff") + bar(6, 6, "#000") + bar(1.17, 3.89, "#fff") + bar(3.89, 1.17, "#fff")


def _lines(address: swiss.Address) -> list[str]:
    place = f"{address.postal_code} {address.town}"
    place = place if address.country in _ISSUERS else f"{address.country}-{place}"
    return [line for line in (address.name, address.street, place) if line]


def _by_fours(text: str) -> str:
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def _printed(reference: str) -> str:
    """A QR reference in groups of five after the first two digits, a creditor reference in groups of four.

    >>> _printed("210000000003139471430009017"), _printed("RF18539007547034")
    ('21 00000 00003 13947 14300 09017', 'RF18 5390 0754 7034')
    """
    if reference.startswith("RF"):
        return _by_fours(reference)
    return " ".join([reference[:2], *(reference[at : at + 5] for at in range(2, len(reference), 5))]).strip()


def _grouped(amount: Decimal) -> str:
    """An amount with a space between thousands, as the payment part prints it.

    >>> _grouped(Decimal("1949.75")), _grouped(Decimal("50"))
    ('1 949.75', '50.00')
    """
    return f"{amount:,.2f}".replace(",", " ")
