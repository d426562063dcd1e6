"""What becomes of the few cents a payment is short of, or above, what was owed."""

from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Literal

from duespark.engine.errors import Invalid
from duespark.engine.money.rounding import EXACT, round_money


class InvalidTolerance(Invalid):
    code = "payment.invalid_tolerance"
    sentence = "A tolerance of {value} cannot be: amounts and percentages must not be below zero."


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """How much a payment may differ: up to `amount` and, where given, up to `percent` of what was owed.

    Within it a shortage, such as a bank's fee, is still owed unless `short` is "write_off"; a surplus is the client's
    credit unless `over` is "write_off". Beyond it both always stay.
    """

    amount: Decimal = Decimal(0)
    percent: Decimal | None = None
    short: Literal["keep", "write_off"] = "keep"
    over: Literal["credit", "write_off"] = "credit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a payment left behind: `balance` still owed, `credit` of the client; `written_off` is a loss of the seller
    where it was short, a gain (below zero) where it was too much. Balance, less credit, plus written off is what was
    owed less what was paid."""

    balance: Decimal
    credit: Decimal
    written_off: Decimal


def settle_difference(owed: Decimal, paid: Decimal, tolerance: Tolerance, *, currency: str) -> Difference:
    """Compare what was `owed` with what was `paid` for it, both in `currency`.

    Nothing is written off where nothing was paid. Raises `InvalidTolerance`, `UnknownCurrency`.

    >>> bank_fees = Tolerance(amount=Decimal("15.00"), percent=Decimal(1), short="write_off")
    >>> str(settle_difference(Decimal("1000.00"), Decimal("992.50"), bank_fees, currency="EUR").written_off)
    '7.50'
    >>> str(settle_difference(Decimal("1000.00"), Decimal("989.99"), bank_fees, currency="EUR").balance)
    '10.01'
    """
    missing = owed - paid
    small = paid > 0 and abs(missing) <= _limit(owed, tolerance)
    zero = round_money(Decimal(0), currency)
    if small and (tolerance.short if missing > 0 else tolerance.over) == "write_off":
        return Difference(balance=zero, credit=zero, written_off=round_money(missing, currency))
    return Difference(
        balance=round_money(max(missing, zero), currency),
        credit=round_money(max(-missing, zero), currency),
        written_off=zero,
    )


def _limit(owed: Decimal, tolerance: Tolerance) -> Decimal:
    for field, value in (("amount", tolerance.amount), ("percent", tolerance.percent)):
        if value is not None and value < 0:
            raise InvalidTolerance(pointer=f"/tolerance/{field}", value=value)
    if tolerance.percent is None:
        return tolerance.amount
    with localcontext(EXACT):
        return min(tolerance.amount, owed * tolerance.percent / 100)
