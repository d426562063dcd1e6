"""Wall time across daylight-saving changes, and the day it is in a place."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duespark.engine.receivables.ageing import is_overdue
from duespark.engine.schedule.local_time import UnknownZone, find_zone, local_date, to_utc
from duespark.engine.schedule.period import period_of

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
few = settings(max_examples=40)


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
            (date(2026, 3, 8), time(2, 30), "America/New_York", "2026-03-08T07:00"),
            (date(2026, 11, 1), time(1, 30), "America/New_York", "2026-11-01T05:30"),
            (date(2018, 11, 4), time(0, 0), "America/Sao_Paulo", "2018-11-04T03:00"),
            (date(2019, 2, 16), time(23, 30), "America/Sao_Paulo", "2019-02-17T01:30"),
            (date(2019, 11, 3), time(0, 0), "America/Sao_Paulo", "2019-11-03T03:00"),
            (date(2026, 9, 27), time(2, 30), "Pacific/Auckland", "2026-09-26T14:00"),
            (date(2026, 4, 5), time(2, 30), "Pacific/Auckland", "2026-04-04T13:30"),
            (date(2026, 10, 4), time(2, 15), "Australia/Lord_Howe", "2026-10-03T15:30"),
            (date(2026, 4, 5), time(1, 45), "Australia/Lord_Howe", "2026-04-04T14:45"),
            (date(2011, 12, 30), time(9), "Pacific/Apia", "2011-12-30T10:00"),
            (date(2026, 6, 1), time(9), "Asia/Kolkata", "2026-06-01T03:30"),
        ],
    )
    def test_known_moments(self, day: date, at: time, zone: str, expected: str) -> None:
        assert to_utc(day, at, zone) == datetime.fromisoformat(expected).replace(tzinfo=UTC)

    @few
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

    @few
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
        with pytest.raises(UnknownZone) as caught:
            to_utc(date(2026, 1, 1), time(9), zone)
        assert (caught.value.code, caught.value.pointer) == ("schedule.unknown_zone", "/zone")
        assert str(caught.value) == f"There is no time zone {zone!r}. Use an IANA name such as Europe/Warsaw."

    @pytest.mark.parametrize("second", [0, 1, 29, 59])
    def test_every_time_in_a_gap_gives_the_same_end(self, second: int) -> None:
        ends = {to_utc(date(2026, 3, 29), time(2, minute, second), "Europe/Berlin") for minute in range(60)}
        assert ends == {datetime(2026, 3, 29, 1, tzinfo=UTC)}

    def test_a_fraction_of_a_second_in_a_gap_does_not_delay_the_end_of_it(self) -> None:
        at = time(2, 30, 0, 1)
        assert to_utc(date(2026, 3, 29), at, "Europe/Berlin") == datetime(2026, 3, 29, 1, tzinfo=UTC)


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

    @pytest.mark.parametrize("zone", ["Pacific/Auckland", "Pacific/Pago_Pago"])
    def test_fm_23_a_year_begins_at_midnight_of_the_place(self, zone: str) -> None:
        """FM-23: at 00:30 on 1 January it is the new year at +13 and at -11, and at 23:30 before it the old one."""
        half_past = to_utc(date(2026, 1, 1), time(0, 30), zone)
        for unit in ("month", "quarter", "half_year", "year"):
            assert period_of(local_date(half_past, zone), unit).start == date(2026, 1, 1)
            before = local_date(half_past - timedelta(hours=1), zone)
            assert period_of(before, unit).end == date(2025, 12, 31)

    @pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/New_York", "Pacific/Pago_Pago", "Asia/Kolkata"])
    def test_fm_28_a_debt_is_overdue_from_midnight_of_the_creditor(self, zone: str) -> None:
        """FM-28: the due date itself is on time to its last second, wherever the creditor is."""
        due = date(2026, 1, 31)
        midnight = to_utc(due + timedelta(days=1), time(0), zone)
        assert not is_overdue(due, local_date(midnight - timedelta(seconds=1), zone))
        assert is_overdue(due, local_date(midnight, zone))
