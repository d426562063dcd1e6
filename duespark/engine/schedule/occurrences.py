"""Occurrences of a recurrence: which there are, which are due and which is next."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice

from duespark.engine.schedule.local_time import to_utc
from duespark.engine.schedule.numbered import day_of, period_of_index
from duespark.engine.schedule.period import Period, overlap, read_key
from duespark.engine.schedule.recurrence import Recurrence, check_recurrence

DAYS_THERE_ARE = date.max.toordinal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """Number `index` (from 0) of a recurrence, on the day `on`, for `period`.

    `billed` is the part of the period within the contract; where it is shorter, `prorate`.
    """

    index: int
    on: date
    period: Period
    billed: Period

    @property
    def key(self) -> str:
        """The name of its period, unique within the schedule: whatever carries it was billed once.

        Skips, limits, bounds, new holidays and a change from advance to arrears do not change it.
        """
        return self.period.key


def occurrence(recurrence: Recurrence, index: int) -> Occurrence | None:
    """Number `index`, None when it is skipped or out of bounds. It depends on no other. Raises `InvalidRecurrence`.

    >>> yearly = Recurrence(start=date(2024, 2, 29), unit="year")
    >>> [occurrence(yearly, index).on.isoformat() for index in (0, 1, 4)]
    ['2024-02-29', '2025-02-28', '2028-02-29']
    """
    found = _numbered(recurrence, index) if index in _indexes(check_recurrence(recurrence)) else None
    return None if found is None or _is_skipped(recurrence, found) else found


def occurrences(
    recurrence: Recurrence, *, after: date | None = None, until: date | None = None, most: int | None = None
) -> Iterator[Occurrence]:
    """The occurrences after the day `after` up to and with `until`, at most `most`, in order and one at a time.

    Without bounds they go on to the year 9999. Raises `InvalidRecurrence`.

    >>> friday = Recurrence(start=date(2026, 1, 2), unit="week", interval=2)
    >>> [each.on.isoformat() for each in occurrences(friday, after=date(2026, 1, 16), most=2)]
    ['2026-01-30', '2026-02-13']
    """
    check_recurrence(recurrence)
    first = 0 if after is None else _first_beyond(recurrence, after, day_of)
    return _from(recurrence, first, until=until, most=most)


def due_occurrences(
    recurrence: Recurrence, *, done: int | str | None, on: date, most: int = 1000
) -> tuple[Occurrence, ...]:
    """What is to be billed on the day `on`: every occurrence up to it since the last one `done`, each once.

    `done` is the key or the index of the last that was billed, None for none. Prefer the key: with it no day of its
    period or before is billed again, not even after the schedule was changed. Of more than `most` the earliest come
    first; ask again for the rest. Raises `InvalidRecurrence`, `InvalidPeriod`.

    >>> monthly = Recurrence(start=date(2026, 1, 31), unit="month")
    >>> [each.index for each in due_occurrences(monthly, done=0, on=date(2026, 4, 29))]
    [1, 2]
    """
    check_recurrence(recurrence)
    return tuple(_from(recurrence, _first_after(recurrence, done), until=on, most=most))


def next_occurrence(recurrence: Recurrence, *, done: int | str | None) -> Occurrence | None:
    """The one after the last `done`, due or not yet, as for a next date or billing ahead; None when there is none.

    `done` is as in `due_occurrences`. Raises `InvalidRecurrence`, `InvalidPeriod`.

    >>> twice = Recurrence(start=date(2026, 1, 1), unit="day", interval=45, limit=2)
    >>> next_occurrence(twice, done=None).on.isoformat(), next_occurrence(twice, done="2026-01-01/2026-02-14").index
    ('2026-01-01', 1)
    >>> next_occurrence(twice, done=1)
    """
    check_recurrence(recurrence)
    return next(_from(recurrence, _first_after(recurrence, done)), None)


def send_at(occurrence: Occurrence, at: time, zone: str) -> datetime:
    """The instant, in UTC, when clocks in `zone` show `at` on the occurrence's day, whatever daylight saving does.

    Times that clocks skip or show twice are taken as in `to_utc`. Raises `UnknownZone`.

    >>> weekly = Recurrence(start=date(2026, 3, 26), unit="week")
    >>> [send_at(each, time(9), "Europe/Berlin").isoformat() for each in occurrences(weekly, most=2)]
    ['2026-03-26T08:00:00+00:00', '2026-04-02T07:00:00+00:00']
    """
    return to_utc(occurrence.on, at, zone)


def _from(
    recurrence: Recurrence, first: int, *, until: date | None = None, most: int | None = None
) -> Iterator[Occurrence]:
    return islice(_unskipped(recurrence, first, until or date.max), most)


def _unskipped(recurrence: Recurrence, first: int, until: date) -> Iterator[Occurrence]:
    indexes = _indexes(recurrence)
    for index in range(max(first, indexes.start), indexes.stop):
        found = _numbered(recurrence, index)
        if found is None or found.on > until:
            return
        if not _is_skipped(recurrence, found):
            yield found


def _numbered(recurrence: Recurrence, index: int) -> Occurrence | None:
    """Number `index`, skipped or not; None past the end, the contract and the calendar."""
    try:
        on, period = day_of(recurrence, index), period_of_index(recurrence, index)
    except OverflowError:
        return None
    contract = Period(start=recurrence.contract_start or date.min, end=recurrence.contract_end or date.max)
    billed = overlap(period, contract)
    if billed is None or on > (recurrence.end or date.max):
        return None
    return Occurrence(index=index, on=on, period=period, billed=billed)


def _indexes(recurrence: Recurrence) -> range:
    """The numbers the limit allows, from the first whose period reaches into the contract."""
    begin = recurrence.contract_start
    first = 0 if begin is None else _first_beyond(recurrence, begin, _ends_before)
    return range(first, first + (recurrence.limit or DAYS_THERE_ARE))


def _is_skipped(recurrence: Recurrence, found: Occurrence) -> bool:
    begins = found.period.start
    return (
        found.on in recurrence.skip_dates
        or found.index in recurrence.skip_indexes
        or begins.month in recurrence.skip_months
        or any(period.start <= begins <= period.end for period in recurrence.skip_periods)
    )


def _begins(recurrence: Recurrence, index: int) -> date:
    return period_of_index(recurrence, index).start


def _ends_before(recurrence: Recurrence, index: int) -> date:
    return period_of_index(recurrence, index + 1).start


def _first_after(recurrence: Recurrence, done: int | str | None) -> int:
    if isinstance(done, str):
        return _first_beyond(recurrence, read_key(done).end, _begins)
    return 0 if done is None else done + 1


def _first_beyond(recurrence: Recurrence, day: date, of: Callable[[Recurrence, int], date]) -> int:
    """The first index whose day is after `day`. Each number is at least a day after the one before."""

    def day_at(index: int) -> date:
        try:
            return of(recurrence, index)
        except OverflowError:
            return date.max

    return bisect_right(range(max((day - recurrence.start).days, 0) + 2), day, key=day_at)
