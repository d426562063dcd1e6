"""Which payment codes a document may carry, by currency, balance and accounts; with a reason for each that it may not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from duespark.engine.payment.qr import bip21, epc, paynow, pix, swiss, upi
from duespark.engine.payment.qr.creditor_reference import qr_reference
from duespark.engine.payment.qr.field import InvalidPayload
from duespark.engine.payment.qr.iban import compact, is_qr_iban
from duespark.engine.payment.qr.symbol import Scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class Payee:
    """Who is to be paid and where; "" for an account there is not. `country` is the seller's (ISO 3166-1 alpha-2)."""

    name: str
    country: str
    street: str = ""
    house_number: str = ""
    postal_code: str = ""
    town: str = ""
    iban: str = ""
    bic: str = ""
    uen: str = ""
    mobile: str = ""
    """PayNow's, where there is no UEN."""
    pix_key: str = ""
    vpa: str = ""
    bitcoin_address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A scheme, possible when `reason` is empty; else the sentence that says what is missing or forbids it."""

    scheme: Scheme
    reason: str = ""

    @property
    def possible(self) -> bool:
        return not self.reason


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    payee: Payee
    currency: str
    balance: Decimal
    bitcoin: Decimal | None
    pay_url: str


def find_schemes(
    *, payee: Payee, currency: str, balance: Decimal, pay_url: str = "", bitcoin: Decimal | None = None
) -> tuple[Offer, ...]:
    """Every scheme once, with whether a code for exactly `balance` can be written; nothing is offered for one of 0.

    `pay_url` is the document's payment page, `bitcoin` what the balance comes to at the rate quoted for it, None without
    a quote. The scheme of the payee's own country stands first. A scheme is possible when its `payload` accepts these
    facts: EPC wants EUR and a SEPA IBAN, the QR-bill CHF or EUR and a Swiss IBAN, PayNow SGD and a payee in Singapore,
    PIX BRL and a payee in Brazil (their codes state that country), UPI INR and a UPI address.

    >>> acme = Payee(name="ACME GmbH", country="DE", iban="DE89370400440532013000")
    >>> offers = find_schemes(payee=acme, currency="EUR", balance=Decimal(250), pay_url="https://pay.example.com/p/x")
    >>> [offer.scheme for offer in offers if offer.possible]
    ['epc', 'pay_link']
    >>> next(offer.reason for offer in offers if offer.scheme == "upi")
    'The UPI code cannot be written: the amount is in EUR, and the scheme carries INR only; offer another one.'
    """
    asked = _Asked(payee=payee, currency=currency, balance=balance, bitcoin=bitcoin, pay_url=pay_url)
    home = _HOME.get(payee.country)
    schemes = sorted(_TRIALS, key=lambda scheme: scheme != home)
    return tuple(Offer(scheme=scheme, reason=_reason(scheme, asked)) for scheme in schemes)


def _reason(scheme: Scheme, asked: _Asked) -> str:
    if asked.balance <= 0:
        return "Nothing is owed on this document. A payment code asks for a balance above zero."
    try:
        return _TRIALS[scheme](asked)
    except InvalidPayload as refusal:
        return str(refusal)


def _try_epc(asked: _Asked) -> str:
    payee = asked.payee
    epc.payload(name=payee.name, iban=payee.iban, bic=payee.bic, amount=asked.balance, currency=asked.currency)
    return ""


def _try_swiss(asked: _Asked) -> str:
    payee = asked.payee
    creditor = swiss.Address(
        name=payee.name,
        street=payee.street,
        house_number=payee.house_number,
        postal_code=payee.postal_code,
        town=payee.town,
        country=payee.country,
    )
    # Every document has a number, of which a QR reference can be made.
    reference = qr_reference("1") if is_qr_iban(compact(payee.iban)) else ""
    swiss.payload(
        iban=payee.iban, creditor=creditor, amount=asked.balance, currency=asked.currency, reference=reference
    )
    return ""


def _try_paynow(asked: _Asked) -> str:
    payee = asked.payee
    mobile = "" if payee.uen else payee.mobile
    paynow.payload(name=payee.name, uen=payee.uen, mobile=mobile, amount=asked.balance, currency=asked.currency)
    return "" if payee.country == "SG" else "PayNow states that the payee is in Singapore, and the company is not."


def _try_pix(asked: _Asked) -> str:
    payee = asked.payee
    pix.payload(key=payee.pix_key, name=payee.name, city=payee.town, amount=asked.balance, currency=asked.currency)
    return "" if payee.country == "BR" else "PIX states that the payee is in Brazil, and the company is not."


def _try_upi(asked: _Asked) -> str:
    upi.payload(vpa=asked.payee.vpa, name=asked.payee.name, amount=asked.balance, currency=asked.currency)
    return ""


def _try_bip21(asked: _Asked) -> str:
    bip21.payload(address=asked.payee.bitcoin_address, amount=asked.bitcoin, label=asked.payee.name)
    return (
        ""
        if asked.bitcoin is not None
        else "There is no rate from the currency to bitcoin. Quote one for this document."
    )


def _try_pay_link(asked: _Asked) -> str:
    return "" if asked.pay_url else "The document has no payment page. Issue it and open online payment."


_TRIALS: Mapping[Scheme, Callable[[_Asked], str]] = {
    "epc": _try_epc,
    "swiss": _try_swiss,
    "paynow": _try_paynow,
    "pix": _try_pix,
    "upi": _try_upi,
    "pay_link": _try_pay_link,
    "bip21": _try_bip21,
}
"""Writes the scheme's shortest code, in the order in which schemes are offered."""

_HOME: Mapping[str, Scheme] = {"CH": "swiss", "LI": "swiss", "SG": "paynow", "BR": "pix", "IN": "upi"}
