"""Days and numbers: resets on the company's calendar, and dates before the last one."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.invoice.number_dates import Verdict, check_date, period_at
from duespark.engine.invoice.numbering import NumberPattern, Reset, period_key
from duespark.engine.schedule.local_time import UnknownZone, to_utc

YEARLY = NumberPattern.parse("INV-{year}-{seq:4}", reset="yearly")
NEVER = NumberPattern.parse("INV-{seq:4}")
LAST = {"2025": date(2025, 12, 30), "2026": date(2026, 1, 5)}


class TestPeriodAt:
    @pytest.mark.parametrize("zone", ["Pacific/Auckland", "Pacific/Pago_Pago", "Europe/Warsaw", "America/New_York"])
    @pytest.mark.parametrize(
        ("reset", "old", "new"),
        [("yearly", "2025", "2026"), ("quarterly", "2025-Q4", "2026-Q1"), ("monthly", "2025-12", "2026-01")],
    )
    def test_the_new_year_begins_at_local_midnight(self, zone: str, reset: Reset, old: str, new: str) -> None:
        """FM-23: half past midnight on 1 January, thirteen hours before UTC and eleven behind it."""
        after = to_utc(date(2026, 1, 1), time(0, 30), zone)
        assert period_at(reset, after, zone) == new
        assert period_at(reset, after - timedelta(hours=1), zone) == old

    def test_utc_is_of_no_matter(self) -> None:
        """FM-23: Auckland is at UTC+13 and Pago Pago at UTC-11 in January."""
        auckland, pago_pago = datetime(2025, 12, 31, 11, 30, tzinfo=UTC), datetime(2026, 1, 1, 11, 30, tzinfo=UTC)
        assert period_at("yearly", auckland, "Pacific/Auckland") == "2026"
        assert period_at("yearly", auckland, "UTC") == "2025"
        assert period_at("yearly", pago_pago - timedelta(hours=1), "Pacific/Pago_Pago") == "2025"
        assert period_at("yearly", pago_pago - timedelta(hours=1), "UTC") == "2026"
        assert period_at("yearly", pago_pago, "Pacific/Pago_Pago") == "2026"

    def test_the_financial_year_too(self) -> None:
        instant = datetime(2026, 6, 30, 14, 30, tzinfo=UTC)
        assert period_at("yearly", instant, "Australia/Sydney", year_start=7) == "2026"
        assert period_at("yearly", instant, "Europe/London", year_start=7) == "2025"

    def test_a_zone_must_exist(self) -> None:
        with pytest.raises(UnknownZone):
            period_at("yearly", datetime(2026, 1, 1, tzinfo=UTC), "Mars/Olympus")


class TestCheckDate:
    @pytest.mark.parametrize(
        ("on", "expected"),
        [
            ("2026-01-06", "ok"),
            ("2026-01-05", "ok"),
            ("2026-01-04", "needs_permission"),
            ("2026-01-01", "needs_permission"),
            ("2025-12-31", "needs_permission"),
            ("2025-12-30", "needs_permission"),
            ("2025-12-29", "refused"),
            ("2025-01-01", "refused"),
            ("2024-12-31", "needs_permission"),
            ("2027-01-01", "ok"),
        ],
    )
    def test_back_dating_needs_a_permission(self, on: str, expected: Verdict) -> None:
        """FM-22: across a reset needs a permission, and never may an earlier period's order be disturbed as well."""
        assert check_date(YEARLY, date.fromisoformat(on), last_dates=LAST) == expected

    def test_a_chronological_series_keeps_its_order(self) -> None:
        days = [date(2026, 1, 5), date(2026, 1, 4), date(2025, 12, 31), date(2025, 12, 29)]
        found = [check_date(YEARLY, on, last_dates=LAST, chronological=True) for on in days]
        assert found == ["ok", "refused", "needs_permission", "refused"]

    def test_the_first_number_may_have_any_date(self) -> None:
        assert check_date(YEARLY, date(1999, 1, 1), last_dates={}) == "ok"

    def test_without_a_reset_there_is_one_order(self) -> None:
        last_dates = {"": date(2026, 1, 5)}
        assert check_date(NEVER, date(2026, 1, 5), last_dates=last_dates) == "ok"
        assert check_date(NEVER, date(2025, 12, 31), last_dates=last_dates) == "needs_permission"

    def test_each_client_has_its_own_order(self) -> None:
        pattern = NumberPattern.parse("{client}-{year}-{seq}", reset="yearly", per_client=True)
        last_dates = {"2026/NOVA": date(2026, 5, 1), "2026/A/B": date(2026, 3, 1), "2027/A/B": date(2027, 1, 1)}
        on = date(2026, 4, 1)
        found = [check_date(pattern, on, last_dates=last_dates, client_code=code) for code in ("NOVA", "A/B", "NEW")]
        assert found == ["needs_permission", "needs_permission", "ok"]
        assert check_date(pattern, date(2026, 2, 1), last_dates=last_dates, client_code="A/B") == "refused"

    def test_a_client_who_is_not_named_has_an_order_too(self) -> None:
        pattern = NumberPattern.parse("{client}-{seq}", per_client=True)
        assert check_date(pattern, date(2026, 1, 4), last_dates={"/": date(2026, 1, 5)}) == "needs_permission"

    def test_a_client_shown_but_not_counted_alone_changes_nothing(self) -> None:
        pattern = NumberPattern.parse("{client}-{year}-{seq}", reset="yearly")
        assert check_date(pattern, date(2025, 12, 29), last_dates=LAST, client_code="NOVA") == "refused"

    @given(
        st.lists(st.dates(date(2020, 1, 1), date(2030, 1, 1)), max_size=20),
        st.sampled_from(["never", "yearly", "quarterly", "monthly"]),
    )
    def test_dates_that_are_always_ok_never_fall(self, days: list[date], reset: Reset) -> None:
        pattern = NumberPattern.parse("{year}-{month}-{seq}", reset=reset)
        last_dates: dict[str, date] = {}
        newest = date.min
        for on in days:
            assert (check_date(pattern, on, last_dates=last_dates) == "ok") == (on >= newest)
            if on >= newest:
                newest = last_dates[period_key(reset, on)] = on
