"""Days and numbers: which period an instant falls into, and whether a number may bear an earlier date."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal

from duespark.engine.invoice.numbering import NumberPattern, Reset, period_key
from duespark.engine.schedule.local_time import local_date

Verdict = Literal["ok", "needs_permission", "refused"]

CHRONOLOGICAL = frozenset({"FR"})
"""Sellers' countries whose law wants the numbers of a series in the order of their dates; see `check_date`."""


def period_at(reset: Reset, instant: datetime, zone: str, *, year_start: int = 1) -> str:
    """The period of a series at an instant (with its own zone), on the calendar of the company's `zone`.

    Raises `UnknownZone`.

    >>> from datetime import UTC
    >>> new_year = datetime(2025, 12, 31, 11, 30, tzinfo=UTC)
    >>> period_at("yearly", new_year, "Pacific/Auckland"), period_at("yearly", new_year, "Pacific/Pago_Pago")
    ('2026', '2025')
    """
    return period_key(reset, local_date(instant, zone), year_start=year_start)


def check_date(
    pattern: NumberPattern,
    on: date,
    *,
    last_dates: Mapping[str, date],
    client_code: str = "",
    chronological: bool = False,
) -> Verdict:
    """Whether the next number may bear the date `on`; `last_dates` holds the newest issue date of each period.

    Within a period whose numbers are in order of their dates, a date from the newest one on is fine. An earlier one
    puts numbers and dates out of order; a date in a period behind a reset adds to what may be closed and reported.
    Either needs a permission, both together are refused. With `chronological` an order that is disturbed is always
    refused: "un numéro unique basé sur une séquence chronologique et continue" (France, CGI annexe II, article
    242 nonies A, I 7°). Dates in the future are not judged here.

    >>> pattern = NumberPattern.parse("INV-{year}-{seq:4}", reset="yearly")
    >>> last_dates = {"2025": date(2025, 12, 30), "2026": date(2026, 1, 5)}
    >>> [check_date(pattern, date.fromisoformat(on), last_dates=last_dates) for on in ("2026-01-05", "2026-01-04", "2025-12-31")]
    ['ok', 'needs_permission', 'needs_permission']
    >>> check_date(pattern, date(2025, 12, 29), last_dates=last_dates)
    'refused'
    """
    counter = client_code if pattern.per_client else ""
    dates = {period: day for period, day in last_dates.items() if period.partition("/")[2] == counter}
    own = dates.pop(pattern.period(on, client_code), on)
    behind_reset = any(day > on for day in dates.values())
    if own <= on:
        return "needs_permission" if behind_reset else "ok"
    return "refused" if behind_reset or chronological else "needs_permission"
