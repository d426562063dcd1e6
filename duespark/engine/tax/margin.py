"""Tax on the margin: what a dealer, a travel agent or an Australian seller of land owes where the price is not taxed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext

from duespark.engine.errors import Invalid
from duespark.engine.money.rounding import EXACT, round_money

_ZERO = Decimal(0)
_HUNDRED = Decimal(100)


class InvalidMargin(Invalid):
    code = "tax.invalid_margin"
    sentence = "The {what} must not be negative. Enter what was paid, or 0."


@dataclass(frozen=True, slots=True, kw_only=True)
class MarginTax:
    """The tax in a margin: `margin` = `net` + `tax`, never negative. `loss` is what purchases exceeded sales by."""

    margin: Decimal
    net: Decimal
    tax: Decimal
    loss: Decimal


def margin_tax(sale: Decimal, purchase: Decimal, rate: Decimal, currency: str) -> MarginTax:
    """The tax on one item sold at `sale` (all the buyer pays) and bought at `purchase` (all the seller was charged).

    The margin includes the tax: at `rate` percent it holds margin * rate / (100 + rate), rounded to the currency's
    minor unit; an item sold at a loss bears none, and its loss lowers no other item's (Directive 2006/112/EC, Articles
    315 and 317; § 25a Abs. 3 UStG; art. 120 ust. 4 ustawy o VAT; article 297 A du CGI). Australian real property: one
    eleventh, the rate being 10 (GST Act 1999, s. 75-10). Raises `InvalidMargin`, `UnknownCurrency`.

    >>> car = margin_tax(Decimal(12000), Decimal(10000), Decimal(19), "EUR")
    >>> str(car.net), str(car.tax)
    ('1680.67', '319.33')
    >>> str(margin_tax(Decimal(610000), Decimal(500000), Decimal(10), "AUD").tax)
    '10000.00'
    """
    _refuse_negative(sale=sale, purchase=purchase, rate=rate)
    return _in_margin(sale - purchase, rate, currency)


def global_margin_tax(
    sales: Iterable[Decimal], purchases: Iterable[Decimal], rate: Decimal, currency: str, *, carried: Decimal = _ZERO
) -> MarginTax:
    """The tax on all sales and purchases of a period at one rate (Directive 2006/112/EC, Article 318).

    `carried` is the `loss` of the period before, where the country lets it be carried forward (VAT Notice 718 does;
    UStAE 25a.1 does not: pass 0). Raises `InvalidMargin`, `UnknownCurrency`.

    >>> fair = global_margin_tax([Decimal(70), Decimal(50)], [Decimal(90)], Decimal(20), "GBP", carried=Decimal(6))
    >>> str(fair.margin), str(fair.tax), str(fair.loss)
    ('24.00', '4.00', '0.00')
    """
    _refuse_negative(rate=rate, carried=carried)
    with localcontext(EXACT):
        difference = sum(sales, _ZERO) - sum(purchases, _ZERO) - carried
    return _in_margin(difference, rate, currency)


def _in_margin(difference: Decimal, rate: Decimal, currency: str) -> MarginTax:
    margin = round_money(max(difference, _ZERO), currency)
    with localcontext(EXACT):
        tax = round_money(margin * rate / (_HUNDRED + rate), currency)
        return MarginTax(margin=margin, net=margin - tax, tax=tax, loss=round_money(max(-difference, _ZERO), currency))


def _refuse_negative(**amounts: Decimal) -> None:
    for what, amount in amounts.items():
        if amount < 0:
            raise InvalidMargin(pointer=f"/{what}", what=what)


_GLOBAL_LIMITS = (
    ("DE", Decimal(750), date(2025, 1, 1), "§ 25a Abs. 4 UStG"),
    ("DE", Decimal(500), date(1995, 1, 1), "§ 25a Abs. 4 UStG"),
    ("GB", Decimal(500), date(1995, 6, 1), "VAT Notice 718, Global Accounting"),
)
"""Country, highest purchase price of one item in its currency, since when, law; the newest first."""


def global_margin_limit(country: str, on: date) -> Decimal | None:
    """The highest purchase price of an item whose margin may be taxed with others'; None where the country sets none
    that is known here.

    >>> str(global_margin_limit("DE", date(2024, 12, 31))), str(global_margin_limit("DE", date(2025, 1, 1)))
    ('500', '750')
    """
    return next((limit for at, limit, since, _ in _GLOBAL_LIMITS if at == country and since <= on), None)
