"""Cash rounding: what is handed over in coins, and the difference that the document shows beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from duespark.engine.errors import Invalid
from duespark.engine.money.currency import currency as find_currency
from duespark.engine.money.rounding import EXACT, RoundingPolicy, round_to


class InvalidCoin(Invalid):
    code = "money.invalid_coin"
    sentence = "There is no coin of {coin}. Use the value of the smallest coin, such as 0.05."


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundedCash:
    """`payable` is what is paid in coins; `rounding` is `payable` less the exact amount (BT-114)."""

    payable: Decimal
    rounding: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class CashRule:
    """From the day `since` cash in `currency` is paid in multiples of `coin`; of the euro only in `country`, which is
    empty for other currencies."""

    currency: str
    country: str
    coin: Decimal
    since: date
    source: str
    policy: RoundingPolicy


def _rule(row: str, source: str, policy: RoundingPolicy = "half_up") -> CashRule:
    currency, coin, since, *country = row.split()
    return CashRule(
        currency=currency,
        country=country[0] if country else "",
        coin=Decimal(coin),
        since=date.fromisoformat(since),
        source=source,
        policy=policy,
    )


CASH_RULES = (
    _rule("AUD 0.05 1992-02-01", "1 and 2 cent coins withdrawn from February 1992; voluntary"),
    _rule("CAD 0.05 2013-02-04", "Canada Revenue Agency, GI-131: after tax, the tax stays"),
    _rule("CHF 0.05 2007-01-01", "Federal Council, 12 April 2006: no coin of 1 centime"),
    _rule("CZK 1 2008-09-01", "Act 634/1992 on consumer protection, section 3(1)(c); no coin of 50 hellers"),
    _rule("DKK 0.50 2008-10-01", "Order 928 of 19 September 2008, section 2"),
    _rule("EUR 0.05 2019-12-01 BE", "Code of economic law, articles VI.7/1 to VI.7/3; above 5 cents, to consumers"),
    _rule("EUR 0.05 2025-01-01 EE", "Bank of Estonia, the rounding rule; in shops and for refunds"),
    _rule("EUR 0.05 2002-01-01 FI", "Act 890/2000; 1 and 2 cents alone are not rounded"),
    _rule("EUR 0.05 2015-10-28 IE", "Central Bank of Ireland, National Payments Plan; voluntary"),
    _rule("EUR 0.05 2018-01-01 IT", "Decree-law 50/2017, article 13-quater"),
    _rule("EUR 0.05 2025-05-01 LT", "Law on the rounding of cash payments of 28 March 2024"),
    _rule("EUR 0.05 2004-09-01 NL", "Agreed by shops, consumers and the central bank; voluntary"),
    _rule("EUR 0.05 2022-07-01 SK", "Act 18/1996 on prices, section 3(4) as of Act 457/2021; 1 and 2 cents are 5"),
    _rule("HUF 5 2008-03-01", "Act III of 2008, sections 1 and 2"),
    _rule("MYR 0.05 2008-04-01", "Central Bank of Malaysia, rounding mechanism"),
    _rule("NOK 1 2012-05-01", "Regulation 2011-03-16 no. 294, section 2"),
    _rule("NZD 0.10 2006-11-01", "No coin of 5 cents; the shop chooses, the retailers' advice is down", "half_down"),
    _rule("SEK 1 2010-10-01", "Act 1970:1029, section 2 as of Act 2009:283"),
)
"""Where coins are coarser than the currency, as far as we know. None of it touches transfers, cards, or the tax.

Of one currency and country the newest comes first; earlier coins are not listed. The United States leave it to the
states. What Belgium, Finland and Slovakia say of totals of a few cents is only in `source`.
"""


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


SMALL_UNITS: Mapping[int, frozenset[str]] = MappingProxyType(
    {
        10: _codes(
            "AFN BTN BWP CUP CZK DOP EGP ERN GHS GMD HNL INR LSL MDL MKD MRU MUR MVR MXN MZN NAD NIO NOK PHP "
            "RUB SCR SEK SLE SRD STN SVC SZL THB TJS TRY TWD UAH UYU ZAR ZMW ZWG"
        ),
        100: _codes(
            "ALL AMD BDT CRC CVE DJF DZD ETB GYD HTG HUF ISK JMD JPY KES KGS KMF KPW KZT LKR LRD NPR PKR RSD "
            "SDG SOS VES VUV XAF XOF XPF YER"
        ),
        1000: _codes("AOA ARS BIF CDF CLP COP IQD KHR KRW MGA MMK MNT MWK NGN PYG RWF SSP TZS UGX"),
        10000: _codes("GNF IDR IRR LAK LBP SYP UZS VND"),
    }
)
"""Currencies of which about so many units, to the next lower power of ten, buy one euro (middle of 2026)."""


def most_coin(currency: str) -> Decimal:
    """The largest coin that amounts in `currency` may be rounded to: one that buys about as much as one euro.

    No law knows a larger one. It keeps a slip of the keyboard from rounding an invoice away. Raises `UnknownCurrency`.

    >>> most_coin("CHF"), most_coin("HUF")
    (Decimal('1'), Decimal('100'))
    """
    find_currency(currency, pointer="/currency")
    return Decimal(next((units for units, codes in SMALL_UNITS.items() if currency in codes), 1))


def find_cash_rule(currency: str, *, country: str, on: date) -> CashRule | None:
    """How cash in `currency` is rounded on a day in the country (ISO 3166-1) where it is paid; None where it is not.

    Raises `UnknownCurrency`.

    >>> find_cash_rule("EUR", country="FI", on=date(2026, 1, 1)).coin
    Decimal('0.05')
    >>> find_cash_rule("EUR", country="DE", on=date(2026, 1, 1))
    """
    find_currency(currency, pointer="/currency")
    rules = (rule for rule in CASH_RULES if rule.currency == currency and rule.country in ("", country))
    return next((rule for rule in rules if rule.since <= on), None)


def round_cash(amount: Decimal, coin: Decimal, policy: RoundingPolicy = "half_up") -> RoundedCash:
    """The multiple of the smallest coin next to `amount`, and the rounding difference.

    Only what is paid changes: net, tax and total stay as they are, and the difference is a line of its own (BT-114;
    FM-38). A refund is the mirror image of a payment. Raises `InvalidCoin`.

    >>> round_cash(Decimal("10.02"), Decimal("0.05"))
    RoundedCash(payable=Decimal('10.00'), rounding=Decimal('-0.02'))
    >>> round_cash(Decimal("82.50"), Decimal(5)).rounding
    Decimal('2.50')
    """
    if not coin.is_finite() or coin <= 0:
        raise InvalidCoin(pointer="/coin", coin=coin)
    coins = round_to(EXACT.divide(amount, coin), 0, policy)
    rounding = EXACT.subtract(EXACT.multiply(coins, coin), amount)
    return RoundedCash(payable=EXACT.add(amount, rounding), rounding=rounding)
