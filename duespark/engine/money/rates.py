"""Which exchange rate applies: the day's, an older day's, one through a third currency, and as a document locks it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

from duespark.engine.errors import Conflict, Invalid
from duespark.engine.money.exchange import ExchangeRate
from duespark.engine.money.rounding import round_to

MAX_AGE_DAYS = 7
"""The ECB publishes nothing on weekends and six holidays; on Easter Monday the last rate is four days old."""

LOCKED_DECIMALS = 12
"""A document states a rate with at most so many decimals."""

_DIGITS = Context(prec=28, rounding=ROUND_HALF_UP)
"""Significant digits of a computed rate: an amount of fifteen digits is then off by less than a billionth of a cent."""


class NoRate(Conflict):
    code = "exchange.no_rate"
    sentence = "No exchange rate from {base} to {quote} is known for {on} or earlier. Fetch the rates or enter one."


class RateTooOld(Conflict):
    code = "exchange.rate_too_old"
    sentence = (
        "The last exchange rate from {base} to {quote} before {on} is of {rate_date}, more than {days} days old. "
        "Fetch the rates or enter one."
    )


class NoCrossRate(Invalid):
    code = "exchange.no_cross_rate"
    sentence = "There is no rate from {base} to {quote}: {why}."


def find_rate(
    rates: Iterable[ExchangeRate], on: date, *, base: str, quote: str, max_age_days: int = MAX_AGE_DAYS
) -> ExchangeRate:
    """The rate from `base` to `quote` that was published last on the day `on` or before it, never one of a later day.

    Only rates told in this direction are looked at; `convert` works both ways with any of them.
    Weekends and holidays therefore take the rate of the working day before (FM-37). Of several rates of one day the
    first counts, so put what a person entered in front. Where the law wants the rate of the day before, as Polish VAT
    does (article 31a of the VAT act), `on` is that day before. Raises `NoRate`; and `RateTooOld` when the rate found is
    more than `max_age_days` older than `on`.

    >>> friday = ExchangeRate(base="EUR", quote="USD", rate=Decimal("1.16"), rate_date=date(2026, 1, 16))
    >>> monday = ExchangeRate(base="EUR", quote="USD", rate=Decimal("1.17"), rate_date=date(2026, 1, 19))
    >>> find_rate([monday, friday], date(2026, 1, 18), base="EUR", quote="USD").rate
    Decimal('1.16')
    """
    known = [each for each in rates if (each.base, each.quote) == (base, quote) and each.rate_date <= on]
    if not known:
        raise NoRate(base=base, quote=quote, on=on)
    return _young_enough(max(known, key=lambda each: each.rate_date), on, max_age_days)


def _young_enough(found: ExchangeRate, on: date, days: int) -> ExchangeRate:
    if (on - found.rate_date).days > days:
        raise RateTooOld(base=found.base, quote=found.quote, on=on, rate_date=found.rate_date, days=days)
    return found


def find_cross_rate(
    rates: Sequence[ExchangeRate],
    on: date,
    *,
    base: str,
    quote: str,
    pivot: str,
    max_age_days: int = MAX_AGE_DAYS,
) -> ExchangeRate:
    """As `find_rate`, from rates that all have `pivot` as their base, as those of the ECB have the euro.

    Both halves are of one day: the last on which both were published. A currency is worth itself. Raises `NoRate`,
    `RateTooOld`.

    >>> day = date(2026, 1, 15)
    >>> zloty = ExchangeRate(base="EUR", quote="PLN", rate=Decimal("4.20"), rate_date=day, source="ECB")
    >>> dollar = ExchangeRate(base="EUR", quote="USD", rate=Decimal("1.05"), rate_date=day, source="ECB")
    >>> find_cross_rate([zloty, dollar], day, base="USD", quote="PLN", pivot="EUR").rate
    Decimal('4')
    """
    if base == quote:
        return ExchangeRate(base=base, quote=quote, rate=Decimal(1), rate_date=on)
    if base == pivot:
        return find_rate(rates, on, base=base, quote=quote, max_age_days=max_age_days)
    if quote == pivot:
        return inverse_rate(find_rate(rates, on, base=pivot, quote=base, max_age_days=max_age_days))
    first, second = (_by_day(rates, on, pivot, code) for code in (base, quote))
    if not first.keys() & second.keys():
        raise NoRate(base=base, quote=quote, on=on)
    day = max(first.keys() & second.keys())
    return _young_enough(cross_rate(first[day], second[day]), on, max_age_days)


def _by_day(rates: Sequence[ExchangeRate], on: date, base: str, quote: str) -> dict[date, ExchangeRate]:
    found = dict[date, ExchangeRate]()
    for each in rates:
        if (each.base, each.quote) == (base, quote) and each.rate_date <= on:
            found.setdefault(each.rate_date, each)
    return found


def inverse_rate(rate: ExchangeRate) -> ExchangeRate:
    """The same rate told from the other side, with 28 significant digits, to be stated or crossed.

    To convert back an amount use `convert` with the rate itself, which divides.

    >>> rate = ExchangeRate(base="EUR", quote="USD", rate=Decimal("1.25"), rate_date=date(2026, 1, 15))
    >>> inverse = inverse_rate(rate)
    >>> inverse.base, inverse.quote, inverse.rate
    ('USD', 'EUR', Decimal('0.8'))
    """
    return replace(rate, base=rate.quote, quote=rate.base, rate=_DIGITS.divide(Decimal(1), rate.rate))


def cross_rate(base: ExchangeRate, quote: ExchangeRate) -> ExchangeRate:
    """The rate from one currency to another through the third that both are quoted in, with 28 significant digits.

    `base` and `quote` each tell what one unit of the third, their own base, is worth, and are of one day. Raises
    `NoCrossRate`.

    >>> day = date(2026, 1, 15)
    >>> zloty = ExchangeRate(base="EUR", quote="PLN", rate=Decimal("4.20"), rate_date=day, source="ECB")
    >>> yen = ExchangeRate(base="EUR", quote="JPY", rate=Decimal("161.70"), rate_date=day, source="ECB")
    >>> crossed = cross_rate(zloty, yen)
    >>> crossed.base, crossed.quote, crossed.rate
    ('PLN', 'JPY', Decimal('38.5'))
    """
    why = _cross_problem(base, quote)
    if why:
        raise NoCrossRate(base=base.quote, quote=quote.quote, why=why)
    sources = dict.fromkeys(each.source for each in (base, quote) if each.source)
    return ExchangeRate(
        base=base.quote,
        quote=quote.quote,
        rate=_DIGITS.divide(quote.rate, base.rate),
        rate_date=base.rate_date,
        source=", ".join(sources),
    )


def _cross_problem(base: ExchangeRate, quote: ExchangeRate) -> str:
    if base.base != quote.base:
        return f"one is quoted in {base.base}, the other in {quote.base}; use two rates with one base"
    if base.rate_date != quote.rate_date:
        return f"one is of {base.rate_date}, the other of {quote.rate_date}; use two rates of one day"
    return ""


def lock_rate(rate: ExchangeRate) -> ExchangeRate:
    """The rate as a document states and keeps it: with at most 12 decimals, half away from zero.

    Lock first and compute with what was locked, and everybody who reads the document comes to the same amounts
    whatever the rate is tomorrow. Raises `InvalidRate` when nothing remains.

    >>> rate = ExchangeRate(base="EUR", quote="USD", rate=Decimal("1.13"), rate_date=date(2026, 1, 15))
    >>> lock_rate(rate).rate, lock_rate(inverse_rate(rate)).rate
    (Decimal('1.13'), Decimal('0.884955752212'))
    """
    exact = round_to(rate.rate, LOCKED_DECIMALS)
    return rate if exact == rate.rate else replace(rate, rate=exact)
