"""Our own payment link: its text, which a QR code may carry, its signature, and whether it may still be paid.

What no bank's scheme has, this link has: it cannot be altered unseen, it may end, and it may be for one payment only.
"""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Literal
from urllib.parse import parse_qsl, urlencode, urlsplit

from duespark.engine.money.currency import CURRENCIES
from duespark.engine.payment.qr.field import InvalidPayload, amount_text, check_size
from duespark.engine.payment.qr.symbol import SYMBOLS

Standing = Literal["valid", "tampered", "expired", "used", "amount_changed"]
"""What a link that came back is worth."""

SMALLEST_KEY = 32
"""Bytes of key: as many as the hash has (RFC 2104, section 3)."""

_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,64}")
_PAGE = re.compile(r"https?://[A-Za-z0-9\[][!-~]*/")
_EXPIRY = "%Y%m%dT%H%M%SZ"
_LARGEST = "999999999999999"
_KEYS = frozenset({"amount", "currency", "until", "once", "sig"})


class InvalidPayLink(InvalidPayload):
    code = "qr.invalid_pay_link"
    sentence = "The payment link cannot be used: {problem}."


@dataclass(frozen=True, slots=True, kw_only=True)
class PayLink:
    """What the link says: `token` names the document to nobody but us, `amount` is its balance, due in `currency`.

    From `expires_at` on (with a time zone, cut to the second) it is void; `one_time` makes it void after one payment.
    """

    token: str
    amount: Decimal
    currency: str
    expires_at: datetime | None = None
    one_time: bool = False


def message(link: PayLink) -> bytes:
    """The bytes that are signed: a version line and one line a fact, in ASCII, the same on every machine.

    The amount has exactly the currency's decimals (JPY none, KWD three) and is never rounded; the expiry is UTC. Raises
    `InvalidPayLink`.

    >>> message(PayLink(token="zX3kQ9vT2mB7nL5c", amount=Decimal("1.5"), currency="EUR", one_time=True))
    b'pay-link 1\\nzX3kQ9vT2mB7nL5c\\n1.50\\nEUR\\n\\n1'
    """
    return "\n".join(("pay-link 1", *_facts(link))).encode()


def sign(link: PayLink, key: bytes) -> str:
    """The signature: HMAC-SHA-256 over `message`, its first 128 bits in base64url (RFC 2104, section 5). 22 characters.

    Raises `InvalidPayLink`.

    >>> sign(PayLink(token="zX3kQ9vT2mB7nL5c", amount=Decimal(1), currency="EUR"), bytes(32))
    'jtrLZt_-_CSeqCYiKQLVJA'
    """
    if len(key) < SMALLEST_KEY:
        problem = f"the key has {len(key)} bytes and {SMALLEST_KEY} are needed; make a longer one"
        raise InvalidPayLink(pointer="/key", problem=problem)
    digest = hmac.new(key, message(link), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:16]).decode().rstrip("=")


def payload(link: PayLink, *, page: str, key: bytes) -> str:
    """The signed link below `page`, an http or https address that ends with a slash. Raises `InvalidPayLink`.

    >>> link = PayLink(token="zX3kQ9vT2mB7nL5c", amount=Decimal("1000"), currency="JPY")
    >>> payload(link, page="https://pay.example.com/p/", key=bytes(32)).partition("&sig=")[0]
    'https://pay.example.com/p/zX3kQ9vT2mB7nL5c?amount=1000&currency=JPY'
    """
    if not _PAGE.fullmatch(page) or "?" in page or "#" in page:
        problem = f"{page!r} is no web address that ends with a slash; write it like https://pay.example.com/p/"
        raise InvalidPayLink(pointer="/page", problem=problem)
    token, amount, currency, until, once = _facts(link)
    pairs = (("amount", amount), ("currency", currency), ("until", until), ("once", once), ("sig", sign(link, key)))
    text = f"{page}{token}?{urlencode([(name, value) for name, value in pairs if value])}"
    return check_size(text, most=SYMBOLS["pay_link"].most_bytes, refused=InvalidPayLink)


