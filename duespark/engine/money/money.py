"""Money: an amount that knows its currency and never meets another one unnoticed."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import total_ordering
from typing import TypeAlias

from duespark.engine.errors import Invalid
from duespark.engine.money.currency import currency as find_currency
from duespark.engine.money.rounding import EXACT, RoundingPolicy, round_to
from duespark.engine.money.split import split
from duespark.engine.money.text import Amount

Factor: TypeAlias = Decimal | int


class InvalidAmount(Invalid):
    code = "money.invalid_amount"
    sentence = "{amount!r} is no amount of money. Use a finite decimal number."


class DifferentCurrencies(Invalid):
    code = "money.different_currencies"
    sentence = "{one} and {other} cannot be added or compared. Convert one of them first."


@total_ordering
@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """`amount` in the currency with the code `currency`; exact, so it may be finer than the minor unit until `rounded`.

    Adding, subtracting and ordering need one currency on both sides and raise `DifferentCurrencies`; money of two
    currencies is just never equal. A factor is a `Decimal` or a whole number. Raises `InvalidAmount` for anything
    but a finite `Decimal`, binary floating-point numbers included, and `UnknownCurrency`.

    >>> price = Money(amount=Decimal("19.99"), currency="EUR")
    >>> 3 * price - Money(amount=Decimal("0.97"), currency="EUR")
    Money(amount=Decimal('59.00'), currency='EUR')
    >>> (price * Decimal("0.125")).rounded().amount
    Decimal('2.50')
    >>> price < Money(amount=Decimal(20), currency="USD")
    Traceback (most recent call last):
    duespark.engine.money.money.DifferentCurrencies: EUR and USD cannot be added or compared. Convert one of them first.
    """

    amount: Amount
    currency: str

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Decimal) or not self.amount.is_finite():
            raise InvalidAmount(pointer="/amount", amount=self.amount)
        find_currency(self.currency, pointer="/currency")

    def __add__(self, other: "Money") -> "Money":
        if not isinstance(other, Money):
            return NotImplemented
        return self._of(EXACT.add(self.amount, self._amount_of(other)))

    def __sub__(self, other: "Money") -> "Money":
        if not isinstance(other, Money):
            return NotImplemented
        return self._of(EXACT.subtract(self.amount, self._amount_of(other)))

    def __neg__(self) -> "Money":
        return self._of(self.amount.copy_negate())

    def __mul__(self, factor: Factor) -> "Money":
        if not isinstance(factor, Factor):
            return NotImplemented
        return self._of(EXACT.multiply(self.amount, factor))

    __rmul__ = __mul__

    def __lt__(self, other: "Money") -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self.amount < self._amount_of(other)

    def is_zero(self) -> bool:
        """Whether nothing is owed, in whatever number of decimals."""
        return self.amount.is_zero()

    def rounded(self, policy: RoundingPolicy | None = None, *, decimals: int | None = None) -> "Money":
        """Rounded to the currency's minor unit or to `decimals`, by default half away from zero."""
        places = find_currency(self.currency).decimals if decimals is None else decimals
        return self._of(round_to(self.amount, places, policy))

    def split(self, weights: Sequence[Decimal], *, decimals: int | None = None) -> "tuple[Money, ...]":
        """Parts in proportion to `weights` that add up to this exactly. Raises `CannotSplit`."""
        return tuple(map(self._of, split(self.amount, weights, self.currency, decimals=decimals)))

    def _of(self, amount: Decimal) -> "Money":
        return Money(amount=EXACT.plus(amount), currency=self.currency)  # plus() turns minus zero into zero

    def _amount_of(self, other: "Money") -> Decimal:
        if other.currency != self.currency:
            raise DifferentCurrencies(one=self.currency, other=other.currency)
        return other.amount
