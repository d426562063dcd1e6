"""Wall time across daylight-saving changes, and quiet hours."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.schedule.local_time import UnknownZone, find_zone, local_date, to_utc
from duespark.engine.schedule.quiet_hours import NeverOpen, is_allowed, next_allowed

ZONES = [
    "Pacific/Auckland",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Kolkata",
    "Europe/Berlin",
    "Australia/Lord_Howe",
]
zones = st.sampled_from(ZONES)
days = st.dates(date(2015, 1, 1), date(2035, 12, 31))
times = st.times()
instants = st.datetimes(
    datetime.fromisoformat("2015-01-01"), datetime.fromisoformat("2035-12-31"), timezones=st.just(UTC)
)


class TestToUtc:
    @pytest.mark.parametrize(
        ("day", "at", "zone", "expected"),
        [
            (date(2026, 3, 29), time(2, 30), "Europe/Berlin", "2026-03-29T01:00"),
            (date(2026, 3, 29), time(2, 0), "Europe/Berlin", "2026-03-29T01:00"),
            (date(2026, 3, 29), time(3, 0), "Europe/Berlin", "2026-03-29T01:00"),
            (date(2026, 3, 29), time(1, 59), "Europe/Berlin", "2026-03-29T00:59"),
            (date(2026, 10, 25), time(2, 30), "Europe/Berlin", "2026-10-25T00:30"),
            (date(2026, 10, 25), time(3, 0), "Europe/Berlin", "2026-10-25T02:00"),
            (date(2018, 11, 4), time(0, 0), "America/Sao_Paulo", "2018-11-04T03:00"),
            (date(2026, 9, 27), time(2, 30), "Pacific/Auckland", "2026-09-26T14:00"),
            (date(2026, 4, 5), time(2, 30), "Pacific/Auckland", "2026-04-04T13:30"),
            (date(2026, 10, 4), time(2, 15), "Australia/Lord_Howe", "2026-10-03T15:30"),
            (date(2011, 12, 30), time(9), "Pacific/Apia", "2011-12-30T10:00"),
            (date(2026, 6, 1), time(9), "Asia/Kolkata", "2026-06-01T03:30"),
        ],
    )
    def test_known_moments(self, day: date, at: time, zone: str, expected: str) -> None:
        assert to_utc(day, at, zone) == datetime.fromisoformat(expected).replace(tzinfo=UTC)

    @given(days, times, zones)
    def test_shows_the_time_asked_for_or_the_first_after_a_gap(self, day: date, at: time, zone: str) -> None:
        instant = to_utc(day, at, zone)
        wall = instant.astimezone(find_zone(zone)).replace(tzinfo=None)
        wanted = datetime.combine(day, at)
        if wall == wanted:
            return
        assert wall > wanted
        just_before = (instant - timedelta(seconds=1)).astimezone(find_zone(zone)).replace(tzinfo=None)
        assert just_before < wanted

    @given(days, times, zones)
    def test_of_two_moments_it_is_the_first(self, day: date, at: time, zone: str) -> None:
        instant = to_utc(day, at, zone)
        wall = instant.astimezone(find_zone(zone)).replace(tzinfo=None)
        for minutes in (30, 60, 120):
            earlier = (instant - timedelta(minutes=minutes)).astimezone(find_zone(zone)).replace(tzinfo=None)
            assert earlier != wall

    def test_a_zone_or_fold_of_the_time_is_ignored(self) -> None:
        assert to_utc(date(2026, 6, 1), time(9, tzinfo=UTC, fold=1), "Asia/Kolkata").hour == 3

    @pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../etc/passwd", "Europe", "Europe/Berlin\0"])
    def test_refuses_unknown_zones(self, zone: str) -> None:
        with pytest.raises(UnknownZone):
            to_utc(date(2026, 1, 1), time(9), zone)


class TestLocalDate:
    @pytest.mark.parametrize(
        ("zone", "expected"),
        [
            ("Pacific/Kiritimati", date(2026, 1, 1)),
            ("Pacific/Pago_Pago", date(2025, 12, 30)),
            ("UTC", date(2025, 12, 31)),
        ],
    )
    def test_is_the_day_of_the_place(self, zone: str, expected: date) -> None:
        assert local_date(datetime(2025, 12, 31, 10, 30, tzinfo=UTC), zone) == expected


WORKDAYS = frozenset(range(5))


def following(instant: datetime, zone: str = "UTC", **more: object) -> datetime:
    window = {"opens": time(8), "closes": time(18), "weekdays": WORKDAYS, "holidays": frozenset[date](), **more}
    return next_allowed(instant, zone=zone, **window)  # type: ignore[arg-type]


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

    @given(instants, zones, times, times, st.frozensets(st.integers(0, 6), min_size=1), st.frozensets(days, max_size=5))
    def test_is_open_not_earlier_and_stable(
        self, instant: datetime, zone: str, one: time, two: time, weekdays: frozenset[int], holidays: frozenset[date]
    ) -> None:
        if one == two:
            return
        window = {"opens": min(one, two), "closes": max(one, two), "weekdays": weekdays, "holidays": holidays}
        found = following(instant, zone, **window)
        assert found >= instant
        assert is_allowed(found, zone=zone, **window)  # type: ignore[arg-type]
        assert following(found, zone, **window) == found
        assert (found == instant) == is_allowed(instant, zone=zone, **window)  # type: ignore[arg-type]

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

    def test_refuses_what_never_opens(self) -> None:
        monday = datetime(2026, 3, 2, 20, tzinfo=UTC)
        with pytest.raises(NeverOpen, match="empty"):
            following(monday, opens=time(18), closes=time(18))
        with pytest.raises(NeverOpen, match="no weekday"):
            following(monday, weekdays=frozenset())
        with pytest.raises(NeverOpen, match="holidays"):
            following(monday, holidays={date(2026, 3, 2) + timedelta(days=days) for days in range(401)})
