"""Draws the QR code that pays a document: the scheme its currency and account allow, for exactly what is owed."""

from base64 import b64encode
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from duespark.documents.qr_symbol import TooLong, symbol_of, symbol_png, symbol_svg
from duespark.engine.payment.qr import bip21, epc, paynow, pix, upi
from duespark.engine.payment.qr.field import InvalidPayload
from duespark.engine.payment.qr.offer import Payee, find_schemes
from duespark.engine.payment.qr.symbol import SYMBOLS, Scheme, print_size

_DRAWN: Final[tuple[Scheme, ...]] = ("epc", "upi", "paynow", "pix", "pay_link")
"""What a document knows enough for. A Swiss code may only stand in the payment part of a QR-bill, and bitcoin wants a rate."""

_SHORT: Final[dict[Scheme, int]] = {"upi": 35, "paynow": 25}
"""Most characters of ASCII that a scheme takes for a reference."""


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
    """The text of a scheme's code; a number its reference cannot hold is left out, not changed."""
    number, currency = doc["number"] or "", doc["currency"]
    short = number if number.isascii() and len(number) <= _SHORT.get(scheme, 0) else ""
    if scheme == "upi":
        return upi.payload(vpa=payee.vpa, name=payee.name, amount=amount, currency=currency, reference=short)
    if scheme == "paynow":
        return paynow.payload(
            uen=payee.uen, mobile=payee.mobile, name=payee.name, amount=amount, currency=currency, bill_number=short
        )
    if scheme == "pix":
        return pix.payload(
            key=payee.pix_key, name=payee.name, city=payee.town, amount=amount, currency=currency, txid=_txid(number)
        )
    return _transfer(payee, doc, amount)


def _txid(number: str) -> str:
    try:
        return pix.txid_of(number)
    except InvalidPayload:
        return "***"


def _transfer(payee: Payee, doc: Mapping[str, Any], amount: Decimal) -> str:
    return epc.payload(
        name=payee.name,
        iban=payee.iban,
        bic=payee.bic,
        amount=amount,
        currency=doc["currency"],
        text=doc["number"] or "",
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