def read(url: str) -> tuple[PayLink, str]:
    """The facts and the signature of a link as it was opened; other parameters, which mail programs add, are ignored.

    Says nothing of whether they are true: that is `verify`. Raises `InvalidPayLink` for what `payload` never writes.

    >>> read("https://pay.example.com/p/zX3kQ9vT2mB7nL5c?amount=1.50&currency=EUR&sig=abc")[1]
    'abc'
    """
    try:
        parts = urlsplit(url)
        pairs = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] in _KEYS]
        values = dict(pairs)
        until = values.get("until", "")
        link = PayLink(
            token=parts.path.rpartition("/")[2],
            amount=Decimal(values.get("amount", "")),
            currency=values.get("currency", ""),
            expires_at=datetime.strptime(until, _EXPIRY).replace(tzinfo=UTC) if until else None,
            one_time=values.get("once") == "1",
        )
    except (ValueError, ArithmeticError):
        raise InvalidPayLink(pointer="/url", problem="it is no payment link; open it from the invoice again") from None
    written = [values.get("amount"), values.get("currency"), until, values.get("once", "")]
    if len(values) != len(pairs) or written != list(_facts(link))[1:]:
        raise InvalidPayLink(pointer="/url", problem="it is not as it was written; open it from the invoice again")
    return link, values.get("sig", "")


def verify(url: str, *, key: bytes, now: datetime, balance: Decimal, currency: str, used: bool = False) -> Standing:
    """What the link is worth at `now` (with a time zone), when `balance` of `currency` is still owed.

    "tampered" when anything differs from what was signed with `key`; then "expired", from its last moment on; then
    "used", for a link for one payment when `used` says that there was one; then "amount_changed", when something else
    is owed by now: show the document itself, never take the link's amount. Raises `InvalidPayLink` for a short key.

    >>> link = PayLink(token="zX3kQ9vT2mB7nL5c", amount=Decimal("1.50"), currency="EUR")
    >>> url = payload(link, page="https://pay.example.com/p/", key=bytes(32))
    >>> at = datetime(2026, 1, 1, tzinfo=UTC)
    >>> verify(url, key=bytes(32), now=at, balance=Decimal("1.5"), currency="EUR")
    'valid'
    >>> verify(url.replace("1.50", "1.49"), key=bytes(32), now=at, balance=Decimal("1.5"), currency="EUR")
    'tampered'
    """
    try:
        link, signature = read(url)
    except InvalidPayLink:
        return "tampered"
    if not hmac.compare_digest(sign(link, key).encode(), signature.encode("utf-8", "replace")):
        return "tampered"
    if link.expires_at is not None and now >= link.expires_at:
        return "expired"
    if link.one_time and used:
        return "used"
    if (link.amount, link.currency) != (balance, currency):
        return "amount_changed"
    return "valid"


def _facts(link: PayLink) -> tuple[str, str, str, str, str]:
    """Token, amount, currency, expiry and "1" for one payment, each in the only way it may be written."""
    if not _TOKEN.fullmatch(link.token):
        problem = "the token is not 16 to 64 letters A to Z, digits, - and _; make another one"
        raise InvalidPayLink(pointer="/token", problem=problem)
    known = CURRENCIES.get(link.currency)
    if known is None:
        problem = f"there is no currency {link.currency!r}; use a code of ISO 4217"
        raise InvalidPayLink(pointer="/currency", problem=problem)
    if link.expires_at is not None and link.expires_at.utcoffset() is None:
        raise InvalidPayLink(pointer="/expires_at", problem="the expiry has no time zone; give it one")
    amount = amount_text(link.amount, largest=_LARGEST, refused=InvalidPayLink, decimals=known.decimals)
    until = link.expires_at.astimezone(UTC).strftime(_EXPIRY) if link.expires_at else ""
    return link.token, amount, link.currency, until, "1" if link.one_time else ""
