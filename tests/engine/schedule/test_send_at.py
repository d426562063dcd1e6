"""When an occurrence is sent: the same wall time all year."""

from datetime import UTC, date, datetime, time

import pytest

from duespark.engine.schedule.local_time import UnknownZone, local_date
from duespark.engine.schedule.occurrences import occurrence, occurrences, send_at
from duespark.engine.schedule.recurrence import Recurrence

NEW_YEAR = date(2026, 1, 1)
MONTHLY = Recurrence(start=NEW_YEAR, unit="month")


class TestSendAt:
    """FM-27, E12: nine in the morning stays nine in the morning, and the day stays the day."""

    @pytest.mark.parametrize(
        ("zone", "expected"),
        [
            ("Pacific/Auckland", ["2026-02-28T20:00", "2026-03-31T20:00", "2026-04-30T21:00", "2026-09-30T20:00"]),
            ("America/New_York", ["2026-03-01T14:00", "2026-04-01T13:00", "2026-05-01T13:00", "2026-10-01T13:00"]),
            ("America/Sao_Paulo", ["2026-03-01T12:00", "2026-04-01T12:00", "2026-05-01T12:00", "2026-10-01T12:00"]),
            ("Asia/Kolkata", ["2026-03-01T03:30", "2026-04-01T03:30", "2026-05-01T03:30", "2026-10-01T03:30"]),
            (
                "Australia/Lord_Howe",
                ["2026-02-28T22:00", "2026-03-31T22:00", "2026-04-30T22:30", "2026-09-30T22:30"],
            ),
        ],
    )
    def test_fm_27_nine_o_clock_all_year(self, zone: str, expected: list[str]) -> None:
        """FM-27: the first of March, April, May and October 2026."""
        monthly = [occurrence(MONTHLY, index) for index in (2, 3, 4, 9)]
        instants = [send_at(each, time(9), zone) for each in monthly if each is not None]
        assert [instant.isoformat() for instant in instants] == [f"{each}:00+00:00" for each in expected]

    def test_fm_27_sao_paulo_kept_summer_time_until_2019(self) -> None:
        """FM-27: ended for good by Decree 9.772 of 25 April 2019."""
        yearly = list(occurrences(Recurrence(start=date(2018, 1, 10), unit="year"), most=4))
        assert [send_at(each, time(9), "America/Sao_Paulo").hour for each in yearly] == [11, 11, 12, 12]

    @pytest.mark.parametrize(
        ("day", "at", "zone", "expected"),
        [
            ("2026-03-08", "02:30", "America/New_York", "2026-03-08T07:00"),
            ("2026-11-01", "01:30", "America/New_York", "2026-11-01T05:30"),
            ("2026-09-27", "02:30", "Pacific/Auckland", "2026-09-26T14:00"),
            ("2026-04-05", "02:30", "Pacific/Auckland", "2026-04-04T13:30"),
            ("2018-11-04", "00:30", "America/Sao_Paulo", "2018-11-04T03:00"),
            ("2019-02-16", "23:30", "America/Sao_Paulo", "2019-02-17T01:30"),
            ("2026-10-04", "02:15", "Australia/Lord_Howe", "2026-10-03T15:30"),
            ("2026-04-05", "01:45", "Australia/Lord_Howe", "2026-04-04T14:45"),
        ],
    )
    def test_fm_27_a_gap_gives_its_end_and_an_overlap_its_first(
        self, day: str, at: str, zone: str, expected: str
    ) -> None:
        """FM-27: hours that clocks skip in spring and show twice in autumn."""
        daily = next(occurrences(Recurrence(start=date.fromisoformat(day), unit="day")))
        instant = send_at(daily, time.fromisoformat(at), zone)
        assert instant == datetime.fromisoformat(f"{expected}+00:00").astimezone(UTC)
        assert local_date(instant, zone) == daily.on

    @pytest.mark.parametrize("zone", ["America/New_York", "America/Los_Angeles", "Pacific/Pago_Pago"])
    @pytest.mark.parametrize("at", [time(0), time(9), time(23, 59)])
    def test_fm_27_west_of_greenwich_it_is_not_a_day_early(self, zone: str, at: time) -> None:
        """FM-27: no detour by midnight in UTC."""
        for each in occurrences(Recurrence(start=NEW_YEAR, unit="day"), most=366):
            assert local_date(send_at(each, at, zone), zone) == each.on

    def test_refuses_unknown_zones(self) -> None:
        with pytest.raises(UnknownZone):
            send_at(next(occurrences(MONTHLY)), time(9), "Mars/Olympus")
