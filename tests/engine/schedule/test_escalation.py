"""Prices that rise on anniversaries."""

from datetime import date, timedelta
from decimal import (
    ROUND_DOWN,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
    localcontext,
)
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duespark.engine.schedule.escalation import InvalidEscalation, escalated, steps_reached
from duespark.engine.schedule.months import add_months

SINCE = date(2024, 1, 1)
days = st.dates(date(2000, 1, 1), date(2040, 12, 31))
few = settings(max_examples=40)


def rising(price: str, percent: str, *, on: date, decimals: int = 2, rounding: str = ROUND_HALF_UP) -> str:
    return str(escalated(Decimal(price), Decimal(percent), since=SINCE, on=on, decimals=decimals, rounding=rounding))


class TestStepsReached:
    @pytest.mark.parametrize(
        ("since", "on", "every", "expected"),
        [
            ("2024-01-01", "2023-12-31", 12, 0),
            ("2024-01-15", "2024-01-01", 12, 0),
            ("2024-01-01", "2024-01-01", 12, 0),
            ("2024-01-01", "2024-12-31", 12, 0),
            ("2024-01-01", "2025-01-01", 12, 1),
            ("2024-01-15", "2025-01-14", 12, 0),
            ("2024-01-15", "2025-01-15", 12, 1),
            ("2024-01-15", "2025-02-14", 12, 1),
            ("2024-02-29", "2025-02-28", 12, 1),
            ("2024-02-29", "2028-02-28", 12, 3),
            ("2024-02-29", "2028-02-29", 12, 4),
            ("2024-01-31", "2024-04-29", 3, 0),
            ("2024-01-31", "2024-04-30", 3, 1),
            ("2024-01-31", "2024-02-29", 1, 1),
            ("2000-01-01", "2020-01-01", 24, 10),
        ],
    )
    def test_known_steps(self, since: str, on: str, every: int, expected: int) -> None:
        found = steps_reached(every_months=every, since=date.fromisoformat(since), on=date.fromisoformat(on))
        assert found == expected

    @few
    @given(days, days, st.integers(1, 36))
    def test_is_the_last_anniversary_not_after_the_day(self, since: date, on: date, every: int) -> None:
        steps = steps_reached(every_months=every, since=since, on=on)
        assert steps >= 0
        assert add_months(since, steps * every) <= max(on, since)
        assert add_months(since, (steps + 1) * every) > on

    def test_refuses_steps_of_no_months(self) -> None:
        with pytest.raises(InvalidEscalation) as caught:
            steps_reached(every_months=0, since=SINCE, on=SINCE)
        assert caught.value.pointer == "/every_months"
        assert str(caught.value) == (
            "The price cannot rise this way: there must be at least one month between two steps."
        )


class TestEscalated:
    @pytest.mark.parametrize(
        ("price", "percent", "year", "expected"),
        [
            ("99.99", "5", 2023, "99.99"),
            ("99.99", "5", 2024, "99.99"),
            ("99.99", "5", 2025, "104.99"),
            ("99.99", "5", 2026, "110.24"),
            ("99.99", "5", 2034, "162.87"),  # 99.99 * 1.05 ** 10 = 162.8732...
            ("100.00", "0", 2034, "100.00"),
            ("100.00", "-50", 2026, "25.00"),
            ("100.00", "100", 2027, "800.00"),
            ("-99.99", "5", 2026, "-110.24"),
            ("0.01", "-99", 2025, "0.00"),
            ("-0.01", "-99", 2025, "0.00"),
        ],
    )
    def test_known_prices(self, price: str, percent: str, year: int, expected: str) -> None:
        assert rising(price, percent, on=date(year, 1, 1)) == expected

    def test_rises_on_the_anniversary_itself(self) -> None:
        assert rising("100.00", "5", on=date(2024, 12, 31)) == "100.00"
        assert rising("100.00", "5", on=date(2025, 1, 1)) == "105.00"

    def test_rises_every_so_many_months(self) -> None:
        price = escalated(Decimal(100), Decimal(10), every_months=6, since=SINCE, on=date(2025, 6, 30), decimals=1)
        assert str(price) == "121.0"

    def test_does_not_add_up_roundings(self) -> None:
        """Rounded year by year, 0.10 at 4 % would stay 0.10 for ever."""
        assert rising("0.10", "4", on=date(2034, 1, 1)) == "0.15"

    @pytest.mark.parametrize(
        ("rounding", "expected"),
        [
            (ROUND_HALF_UP, "0.13"),
            (ROUND_HALF_EVEN, "0.12"),
            (ROUND_HALF_DOWN, "0.12"),
            (ROUND_UP, "0.13"),
            (ROUND_DOWN, "0.12"),
        ],
    )
    def test_rounds_as_agreed(self, rounding: str, expected: str) -> None:
        assert rising("0.10", "25", on=date(2025, 1, 1), rounding=rounding) == expected

    @few
    @given(
        st.integers(-10_000_000, 10_000_000),
        st.decimals(min_value=-99, max_value=100, places=3),
        st.integers(2024, 2050),
        st.integers(0, 4),
    )
    def test_is_the_exact_price_rounded_once(self, cents: int, percent: Decimal, year: int, decimals: int) -> None:
        found = escalated(Decimal(cents).scaleb(-2), percent, since=SINCE, on=date(year, 12, 31), decimals=decimals)
        exact = Fraction(cents, 100) * (1 + Fraction(percent) / 100) ** (year - 2024)
        assert abs(Fraction(found) - exact) <= Fraction(1, 2 * 10**decimals)
        assert found.as_tuple().exponent == -decimals
        assert found or not found.is_signed()

    def test_a_cut_digit_is_not_taken_for_a_tie(self) -> None:
        """100.005 less an amount beyond any usual precision rounds down, and more than it up."""
        tie, hair = Decimal("100.005"), Decimal(1).scaleb(-80)
        wide = Context(prec=200)
        with localcontext(wide):
            below, above = tie - hair, tie + hair
        for price, expected in ((below, "100.00"), (tie, "100.01"), (above, "100.01")):
            assert rising(str(price), "1", on=SINCE) == expected
        assert rising(str(above), "1", on=SINCE, rounding=ROUND_HALF_EVEN) == "100.01"

    def test_the_context_of_the_thread_does_not_matter(self) -> None:
        with localcontext(Context(prec=3)):
            assert rising("123456.78", "5", on=date(2026, 1, 1)) == "136111.10"

    @pytest.mark.parametrize("percent", ["-100", "100.01", "-250"])
    def test_refuses_percentages_that_are_typing_errors(self, percent: str) -> None:
        with pytest.raises(InvalidEscalation) as caught:
            rising("1", percent, on=SINCE)
        assert (caught.value.code, caught.value.pointer) == ("schedule.invalid_escalation", "/percent")
        assert str(caught.value) == (
            "The price cannot rise this way: the percentage must be above -100 and at most 100."
        )

    def test_refuses_more_than_1200_steps(self) -> None:
        end = add_months(SINCE, 1201)
        price = {"every_months": 1, "since": SINCE, "decimals": 2}
        doubled = escalated(Decimal("0.01"), Decimal(100), on=end - timedelta(days=1), **price)  # type: ignore[arg-type]
        assert doubled == Fraction(2**1200, 100)
        with pytest.raises(InvalidEscalation) as caught:
            escalated(Decimal("0.01"), Decimal(100), on=end, **price)  # type: ignore[arg-type]
        assert caught.value.pointer == "/on"
        assert str(caught.value) == "The price cannot rise this way: it would have risen more than 1200 times."
