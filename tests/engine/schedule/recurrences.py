"""Random recurrences, and the days they fall on found the slow way: by walking the calendar one day at a time."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from duespark.engine.schedule.business_days import BusinessCalendar
from duespark.engine.schedule.month_rules import DayOfMonth, LastDay, MonthRule, NthBusinessDay, NthWeekday
from duespark.engine.schedule.period import Period
from duespark.engine.schedule.recurrence import Recurrence, Unit

DAY = timedelta(days=1)
STEPS: dict[Unit, int] = {"month": 1, "quarter": 3, "year": 12}

starts = st.dates(date(2023, 1, 1), date(2028, 12, 31))
rules: st.SearchStrategy[MonthRule | None] = (
    st.none()
    | st.builds(DayOfMonth, day=st.integers(1, 31))
    | st.just(LastDay())
    | st.builds(NthWeekday, nth=st.sampled_from([1, 2, 3, 4, -1]), weekday=st.integers(0, 6))
    | st.builds(NthBusinessDay, nth=st.sampled_from([1, 2, 5, -1, -3]))
)
calendars = st.builds(
    BusinessCalendar,
    weekend=st.sampled_from([frozenset({5, 6}), frozenset({4, 5})]),
    holidays=st.frozensets(st.dates(date(2023, 1, 1), date(2032, 12, 31)), max_size=20),
)


@st.composite
def patterns(draw: st.DrawFn) -> Recurrence:
    """A recurrence without bounds or skips."""
    unit: Unit = draw(st.sampled_from(["day", "week", "month", "quarter", "year"]))
    return Recurrence(
        start=draw(starts),
        unit=unit,
        interval=draw(st.sampled_from([1, 2, 3, 45] if unit == "day" else [1, 2, 3])),
        weekdays=draw(st.frozensets(st.integers(0, 6))) if unit == "week" else frozenset(),
        on=draw(rules) if unit in STEPS else None,
        billing=draw(st.sampled_from(["advance", "arrears"])),
        calendar=draw(calendars),
    )


@st.composite
def recurrences(draw: st.DrawFn) -> Recurrence:
    """A recurrence with bounds and skips, too."""
    pattern = draw(patterns())
    near = st.integers(-60, 500).map(lambda days: pattern.start + days * DAY)
    contract = sorted(draw(st.lists(near, min_size=2, max_size=2)))
    skipped = sorted(draw(st.lists(near, min_size=2, max_size=2)))
    return replace(
        pattern,
        end=draw(st.none() | st.integers(0, 800).map(lambda days: pattern.start + days * DAY)),
        limit=draw(st.none() | st.integers(1, 30)),
        contract_start=draw(st.none() | st.just(contract[0])),
        contract_end=draw(st.none() | st.just(contract[1])),
        skip_dates=draw(st.frozensets(near, max_size=5)),
        skip_months=draw(st.frozensets(st.integers(1, 12), max_size=3)),
        skip_periods=draw(st.sampled_from([(), (Period(start=skipped[0], end=skipped[1]),)])),
        skip_indexes=draw(st.frozensets(st.integers(0, 20), max_size=4)),
    )


def without_bounds(recurrence: Recurrence) -> Recurrence:
    """The same pattern that goes on for ever and skips nothing."""
    return replace(
        recurrence,
        end=None,
        limit=None,
        contract_start=None,
        contract_end=None,
        skip_dates=frozenset(),
        skip_months=frozenset(),
        skip_periods=(),
        skip_indexes=frozenset(),
    )


def walk(pattern: Recurrence, days: int) -> list[date]:
    """Every day of the pattern among the first so many from its start."""
    calendar = [pattern.start + offset * DAY for offset in range(days)]
    fitting = [day for day in calendar if fits(pattern, day)]
    stride = pattern.interval * STEPS.get(pattern.unit, 1)
    return [day for day in fitting if distance(pattern, fitting[0], day) % stride == 0]


def fits(pattern: Recurrence, day: date) -> bool:
    """Whether the day is one that the pattern names, were its interval 1."""
    if pattern.unit == "day":
        return True
    if pattern.unit == "week":
        return day.weekday() in (pattern.weekdays or {pattern.start.weekday()})
    month = [day.replace(day=1) + offset * DAY for offset in range(31)]
    month = [each for each in month if each.month == day.month]
    return bool(day == named(month, pattern))


def named(month: list[date], pattern: Recurrence) -> date:
    rule = pattern.on or DayOfMonth(day=pattern.start.day)
    if isinstance(rule, DayOfMonth):
        return month[: rule.day][-1]
    if isinstance(rule, NthWeekday):
        month = [day for day in month if day.weekday() == rule.weekday]
    if isinstance(rule, NthBusinessDay):
        off = pattern.calendar
        month = [day for day in month if day.weekday() not in off.weekend and day not in off.holidays]
    nth = -1 if isinstance(rule, LastDay) else rule.nth
    return month[nth - 1] if nth > 0 else month[nth]


def distance(pattern: Recurrence, first: date, day: date) -> int:
    """Days, weeks or months from the one to the other."""
    if pattern.unit == "day":
        return (day - first).days
    if pattern.unit == "week":
        return ((day - day.weekday() * DAY) - (first - first.weekday() * DAY)).days // 7
    return (day.year - first.year) * 12 + day.month - first.month
