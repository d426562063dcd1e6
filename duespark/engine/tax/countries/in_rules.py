"""India: what an invoice must also carry, the HSN or SAC code of its lines and the e-way bill of its goods."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from duespark.engine.errors import Invalid

_CRORE = Decimal(10_000_000)
_LENGTHS = frozenset({2, 4, 6, 8})


class InvalidHsn(Invalid):
    code = "tax.invalid_hsn"
    sentence = "{code!r} is no HSN or SAC code of at least {digits} digits. Look it up in the customs tariff."


@dataclass(frozen=True, slots=True, kw_only=True)
class HsnRule:
    """From the day `since`: how many digits a seller with a turnover above `over` rupees shows, by kind of buyer."""

    since: date
    over: Decimal
    to_registered: int
    to_others: int


HSN_RULES = (
    HsnRule(since=date(2021, 4, 1), over=5 * _CRORE, to_registered=6, to_others=6),
    HsnRule(since=date(2021, 4, 1), over=Decimal(-1), to_registered=4, to_others=0),
    HsnRule(since=date(2017, 7, 1), over=5 * _CRORE, to_registered=4, to_others=4),
    HsnRule(since=date(2017, 7, 1), over=Decimal("1.5") * _CRORE, to_registered=2, to_others=2),
    HsnRule(since=date(2017, 7, 1), over=Decimal(-1), to_registered=0, to_others=0),
)
"""Notification 12/2017 - Central Tax, since 2021-04-01 as amended by Notification 78/2020 - Central Tax; the newest and
the highest first. Turnover is that of the financial year before."""

EWAY_BILL_ABOVE = Decimal(50_000)
"""Rupees, tax included: CGST Rules, 2017, rule 138(1), in force since 2018-04-01. A state may set a higher limit for
movements inside it."""

EWAY_BILL_SINCE = date(2018, 4, 1)


def hsn_digits(on: date, *, turnover: Decimal, buyer_registered: bool) -> int:
    """How many digits of the HSN or SAC code every line must show at least; 0 where none is required.

    `turnover` is the seller's aggregate turnover of the financial year before, in rupees.

    >>> hsn_digits(date(2026, 1, 1), turnover=Decimal("50000000.01"), buyer_registered=False)
    6
    >>> hsn_digits(date(2026, 1, 1), turnover=Decimal(50_000_000), buyer_registered=True)
    4
    """
    fitting = (rule for rule in HSN_RULES if rule.since <= on and turnover > rule.over)
    rule = next(fitting, None)
    if rule is None:
        return 0
    return rule.to_registered if buyer_registered else rule.to_others


def checked_hsn(code: str, *, digits: int, pointer: str | None = None) -> str:
    """The code without spaces, if it has 2, 4, 6 or 8 digits and at least `digits`; nothing is fine where 0 are due.

    Raises `InvalidHsn`.

    >>> checked_hsn("9983 14", digits=6)
    '998314'
    """
    plain = "".join(code.split())
    if not plain and digits == 0:
        return plain
    if not (plain.isascii() and plain.isdigit() and len(plain) in _LENGTHS and len(plain) >= digits):
        raise InvalidHsn(pointer=pointer, code=code, digits=digits or 2)
    return plain


def needs_eway_bill(on: date, *, consignment: Decimal, limit: Decimal = EWAY_BILL_ABOVE) -> bool:
    """Whether goods worth `consignment` rupees, tax included, may move only with an e-way bill.

    `limit` is the state's own where it set one for movements inside it. Source: CGST Rules, 2017, rule 138.

    >>> needs_eway_bill(date(2026, 1, 1), consignment=Decimal(50_000))
    False
    """
    return on >= EWAY_BILL_SINCE and consignment > limit
