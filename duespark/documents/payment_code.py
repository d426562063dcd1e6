"""Draws the QR code that pays a document: the scheme its currency and account allow, for exactly what is owed."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from contextlib import suppress
from decimal import Decimal
from typing import Any, Final

from duespark.documents.qr_symbol import TooLong, symbol_of, symbol_png, symbol_svg
from duespark.engine.payment.qr import bip21, epc, paynow, pix, upi
from duespark.engine.payment.qr.creditor_reference import is_rf_reference
from duespark.engine.payment.qr.field import InvalidPayload
from duespark.engine.payment.qr.iban import compact
from duespark.engine.payment.qr.offer import Payee, find_schemes
from duespark.engine.payment.qr.symbol import SYMBOLS, Scheme, print_size

_DRAWN: Final[tuple[Scheme, ...]] = ("epc", "upi", "paynow", "pix", "pay_link")
"""What a document knows enough for. A Swiss code may only stand in the payment part of a QR-bill, and bitcoin wants a rate."""

_SHORT: Final[dict[Scheme, int]] = {"upi": 35, "paynow": 25}
"""Most characters of ASCII that a scheme takes for a reference."""

_EPC_TEXT = 140
"""Most characters that a transfer carries as text."""


def reference_of(doc: Mapping[str, Any]) -> str:
    """What the payer is to quote (BT-83): the reference that was given, else the number; "" for a draft without either."""
    return " ".join(doc["payment_reference"].split()) or doc["number"] or ""


def link_code(url: str, words: Mapping[str, str], *, checks: bool = False) -> dict[str, Any]:
    """The code for a page of ours: where to pay the document, or where to see whether it is genuine."""
    says, alt = ("scan_check", "check_alt") if checks else ("scan_link", "code_alt")
    said = {"label": words[says], "amount": "", "alt": words[alt]}
    return _symbol("pay_link", url) | {"scheme": "pay_link", "link": url} | said


def payment_code(
    doc: Mapping[str, Any], words: Mapping[str, str], *, amount: Decimal, pay_url: str, said: str = ""
) -> dict[str, Any] | None:
    """The code for `amount` in the document's currency; None where no scheme fits or nothing is owed.

    `said` is the amount as the document writes it; it stands beside a code that asks for it, and not beside one of a page.
    `svg` is the symbol with its quiet zone and `url` the same as a data URL; `width` is its edge in millimeters on paper,
    `pixels` on a screen.
    """
    payee = _payee(doc)
    offers = find_schemes(payee=payee, currency=doc["currency"], balance=amount, pay_url=pay_url)
    scheme = next((offer.scheme for offer in offers if offer.possible and offer.scheme in _DRAWN), None)
    if scheme is None:
        return None
    if scheme == "pay_link":
        return link_code(pay_url, words)
    try:
        drawn = _symbol(scheme, _text(scheme, payee, doc, amount))
    except (InvalidPayload, TooLong):
        return None  # facts too long for one symbol: the account is printed beside it all the same
    label = {"label": words["scan_transfer"], "amount": said}
    return drawn | {"scheme": scheme, "link": "", "alt": words["code_alt"]} | label


def bitcoin_code(doc: Mapping[str, Any], words: Mapping[str, str], *, amount: Decimal) -> dict[str, Any] | None:
    """The code that pays `amount` bitcoin to the address on the document's account; None where it cannot be written."""
    payee, number = _payee(doc), doc["number"] or ""
    try:
        text = bip21.payload(address=payee.bitcoin_address, amount=amount, label=payee.name, message=number)
        drawn = _symbol("bip21", text)
    except (InvalidPayload, TooLong):
        return None
    return drawn | {"scheme": "bip21", "link": "", "label": "", "alt": words["code_alt"]}


def _payee(doc: Mapping[str, Any]) -> Payee:
    seller, account = doc["seller"] or {}, doc["bank_account"] or {}
    paynow_address = account.get("paynow", "")
    return Payee(
        name=account.get("holder") or seller.get("name", ""),
        country=(seller.get("address") or {}).get("country", ""),
        iban=account.get("iban", ""),
        bic=account.get("bic", ""),
        town=(seller.get("address") or {}).get("city", ""),
        uen="" if paynow_address.startswith("+") else paynow_address,
        mobile=paynow_address if paynow_address.startswith("+") else "",
        pix_key=account.get("pix", ""),
        vpa=account.get("upi", ""),
        bitcoin_address=account.get("bitcoin", ""),
    )


def _text(scheme: Scheme, payee: Payee, doc: Mapping[str, Any], amount: Decimal) -> str:
    """The text of a scheme's code; a reference the scheme cannot hold is left out, not changed."""
    currency = doc["currency"]
    short = _first_that(lambda text: text.isascii() and len(text) <= _SHORT.get(scheme, 0), doc)
    if scheme == "upi":
        return upi.payload(vpa=payee.vpa, name=payee.name, amount=amount, currency=currency, reference=short)
    if scheme == "paynow":
        return paynow.payload(
            uen=payee.uen, mobile=payee.mobile, name=payee.name, amount=amount, currency=currency, bill_number=short
        )
    if scheme == "pix":
        return pix.payload(
            key=payee.pix_key, name=payee.name, city=payee.town, amount=amount, currency=currency, txid=_txid(doc)
        )
    return _transfer(payee, doc, amount)


def _first_that(fits: Callable[[str], bool], doc: Mapping[str, Any]) -> str:
    """The reference to quote, or the number where the scheme cannot hold it, or nothing."""
    return next((text for text in (reference_of(doc), doc["number"] or "") if fits(text)), "")


def _txid(doc: Mapping[str, Any]) -> str:
    for text in (reference_of(doc), doc["number"] or ""):
        with suppress(InvalidPayload):
            return pix.txid_of(text)
    return "***"


def _transfer(payee: Payee, doc: Mapping[str, Any], amount: Decimal) -> str:
    """A creditor reference in its own place, which banks check; anything else as text."""
    reference = compact(reference_of(doc))
    is_structured = is_rf_reference(reference)
    return epc.payload(
        name=payee.name,
        iban=payee.iban,
        bic=payee.bic,
        amount=amount,
        currency=doc["currency"],
        reference=reference if is_structured else "",
        text="" if is_structured else _first_that(lambda text: len(text) <= _EPC_TEXT, doc),
    )


def code_png(code: Mapping[str, Any]) -> bytes:
    """A code of `payment_code` or `link_code` as a picture for mails, which show no SVG: black on white, two pixels for one of
    the page's at least, so that it stays sharp."""
    rules = SYMBOLS[code["scheme"]]
    symbol = symbol_of(code["text"], rules.error_level)
    modules = symbol.edge + 2 * rules.quiet_zone_modules
    return symbol_png(symbol, border=rules.quiet_zone_modules, scale=-(-2 * code["pixels"] // modules))


def _symbol(scheme: Scheme, text: str) -> dict[str, Any]:
    rules = SYMBOLS[scheme]
    symbol = symbol_of(text, rules.error_level)
    size = print_size(scheme, symbol.version)
    edge, modules = symbol.edge, symbol.edge + 2 * rules.quiet_zone_modules
    svg = symbol_svg(symbol, border=rules.quiet_zone_modules)
    return {
        "text": text,
        "svg": svg,
        "url": f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}",
        "width": f"{size * modules / edge:.2f}",
        "pixels": max(rules.screen_px, 4 * modules),
    }
