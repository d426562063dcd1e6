"""Bitcoin payment link and QR code: a `bitcoin:` URI (BIP 21, carried on by BIP 321)."""

from decimal import Decimal
from urllib.parse import quote

from duespark.engine.money.rounding import round_to
from duespark.engine.payment.qr.bitcoin_address import is_payable
from duespark.engine.payment.qr.field import InvalidPayload, amount_text, check_size, plain_text
from duespark.engine.payment.qr.symbol import SYMBOLS

_LARGEST = "21000000"
_DECIMALS = 8


class InvalidBip21(InvalidPayload):
    code = "qr.invalid_bip21"
    sentence = "The Bitcoin code cannot be written: {problem}."


def owed_at(price: Decimal, balance: Decimal, *, decimals: int) -> Decimal | None:
    """What `balance` comes to in bitcoin when one is worth `price` in its currency: rounded to 8 decimals, half away from zero.

    None where that says nothing exact: at the same price it must come back to the balance, to the last of the currency's
    `decimals`. So a hundred-millionth of a bitcoin is always finer than what the document is written in.

    >>> owed_at(Decimal("95000"), Decimal("1234.50"), decimals=2)
    Decimal('0.01299474')
    >>> owed_at(Decimal("9500000000"), Decimal("1234.50"), decimals=2)
    """
    bitcoin = round_to(balance / price, _DECIMALS)
    return bitcoin if bitcoin and round_to(bitcoin * price, decimals) == balance else None


def payload(*, address: str, amount: Decimal | None, label: str = "", message: str = "") -> str:
    """The link `bitcoin:<address>?amount=...&label=...&message=...`; what is empty is left out.

    `amount` is bitcoin, up to 8 decimals, never the document's currency: the caller has converted it at a rate that is
    stored with its time and its end. `label` names the payee, `message` says what for; both are percent-encoded UTF-8
    with %20 for a space, up to 100 characters. The link itself has no signature, expiry or single use. Raises
    `InvalidBip21`, also for an address with a wrong checksum, of a test network or of an unknown kind.

    >>> payload(address="1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", amount=Decimal("20.30"), label="Luke-Jr")
    'bitcoin:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa?amount=20.3&label=Luke-Jr'
    """
    pairs = (
        ("amount", "" if amount is None else _bitcoin(amount)),
        ("label", plain_text(label, pointer="/label", most=100, refused=InvalidBip21)),
        ("message", plain_text(message, pointer="/message", most=100, refused=InvalidBip21)),
    )
    query = "&".join(f"{key}={quote(value, safe='')}" for key, value in pairs if value)
    link = f"bitcoin:{_address(address)}{'?' if query else ''}{query}"
    return check_size(link, most=SYMBOLS["bip21"].most_bytes, refused=InvalidBip21)


def _address(address: str) -> str:
    if not address:
        raise InvalidBip21(pointer="/address", problem="the Bitcoin address is missing; add one")
    if not is_payable(address):
        problem = f"{address!r} is no address of the Bitcoin main network that can be paid; copy it again"
        raise InvalidBip21(pointer="/address", problem=problem)
    return address.lower() if address.startswith("BC1") else address


def _bitcoin(amount: Decimal) -> str:
    return amount_text(amount, largest=_LARGEST, refused=InvalidBip21, decimals=_DECIMALS).rstrip("0").rstrip(".")
