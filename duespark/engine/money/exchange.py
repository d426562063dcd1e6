"""Exchange: what an amount comes to in another currency, and what is gained or lost until it is paid."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from duespark.engine.errors import Invalid
from duespark.engine.money.currency import currency as find_currency
from duespark.engine.money.money import Money
from duespark.engine.money.rounding import EXACT, RoundingPolicy
from duespark.engine.money.text import Rate


class InvalidRate(Invalid):
    code = "exchange.invalid_rate"
    sentence = "One {base} cannot be {rate} {quote}: {why}."


class OtherCurrency(Invalid):
    code = "exchange.other_currency"
    sentence = "A rate between {base} and {quote} cannot convert {currency}. Use a rate that names {currency}."


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRate:
    """One unit of `base` is `rate` units of `quote`, as `source` published it for `rate_date`.

    The ECB quotes so with the euro as `base`, a national bank with its own currency as `quote`; on a document `base`
    is the document's currency. Raises `InvalidRate`, `UnknownCurrency`.

    >>> rate = ExchangeRate(base="EUR", quote="PLN", rate=Decimal("4.2345"), rate_date=date(2026, 1, 15), source="ECB")
    >>> f"1 {rate.base} = {rate.rate} {rate.quote}"
    '1 EUR = 4.2345 PLN'
    """

    base: str
    quote: str
    rate: Rate
    rate_date: date
    source: str = ""

    def __post_init__(self) -> None:
        find_currency(self.base, pointer="/base")
        find_currency(self.quote, pointer="/quote")
        why = _problem(self.rate, is_same=self.base == self.quote)
        if why:
            raise InvalidRate(pointer="/rate", base=self.base, quote=self.quote, rate=self.rate, why=why)


def _problem(rate: Decimal, *, is_same: bool) -> str:
    if not isinstance(rate, Decimal) or not rate.is_finite() or rate <= 0:
        return "a rate is a finite decimal number above zero"
    if is_same and rate != 1:
        return "a currency is worth itself"
    return ""


def convert(
    amount: Money, rate: ExchangeRate, policy: RoundingPolicy | None = None, *, decimals: int | None = None
) -> Money:
    """`amount` in the other currency of `rate`, rounded once: to that currency's minor unit or to `decimals`.

    An amount in `base` is multiplied; one in `quote` is divided by the very same rate, never multiplied by a rounded
    inverse, and the middle goes away from zero: Regulation (EC) 1103/97, articles 4(3) and 5, which binds for the
    euro's fixed rates and serves for all. Raises `OtherCurrency`.

    >>> rate = ExchangeRate(base="EUR", quote="JPY", rate=Decimal("161.37"), rate_date=date(2026, 1, 15))
    >>> convert(Money(amount=Decimal("99.90"), currency="EUR"), rate)
    Money(amount=Decimal('16121'), currency='JPY')
    >>> convert(Money(amount=Decimal(16121), currency="JPY"), rate)
    Money(amount=Decimal('99.90'), currency='EUR')
    """
    return _exchanged(amount, rate).rounded(policy, decimals=decimals)


def _exchanged(amount: Money, rate: ExchangeRate) -> Money:
    if amount.currency == rate.base:
        return Money(amount=EXACT.multiply(amount.amount, rate.rate), currency=rate.quote)
    if amount.currency == rate.quote:
        return Money(amount=EXACT.divide(amount.amount, rate.rate), currency=rate.base)
    raise OtherCurrency(base=rate.base, quote=rate.quote, currency=amount.currency)


def convert_part(part: Money, rate: ExchangeRate, *, before: Money | None = None, decimals: int | None = None) -> Money:
    """The converted value of one part of an amount, of which `before` was converted already.

    Whatever the parts, their values add up to the value of the whole to the last unit: each is what the parts up to
    and with it are worth, less what those before it are worth. Raises `OtherCurrency`, `DifferentCurrencies`.

    >>> rate = ExchangeRate(base="EUR", quote="PLN", rate=Decimal("4.305"), rate_date=date(2026, 1, 15))
    >>> cent = Money(amount=Decimal("0.01"), currency="EUR")
    >>> [convert_part(cent, rate, before=paid * cent).amount for paid in range(3)], convert(3 * cent, rate).amount
    ([Decimal('0.04'), Decimal('0.05'), Decimal('0.04')], Decimal('0.13'))
    """
    if before is None:
        return convert(part, rate, decimals=decimals)
    return convert(before + part, rate, decimals=decimals) - convert(before, rate, decimals=decimals)


def exchange_gain(
    amount: Money,
    *,
    booked: ExchangeRate,
    settled: ExchangeRate,
    paid_before: Money | None = None,
    used_before: Money | None = None,
    decimals: int | None = None,
) -> Money:
    """What is gained (above zero) or lost when `amount` of an invoice booked at one rate is settled at another.

    In the currency the books are kept in. Of the invoice `paid_before` was settled already, and of the payment
    `used_before` went to other invoices: so the booked values of all payments add up to the invoice's, the settled
    values of all uses to the payment's, and the books come to zero when the last cent is paid (FM-37; IAS 21, 28).
    For a debt of one's own the sign turns around. Raises `OtherCurrency`, `DifferentCurrencies`.

    >>> january = ExchangeRate(base="EUR", quote="PLN", rate=Decimal("4.20"), rate_date=date(2026, 1, 15))
    >>> march = ExchangeRate(base="EUR", quote="PLN", rate=Decimal("4.30"), rate_date=date(2026, 3, 16))
    >>> exchange_gain(Money(amount=Decimal("1000.00"), currency="EUR"), booked=january, settled=march)
    Money(amount=Decimal('100.00'), currency='PLN')
    """
    worth = convert_part(amount, settled, before=used_before, decimals=decimals)
    return worth - convert_part(amount, booked, before=paid_before, decimals=decimals)
