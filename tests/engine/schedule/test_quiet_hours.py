"""Quiet hours: when people may be written to."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duespark.engine.schedule.quiet_hours import NeverOpen, is_allowed, next_allowed

zones = st.sampled_from(["Pacific/Auckland", "America/New_York", "America/Sao_Paulo", "Asia/Kolkata", "Europe/Berlin"])
days = st.dates(date(2015, 1, 1), date(2035, 12, 31))
times = st.times()
instants = st.datetimes(
    datetime.fromisoformat("2015-01-01"), datetime.fromisoformat("2035-12-31"), timezones=st.just(UTC)
)

WORKDAYS = frozenset(range(5))
few = settings(max_examples=40)


def following(instant: datetime, zone: str = "UTC", **more: Any) -> datetime:
    window = {"opens": time(8), "closes": time(18), "weekdays": WORKDAYS, "holidays": frozenset[date](), **more}
    return next_allowed(instant, zone=zone, **window)


class TestNextAllowed:
    @pytest.mark.parametrize(
        ("instant", "expected"),
        [
            ("2026-03-02T08:00", "2026-03-02T08:00"),
            ("2026-03-02T07:59:59", "2026-03-02T08:00"),
            ("2026-03-02T17:59:59", "2026-03-02T17:59:59"),
            ("2026-03-02T18:00", "2026-03-03T08:00"),
            ("2026-03-06T18:00", "2026-03-09T08:00"),
            ("2026-03-07T12:00", "2026-03-09T08:00"),
        ],
    )
    def test_moves_to_the_next_opening(self, instant: str, expected: str) -> None:
        found = following(datetime.fromisoformat(instant).replace(tzinfo=UTC))
        assert found == datetime.fromisoformat(expected).replace(tzinfo=UTC)

    def test_skips_holidays(self) -> None:
        easter = {date(2026, 4, 3), date(2026, 4, 6)}
        found = following(datetime(2026, 4, 2, 19, tzinfo=UTC), holidays=easter)
        assert found == datetime(2026, 4, 7, 8, tzinfo=UTC)

    @few
    @given(instants, zones, times, times, st.frozensets(st.integers(0, 6), min_size=1), st.frozensets(days, max_size=5))
    def test_is_open_not_earlier_and_stable(
        self, instant: datetime, zone: str, one: time, two: time, weekdays: frozenset[int], holidays: frozenset[date]
    ) -> None:
        if one == two:
            return
        window: dict[str, Any] = {
            "opens": min(one, two),
            "closes": max(one, two),
            "weekdays": weekdays,
            "holidays": holidays,
        }
        found = following(instant, zone, **window)
        assert found >= instant
        assert is_allowed(found, zone=zone, **window)
        assert following(found, zone, **window) == found
        assert (found == instant) == is_allowed(instant, zone=zone, **window)

    def test_a_window_that_a_day_skips_opens_the_next_day(self) -> None:
        sunday = frozenset({5, 6, 0})
        found = following(
            datetime(2026, 3, 28, 12, tzinfo=UTC),
            "Europe/Berlin",
            opens=time(2, 10),
            closes=time(2, 40),
            weekdays=sunday,
        )
        assert found == datetime(2026, 3, 30, 0, 10, tzinfo=UTC)

    def test_answers_in_utc(self) -> None:
        found = following(datetime.fromisoformat("2026-03-02T10:00:00+02:00"))
        assert (found.isoformat(), found.tzinfo) == ("2026-03-02T08:00:00+00:00", UTC)

    def test_holidays_are_days_of_the_place(self) -> None:
        monday_evening = datetime(2026, 3, 2, 20, tzinfo=UTC)  # Tuesday, 09:00, in Auckland
        assert following(monday_evening, "Pacific/Auckland") == monday_evening
        moved = following(monday_evening, "Pacific/Auckland", holidays={date(2026, 3, 3)})
        assert moved == datetime(2026, 3, 3, 19, tzinfo=UTC)

    def test_looks_ahead_400_days(self) -> None:
        evening, every_day = datetime(2026, 3, 2, 20, tzinfo=UTC), frozenset(range(7))
        shut = {date(2026, 3, 2) + timedelta(days=days) for days in range(399)}
        found = following(evening, weekdays=every_day, holidays=shut)
        assert found == datetime(2026, 3, 2, 8, tzinfo=UTC) + timedelta(days=399)
        with pytest.raises(NeverOpen):
            following(evening, weekdays=every_day, holidays={*shut, date(2026, 3, 2) + timedelta(days=399)})

    @pytest.mark.parametrize(
        ("window", "problem"),
        [
            ({"opens": time(18), "closes": time(18)}, "the hours from 18:00:00 to 18:00:00 are empty"),
            ({"opens": time(22), "closes": time(6)}, "the hours from 22:00:00 to 06:00:00 are empty"),
            ({"weekdays": frozenset()}, "no weekday is allowed, or holidays take them all"),
        ],
    )
    def test_refuses_what_never_opens(self, window: dict[str, Any], problem: str) -> None:
        with pytest.raises(NeverOpen) as caught:
            following(datetime(2026, 3, 2, 20, tzinfo=UTC), **window)
        assert caught.value.code == "schedule.never_open"
        assert str(caught.value) == f"Nothing could ever be sent: {problem}."


class TestIsAllowed:
    @pytest.mark.parametrize(
        ("at", "allowed"),
        [("07:59:59", False), ("08:00:00", True), ("17:59:59", True), ("18:00:00", False)],
    )
    def test_includes_the_opening_and_not_the_closing(self, at: str, allowed: bool) -> None:
        instant = datetime.fromisoformat(f"2026-03-02T{at}+00:00")
        hours = {"opens": time(8), "closes": time(18)}
        assert is_allowed(instant, zone="UTC", weekdays=WORKDAYS, holidays=(), **hours) == allowed
        assert not is_allowed(instant, zone="UTC", weekdays=frozenset({1}), holidays=(), **hours)
        assert not is_allowed(instant, zone="UTC", weekdays=WORKDAYS, holidays=[date(2026, 3, 2)], **hours)

    def test_an_hour_shown_twice_is_allowed_twice(self) -> None:
        first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
        for instant in (first, first + timedelta(hours=1)):
            assert is_allowed(
                instant,
                zone="Europe/Berlin",
                opens=time(2),
                closes=time(3),
                weekdays=frozenset({6}),
                holidays=(),
            )
