"""A fee for paying late: fixed or a percentage, once for each stage of the reminders however often they run."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext

from duespark.engine.errors import Invalid
from duespark.engine.money.rounding import EXACT, round_money


class InvalidLateFee(Invalid):
    code = "payment.invalid_late_fee"
    sentence = "The late fee cannot be charged: {problem}."


@dataclass(frozen=True, slots=True, kw_only=True)
class LateFeeRule:
    """What a `stage` costs: exactly one of `percent`, of what is still to pay, and `amount`; at most `largest`.

    It may be charged from the day after the due date and `grace_days` more.
    """

    stage: str
    percent: Decimal | None = None
    amount: Decimal | None = None
    largest: Decimal | None = None
    grace_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LateFee:
    """A fee to charge. `key` is the same whenever the same stage is reached: store it, and never charge it twice."""

    key: str
    amount: Decimal


def late_fee(
    rule: LateFeeRule,
    *,
    due_date: date,
    on: date,
    balance: Decimal,
    currency: str,
    charged: Collection[str] = (),
) -> LateFee | None:
    """The fee of `rule` on the day `on`; None where it is too early, nothing is owed, the fee is zero, or its key is
    among those `charged` on this invoice.

    Whether a fee may be charged besides interest is for the contract and the law. Raises `InvalidLateFee`,
    `UnknownCurrency`.

    >>> rule = LateFeeRule(stage="after_14", percent=Decimal("1.5"))
    >>> fee = late_fee(rule, due_date=date(2026, 1, 31), on=date(2026, 2, 14), balance=Decimal("999.00"),
    ...                currency="EUR")
    >>> fee.key, str(fee.amount)
    ('late_fee:after_14', '14.99')
    >>> late_fee(rule, due_date=date(2026, 1, 31), on=date(2026, 2, 14), balance=Decimal("999.00"), currency="EUR",
    ...          charged={fee.key}) is None
    True
    """
    _check(rule)
    key = f"late_fee:{rule.stage}"
    is_late = (on - due_date).days > rule.grace_days
    if not is_late or balance <= 0 or key in charged:
        return None
    amount = _amount(rule, balance, currency)
    return LateFee(key=key, amount=amount) if amount else None


def _check(rule: LateFeeRule) -> None:
    if (rule.percent is None) == (rule.amount is None):
        raise InvalidLateFee(pointer="/late_fee", problem="give either a percentage or an amount")
    for field in ("percent", "amount", "largest", "grace_days"):
        value = getattr(rule, field)
        if value is not None and value < 0:
            raise InvalidLateFee(pointer=f"/late_fee/{field}", problem=f"{value} is below zero")


def _amount(rule: LateFeeRule, balance: Decimal, currency: str) -> Decimal:
    with localcontext(EXACT):
        fee = rule.amount if rule.amount is not None else balance * (rule.percent or Decimal(0)) / 100
    return round_money(fee if rule.largest is None else min(fee, rule.largest), currency)
