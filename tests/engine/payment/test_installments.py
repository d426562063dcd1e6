"""Payment plans."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.payment.installments import InvalidInstallments, installments
from tests.support.examples import examples

D = Decimal
DAYS = [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]


def amounts(amount: str, count: int = 3, currency: str = "EUR", percents: list[str] | None = None) -> list[str]:
    shares = [D(percent) for percent in percents] if percents else None
    return [str(part.amount) for part in installments(D(amount), DAYS[:count], currency=currency, percents=shares)]


class TestInstallments:
    def test_equal_parts_give_the_odd_cents_to_the_first(self) -> None:
        assert amounts("100.01") == ["33.34", "33.34", "33.33"]

    def test_percentages(self) -> None:
        assert amounts("1000.01", percents=["30", "30", "40"]) == ["300.00", "300.00", "400.01"]
        assert amounts("99.99", 2, percents=["33.3", "66.7"]) == ["33.30", "66.69"]
        assert amounts("100.00", 2, percents=["0.5", "99.5"]) == ["0.50", "99.50"]

    def test_one_is_the_whole(self) -> None:
        assert amounts("0.01", 1) == ["0.01"]

    def test_keeps_the_currency_s_decimals(self) -> None:
        assert amounts("100", 3, "JPY") == ["34", "33", "33"]
        assert amounts("0.002", 2, "KWD") == ["0.001", "0.001"]

    def test_are_numbered_and_dated_as_given(self) -> None:
        plan = installments(D(90), DAYS, currency="EUR")
        assert [(part.number, part.due_date) for part in plan] == [(1, DAYS[0]), (2, DAYS[1]), (3, DAYS[2])]

    @examples(25)
    @given(st.decimals("0.50", 100_000, places=2), st.lists(st.integers(1, 100), min_size=1, max_size=12))
    def test_add_up_and_are_a_cent_apart_at_most(self, amount: Decimal, gaps: list[int]) -> None:
        days = [date(2026, 1, 1) + timedelta(days=sum(gaps[: at + 1])) for at in range(len(gaps))]
        parts = [part.amount for part in installments(amount, days, currency="EUR")]
        assert sum(parts) == amount
        assert max(parts) - min(parts) <= D("0.01")
        assert parts == sorted(parts, reverse=True)

    @pytest.mark.parametrize(
        ("amount", "days", "percents", "pointer", "problem"),
        [
            ("0", DAYS, None, "/amount", "the amount must be above zero"),
            ("-1", DAYS, None, "/amount", "the amount must be above zero"),
            ("0.02", DAYS, None, "/amount", "0.02 EUR is too little for 3 parts"),
            ("10", [], None, "/due_dates", "there must be one at least"),
            ("10", [DAYS[0], DAYS[0]], None, "/due_dates", "each must fall due after the one before"),
            ("10", [DAYS[1], DAYS[0]], None, "/due_dates", "each must fall due after the one before"),
            ("10", DAYS, ["50", "50"], "/percents", "there must be one percentage a day"),
            ("10", DAYS[:2], ["0", "100"], "/percents", "percentages must be above zero and add up to 100"),
            ("10", DAYS[:2], ["50", "49.9"], "/percents", "percentages must be above zero and add up to 100"),
            ("10", DAYS[:2], ["50", "50.1"], "/percents", "percentages must be above zero and add up to 100"),
        ],
    )
    def test_refuses_what_is_no_plan(
        self, amount: str, days: list[date], percents: list[str] | None, pointer: str, problem: str
    ) -> None:
        shares = [D(percent) for percent in percents] if percents else None
        with pytest.raises(InvalidInstallments) as caught:
            installments(D(amount), days, currency="EUR", percents=shares)
        assert str(caught.value) == f"These installments cannot be: {problem}."
        assert caught.value.pointer == pointer
