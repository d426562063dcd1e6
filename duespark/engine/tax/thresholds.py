"""Amounts that change how a sale is taxed, dated and with their source, and the rules that compare with them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Activity = Literal["", "goods", "services"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A limit from the day `since` to the day `until`, both included. Turnover of last year must not have exceeded
    `last_year`, that of this year (or of the period `period` names) must not exceed `this_year`; None sets no limit."""

    key: str
    country: str
    this_year: Decimal
    last_year: Decimal | None
    currency: str
    since: date
    until: date | None
    source: str
    activity: Activity = ""
    period: str = "calendar year"


def _rows(
    key: str, country: str, currency: str, source: str, *rows: str, activity: Activity = "", period: str = ""
) -> Iterator[Threshold]:
    """Rows "this_year last_year since [until]", a dash where last year does not count."""
    for row in rows:
        this_year, last_year, since, *until = row.split()
        yield Threshold(
            key=key,
            country=country,
            this_year=Decimal(this_year),
            last_year=None if last_year == "-" else Decimal(last_year),
            currency=currency,
            since=date.fromisoformat(since),
            until=date.fromisoformat(until[0]) if until else None,
            source=source,
            activity=activity,
            period=period or "calendar year",
        )


_SMALL = "small_enterprise"
_FR = "Article 293 B du CGI (loi n° 2023-1322, art. 82; kept by the law adopted on 23 October 2025)"
_IE = "Value-Added Tax Consolidation Act 2010, s. 6"
_TWELVE = "any 12 months"

THRESHOLDS: tuple[Threshold, ...] = (
    *_rows("distance_sales_goods", "EU", "EUR", "Directive 2006/112/EC, Article 59c", "10000 10000 2021-07-01"),
    *_rows(
        "distance_sales_digital",
        "EU",
        "EUR",
        "Directive 2006/112/EC, Article 59c; before July 2021 Article 58(2) of Directive (EU) 2017/2455",
        "10000 10000 2019-01-01",
    ),
    *_rows(_SMALL, "EU", "EUR", "Directive 2006/112/EC, Article 284(2)(a)", "100000 100000 2025-01-01"),
    *_rows(
        _SMALL,
        "DE",
        "EUR",
        "§ 19 Abs. 1 UStG",
        "100000 25000 2025-01-01",
        "50000 22000 2020-01-01 2024-12-31",
        "50000 17500 2003-01-01 2019-12-31",
    ),
    *_rows(
        _SMALL,
        "PL",
        "PLN",
        "Art. 113 ust. 1 ustawy o VAT (Dz.U. 2025 poz. 896)",
        "240000 240000 2026-01-01",
        "200000 200000 2017-01-01 2025-12-31",
    ),
    *_rows(
        _SMALL, "FR", "EUR", _FR, "41250 37500 2025-01-01", "39100 36800 2023-01-01 2024-12-31", activity="services"
    ),
    *_rows(_SMALL, "FR", "EUR", _FR, "93500 85000 2025-01-01", "101000 91900 2023-01-01 2024-12-31", activity="goods"),
    *_rows(_SMALL, "AT", "EUR", "§ 6 Abs. 1 Z 27 UStG 1994", "55000 55000 2025-01-01"),
    *_rows(_SMALL, "BE", "EUR", "Article 56bis du Code de la TVA", "25000 25000 2016-01-01"),
    *_rows(_SMALL, "NL", "EUR", "Artikel 25 Wet OB 1968", "20000 20000 2020-01-01"),
    *_rows(_SMALL, "IT", "EUR", "Art. 1, commi 54-89, legge 190/2014", "100000 85000 2023-01-01"),
    *_rows(
        _SMALL,
        "IE",
        "EUR",
        _IE,
        "42500 - 2025-01-01",
        "40000 - 2024-01-01 2024-12-31",
        activity="services",
        period=_TWELVE,
    ),
    *_rows(
        _SMALL,
        "IE",
        "EUR",
        _IE,
        "85000 - 2025-01-01",
        "80000 - 2024-01-01 2024-12-31",
        activity="goods",
        period=_TWELVE,
    ),
    *_rows(
        _SMALL,
        "GB",
        "GBP",
        "VATA 1994, Schedule 1, paragraph 1",
        "90000 - 2024-04-01",
        "85000 - 2017-04-01 2024-03-31",
        period=_TWELVE,
    ),
    *_rows(_SMALL, "AU", "AUD", "GST Act 1999, s. 23-15", "75000 - 2007-07-01", period=_TWELVE),
    *_rows(_SMALL, "NZ", "NZD", "GST Act 1985, s. 51", "60000 - 2009-04-01", period=_TWELVE),
    *_rows(_SMALL, "CA", "CAD", "Excise Tax Act, s. 148", "30000 - 1991-01-01", period="any four calendar quarters"),
    *_rows(
        _SMALL,
        "IN",
        "INR",
        "CGST Act 2017, s. 22",
        "2000000 - 2017-07-01",
        activity="services",
        period="financial year",
    ),
    *_rows(
        _SMALL,
        "IN",
        "INR",
        "CGST Act 2017, s. 23; Notification 10/2019-Central Tax",
        "4000000 - 2019-04-01",
        activity="goods",
        period="financial year",
    ),
    *_rows(_SMALL, "SG", "SGD", "GST Act 1993, First Schedule", "1000000 - 1994-04-01"),
    *_rows(_SMALL, "CH", "CHF", "MWSTG Art. 10 Abs. 2 Bst. a", "100000 - 2010-01-01"),
    *_rows(_SMALL, "NO", "NOK", "Merverdiavgiftsloven § 2-1", "50000 - 2010-01-01", period=_TWELVE),
    *_rows("consignment", "EU", "EUR", "Directive 2006/112/EC, Article 369l", "150 - 2021-07-01", period="consignment"),
    *_rows("consignment", "GB", "GBP", "VATA 1994, Schedule 9ZC", "135 - 2021-01-01", period="consignment"),
    *_rows("consignment", "AU", "AUD", "GST Act 1999, Subdivision 84-C", "1000 - 2018-07-01", period="item"),
    *_rows("consignment", "NZ", "NZD", "GST Act 1985, s. 4B", "1000 - 2019-12-01", period="item"),
    *_rows("consignment", "SG", "SGD", "GST Act 1993, Seventh Schedule", "400 - 2023-01-01", period="item"),
    *_rows("consignment", "NO", "NOK", "Merverdiavgiftsloven § 3-1 (VOEC)", "3000 - 2020-04-01", period="item"),
)
"""Only rows that are sure; a missing country, day or activity means that nothing is known here, not that nothing applies."""


