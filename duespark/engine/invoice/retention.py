"""How long the law of the seller's country wants invoices, and the books they belong to, to be kept.

Every period runs to the end of a calendar year. Where the law counts from the close of a financial year or from the day
a tax falls due, which may lie in the year after the document, the document is kept a year longer, so that it is never
gone too early. A person may be asked to keep things longer, never shorter.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRule:
    """`years` as the law says; `year_after` where it counts from a day that may lie in the year after the document."""

    years: int
    law: str
    year_after: bool = False


LAWS: Mapping[str, RetentionRule] = {
    "AT": RetentionRule(years=7, law="BAO § 132 (1)"),
    "AU": RetentionRule(years=5, law="Income Tax Assessment Act 1936, section 262A (4)", year_after=True),
    "BE": RetentionRule(years=10, law="Code de la TVA, article 60"),
    "CA": RetentionRule(years=6, law="Income Tax Act, section 230 (4)", year_after=True),
    "CH": RetentionRule(years=10, law="OR Art. 958f", year_after=True),
    "CZ": RetentionRule(years=10, law="Zákon č. 235/2004 Sb., § 35"),
    "DE": RetentionRule(years=8, law="AO § 147 (3), UStG § 14b (1)"),
    "DK": RetentionRule(years=5, law="Bogføringsloven § 12", year_after=True),
    "ES": RetentionRule(years=6, law="Código de Comercio, artículo 30", year_after=True),
    "FR": RetentionRule(years=10, law="Code de commerce, article L123-22; LPF, article L102 B", year_after=True),
    "GB": RetentionRule(years=6, law="VATA 1994, schedule 11, paragraph 6 (3)", year_after=True),
    "IE": RetentionRule(years=6, law="VAT Consolidation Act 2010, section 84", year_after=True),
    "IT": RetentionRule(years=10, law="Codice civile, articolo 2220", year_after=True),
    "LU": RetentionRule(years=10, law="Code de commerce, article 16", year_after=True),
    "NL": RetentionRule(years=7, law="AWR, artikel 52 lid 4", year_after=True),
    "PL": RetentionRule(
        years=5, law="Ordynacja podatkowa, art. 70 § 1 i art. 86 § 1; ustawa o VAT, art. 112", year_after=True
    ),
    "PT": RetentionRule(years=10, law="CIVA, artigo 52.º", year_after=True),
    "SE": RetentionRule(years=7, law="Bokföringslagen, 7 kap. 2 §", year_after=True),
    "US": RetentionRule(years=6, law="26 U.S.C. §§ 6001, 6501 (e)", year_after=True),
}

ELSEWHERE = RetentionRule(years=10, law="", year_after=True)
"""For countries whose law we do not know: the longest of those we know."""


def retention_rule(country: str) -> RetentionRule:
    """The rule of the seller's country; its `law` is "" where none is known to us.

    >>> retention_rule("DE").years, retention_rule("BR").law
    (8, '')
    """
    return LAWS.get(country, ELSEWHERE)


def kept_until(day: date, country: str, *, years: int = 0) -> date:
    """The last day on which a document of this day must still be there; from the next day on it may be erased.

    `years` is a longer period of one's own; a shorter one than the law's changes nothing.

    >>> kept_until(date(2026, 3, 31), "DE"), kept_until(date(2026, 3, 31), "PL")
    (datetime.date(2034, 12, 31), datetime.date(2032, 12, 31))
    >>> kept_until(date(2026, 3, 31), "DE", years=10), kept_until(date(2026, 3, 31), "DE", years=2)
    (datetime.date(2036, 12, 31), datetime.date(2034, 12, 31))
    """
    return date(day.year + _whole_years(country, years), 12, 31)


def erasable_before(today: date, country: str, *, years: int = 0) -> date:
    """The day before which nothing of a document may have happened, for it to be erased today.

    >>> erasable_before(date(2035, 1, 1), "DE"), erasable_before(date(2034, 12, 31), "DE")
    (datetime.date(2027, 1, 1), datetime.date(2026, 1, 1))
    """
    return date(today.year - _whole_years(country, years), 1, 1)


def _whole_years(country: str, years: int) -> int:
    rule = retention_rule(country)
    return max(rule.years, years) + rule.year_after
