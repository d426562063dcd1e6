"""Part of a price for part of a period."""

from datetime import date, timedelta
from decimal import Context, Decimal, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duespark.engine.schedule.period import Period, read_key
from duespark.engine.schedule.proration import CannotProrate, DayCount, prorate

JANUARY, FEBRUARY, APRIL = (
    read_key(f"2026-{days}") for days in ("01-01/2026-01-31", "02-01/2026-02-28", "04-01/2026-04-30")
)
counts = st.sampled_from(["actual", "30/360"])
few = settings(max_examples=40)


@st.composite
def splits(draw: st.DrawFn) -> tuple[Period, list[Period]]:
    """A period and parts that it is made of."""
    start = draw(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
    lengths = draw(st.lists(st.integers(1, 40), min_size=1, max_size=8))
    parts, day = list[Period](), start
    for length in lengths:
        parts.append(Period(start=day, end=day + timedelta(days=length - 1)))
        day += timedelta(days=length)
    return Period(start=start, end=day - timedelta(days=1)), parts


class TestProrate:
    @pytest.mark.parametrize(
        ("amount", "period", "used", "count", "expected"),
        [
            ("100.00", APRIL, "2026-04-01/2026-04-15", "actual", "50.00"),
            ("100.00", APRIL, "2026-04-01/2026-04-30", "actual", "100.00"),
            ("100.00", APRIL, "2026-04-30/2026-04-30", "actual", "3.33"),
            ("100.00", JANUARY, "2026-01-10/2026-01-31", "actual", "70.97"),  # 22 of 31 days
            ("100.00", JANUARY, "2026-01-01/2026-01-09", "actual", "29.03"),
            ("-100.00", JANUARY, "2026-01-10/2026-01-31", "actual", "-70.97"),
            ("0.05", APRIL, "2026-04-01/2026-04-03", "actual", "0.01"),  # 0.005 rounds away from zero
            ("-0.05", APRIL, "2026-04-01/2026-04-03", "actual", "-0.01"),
            ("0.05", APRIL, "2026-04-01/2026-04-02", "actual", "0.00"),
            ("100.00", FEBRUARY, "2026-02-01/2026-02-15", "30/360", "50.00"),
            ("100.00", FEBRUARY, "2026-02-16/2026-02-28", "30/360", "50.00"),
            ("100.00", JANUARY, "2026-01-16/2026-01-31", "30/360", "50.00"),
            ("100.00", JANUARY, "2026-01-30/2026-01-30", "30/360", "0.00"),
            ("1200.00", read_key("2026-01-01/2026-12-31"), "2026-02-01/2026-02-28", "30/360", "100.00"),
            ("1200.00", read_key("2025-07-15/2026-07-14"), "2026-01-15/2026-07-14", "30/360", "600.00"),
            ("365.00", read_key("2026-01-01/2026-12-31"), "2026-02-01/2026-02-28", "actual", "28.00"),
            ("366.00", read_key("2028-01-01/2028-12-31"), "2028-02-01/2028-02-29", "actual", "29.00"),
        ],
    )
    def test_known_parts(self, amount: str, period: Period, used: str, count: DayCount, expected: str) -> None:
        assert str(prorate(Decimal(amount), period, read_key(used), decimals=2, count=count)) == expected

    def test_keeps_to_the_currency(self) -> None:
        half = read_key("2026-04-01/2026-04-15")
        assert str(prorate(Decimal(1001), APRIL, half, decimals=0)) == "501"
        assert str(prorate(Decimal("1.001"), APRIL, half, decimals=3)) == "0.501"

    @few
    @given(splits(), st.integers(-10_000_000, 10_000_000), st.integers(0, 3), counts)
    def test_parts_add_up_to_the_whole(
        self, split: tuple[Period, list[Period]], units: int, decimals: int, count: DayCount
    ) -> None:
        period, parts = split
        amount = Decimal(units).scaleb(-decimals)
        if count == "30/360" and period.days == 1:
            return
        shares = [prorate(amount, period, part, decimals=decimals, count=count) for part in parts]
        assert sum(shares) == amount
        assert prorate(amount, period, period, decimals=decimals, count=count) == amount
        assert [prorate(-amount, period, part, decimals=decimals, count=count) for part in parts] == [
            -share for share in shares
        ]
        assert all(share * units >= 0 for share in shares)

    @few
    @given(splits(), st.integers(0, 10_000_000))
    def test_each_part_is_within_a_cent_of_its_days(self, split: tuple[Period, list[Period]], cents: int) -> None:
        period, parts = split
        for part in parts:
            share = prorate(Decimal(cents).scaleb(-2), period, part, decimals=2)
            assert abs(share * 100 * period.days - cents * part.days) < period.days * 1 + 1

    def test_the_context_of_the_thread_does_not_matter(self) -> None:
        with localcontext(Context(prec=2)):
            found = prorate(Decimal("123456.78"), APRIL, APRIL, decimals=2)
        assert str(found) == "123456.78"

    def test_amounts_may_be_long(self) -> None:
        long = Decimal("123456789012345678901234567890.12")
        assert prorate(long, APRIL, APRIL, decimals=2) == long

    @pytest.mark.parametrize("used", ["2026-03-31/2026-04-02", "2026-04-30/2026-05-01", "2026-05-01/2026-05-02"])
    def test_refuses_days_outside_the_period(self, used: str) -> None:
        with pytest.raises(CannotProrate) as caught:
            prorate(Decimal(1), APRIL, read_key(used), decimals=2)
        assert (caught.value.code, caught.value.pointer) == ("schedule.cannot_prorate", "/used")
        assert str(caught.value) == f"Cannot prorate: {used} is not within 2026-04-01/2026-04-30."

    def test_refuses_days_in_the_wrong_order(self) -> None:
        with pytest.raises(CannotProrate):
            prorate(Decimal(1), APRIL, Period(start=date(2026, 4, 3), end=date(2026, 4, 2)), decimals=2)

    def test_refuses_a_fraction_of_a_cent(self) -> None:
        with pytest.raises(CannotProrate) as caught:
            prorate(Decimal("1.005"), APRIL, APRIL, decimals=2)
        assert caught.value.pointer == "/amount"
        assert str(caught.value) == "Cannot prorate: 1.005 has more than 2 decimals."

    def test_refuses_a_period_that_30_360_does_not_see(self) -> None:
        day = read_key("2026-01-30/2026-01-30")
        with pytest.raises(CannotProrate) as caught:
            prorate(Decimal(1), day, day, decimals=2, count="30/360")
        assert caught.value.pointer == "/count"
        assert str(caught.value) == f"Cannot prorate: 30/360 counts no day in {day.key}; count actual days."
        assert prorate(Decimal(1), day, day, decimals=2) == 1