def threshold(key: str, country: str, on: date, *, activity: Activity = "") -> Threshold | None:
    """The limit with this key in force on the day; None where none is known.

    Keys: "small_enterprise" (exempt or unregistered up to it; "EU" is the cross-border scheme), "distance_sales_goods"
    and "distance_sales_digital" ("EU"), "consignment" (up to it the seller may or must charge tax on goods sent to
    consumers from abroad). `activity` only where a country has a limit for each.

    >>> str(threshold("small_enterprise", "PL", date(2026, 1, 1)).this_year)
    '240000'
    >>> threshold("small_enterprise", "US", date(2026, 1, 1)) is None
    True
    """
    rows = (row for row in THRESHOLDS if (row.key, row.country, row.activity) == (key, country, activity))
    return next((row for row in rows if row.since <= on and (row.until is None or on <= row.until)), None)


def is_exceeded(limit: Threshold, *, last_year: Decimal, this_year: Decimal) -> bool:
    """Whether turnover (net, in the limit's currency; `this_year` with the sale in question) is above the limit.

    In the EU the sale that exceeds this year's limit is the first one taxed the other way (Directive 2006/112/EC,
    Articles 59c(2) and 288a; § 19 Abs. 1 UStG since 2025).

    >>> limit = threshold("distance_sales_goods", "EU", date(2026, 1, 1))
    >>> [is_exceeded(limit, last_year=Decimal(0), this_year=Decimal(n)) for n in ("10000.00", "10000.01")]
    [False, True]
    """
    return this_year > limit.this_year or (limit.last_year is not None and last_year > limit.last_year)


ONE_STOP_SHOP = date(2021, 7, 1)
"""From this day the One Stop Shop; before, for digital services only, the Mini One Stop Shop (Directive 2017/2455)."""


def one_stop_shop_label(on: date) -> str:
    """What the scheme is called in reports for the day; MOSS is history, kept for its label only.

    >>> one_stop_shop_label(date(2021, 6, 30)), one_stop_shop_label(date(2021, 7, 1))
    ('MOSS', 'OSS')
    """
    return "OSS" if on >= ONE_STOP_SHOP else "MOSS"


EWAY_BILL_ABOVE = Decimal(50000)
EWAY_BILL_SINCE = date(2018, 4, 1)


def is_eway_bill_needed(
    value: Decimal,
    *,
    on: date,
    job_work_or_handicraft: bool = False,
    state_limit: Decimal | None = None,
) -> bool:
    """Whether goods moved in India need an e-way bill: a consignment of more than INR 50,000.

    `value` is that of the invoice with CGST, SGST, IGST and cess, without the exempt goods on it (CGST Rules 2017, rule
    138(1), explanation 2). Goods sent to another state for job work, and handicraft goods sent there by an unregistered
    person, need one whatever their value. `state_limit` is the higher limit a state has notified for movement within it.

    >>> day = date(2026, 1, 1)
    >>> is_eway_bill_needed(Decimal(50000), on=day), is_eway_bill_needed(Decimal("50000.01"), on=day)
    (False, True)
    """
    if on < EWAY_BILL_SINCE:
        return False
    limit = EWAY_BILL_ABOVE if state_limit is None else state_limit
    return job_work_or_handicraft or value > limit


SPLIT_PAYMENT_ABOVE = Decimal(15000)
SPLIT_PAYMENT_SINCE = date(2019, 11, 1)
SPLIT_PAYMENT_MENTION = "mechanizm podzielonej płatności"


def is_split_payment_needed(gross_pln: Decimal, *, on: date, in_annex_15: bool, to_business: bool) -> bool:
    """Whether a Polish invoice must say "mechanizm podzielonej płatności": more than PLN 15,000 with tax, between
    businesses, with a line of annex 15 (art. 106e ust. 1 pkt 18a, art. 108a ust. 1a ustawy o VAT).

    >>> is_split_payment_needed(Decimal("15000.01"), on=date(2026, 1, 1), in_annex_15=True, to_business=True)
    True
    """
    return in_annex_15 and to_business and on >= SPLIT_PAYMENT_SINCE and gross_pln > SPLIT_PAYMENT_ABOVE
