"""The day whose exchange rate the law wants for a document in another currency."""

from collections.abc import Mapping
from datetime import date, timedelta

DAY_BEFORE: Mapping[str, str] = {"PL": "Act of 11 March 2004 on tax on goods and services, article 31a(1) and (2)"}
"""Countries whose law wants the rate of the last working day before, with the law."""


def exchange_day(country: str, *, issue_date: date, supply_date: date | None = None) -> date:
    """The day on which, or before which, the rate must have been published last.

    The rate is that of the moment the tax falls due: the supply (Directive 2006/112/EC, article 91(2)), or the issue
    where no other day is stated. In Poland it is the working day before that, and before the issue where the
    invoice comes first. `engine.money.rates.find_rate` goes back over weekends and holidays from the day given here.

    >>> monday, friday = date(2026, 1, 19), date(2026, 1, 23)
    >>> exchange_day("DE", issue_date=friday, supply_date=monday)
    datetime.date(2026, 1, 19)
    >>> exchange_day("PL", issue_date=friday, supply_date=monday)
    datetime.date(2026, 1, 18)
    >>> exchange_day("PL", issue_date=monday, supply_date=friday)
    datetime.date(2026, 1, 18)
    """
    due = supply_date or issue_date
    if country in DAY_BEFORE:
        return min(due, issue_date) - timedelta(days=1)
    return due
