"""Rounding: each policy at, just below and just above the middle, above and below zero; and the hot path's promises."""

from decimal import Decimal, localcontext
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.money.currency import UnknownCurrency
from duespark.engine.money.rounding import MODES, RoundingPolicy, round_money, round_to
from tests.support.examples import examples

D = Decimal
POLICIES: tuple[RoundingPolicy, ...] = get_args(RoundingPolicy)
amounts = st.decimals(min_value=-(10**15), max_value=10**15, places=6)


class TestRoundTo:
    @pytest.mark.parametrize(
        ("amount", "decimals", "expected"),
        [
            ("2.345", 2, "2.35"),
            ("-2.345", 2, "-2.35"),
            ("2.3449999", 2, "2.34"),
            ("0.5", 0, "1"),
            ("-0.5", 0, "-1"),
            ("-0.4", 0, "0"),
            ("7", 3, "7.000"),
            ("1.00005", 4, "1.0001"),
        ],
    )
    def test_rounds_half_away_from_zero(self, amount: str, decimals: int, expected: str) -> None:
        assert str(round_to(D(amount), decimals)) == expected

    @pytest.mark.parametrize(
        ("code", "expected"), [("JPY", "1235"), ("EUR", "1234.57"), ("KWD", "1234.568"), ("CLF", "1234.5679")]
    )
    def test_uses_the_minor_unit(self, code: str, expected: str) -> None:
        assert str(round_money(D("1234.56789"), code)) == expected

    def test_does_not_depend_on_the_context(self) -> None:
        with localcontext(prec=3, rounding="ROUND_DOWN"):
            assert str(round_to(D("123456789012345678.985"), 2)) == "123456789012345678.99"

    @examples(50)
    @given(amounts, st.integers(0, 6))
    def test_is_near_symmetric_and_stable(self, amount: Decimal, decimals: int) -> None:
        rounded = round_to(amount, decimals)
        assert abs(rounded - amount) <= D(1).scaleb(-decimals) / 2
        assert round_to(-amount, decimals) == -rounded
        assert str(round_to(rounded, decimals)) == str(rounded)
        assert not (rounded == 0 and rounded.is_signed())

    def test_goes_up_to_twelve_decimals(self) -> None:
        assert str(round_to(D("0.1234567890125"), 12)) == "0.123456789013"
        with pytest.raises(IndexError):
            round_to(D(1), 13)

    def test_unknown_currencies_are_refused(self) -> None:
        with pytest.raises(UnknownCurrency):
            round_money(D(1), "XXX")


EXACTLY = [
    "-2.501",
    "-2.5",
    "-2.499",
    "-1.5",
    "-1",
    "-0.5",
    "-0.1",
    "0",
    "0.1",
    "0.5",
    "1",
    "1.5",
    "2.499",
    "2.5",
    "2.501",
]
EXPECTED: dict[RoundingPolicy, list[int]] = {
    "half_up": [-3, -3, -2, -2, -1, -1, 0, 0, 0, 1, 1, 2, 2, 3, 3],
    "half_even": [-3, -2, -2, -2, -1, 0, 0, 0, 0, 0, 1, 2, 2, 2, 3],
    "half_down": [-3, -2, -2, -1, -1, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3],
    "up": [-3, -3, -3, -2, -1, -1, -1, 0, 1, 1, 1, 2, 3, 3, 3],
    "down": [-2, -2, -2, -1, -1, 0, 0, 0, 0, 0, 1, 1, 2, 2, 2],
    "ceiling": [-2, -2, -2, -1, -1, 0, 0, 0, 1, 1, 1, 2, 3, 3, 3],
    "floor": [-3, -3, -3, -2, -1, -1, -1, 0, 0, 0, 1, 1, 2, 2, 2],
}


class TestPolicies:
    def test_each_has_a_mode(self) -> None:
        assert set(MODES) == set(POLICIES) == set(EXPECTED)

    @pytest.mark.parametrize("policy", POLICIES)
    def test_round_whole_units_exactly_so(self, policy: RoundingPolicy) -> None:
        assert [round_to(D(amount), 0, policy) for amount in EXACTLY] == EXPECTED[policy]

    @pytest.mark.parametrize("policy", POLICIES)
    def test_round_cents_exactly_so(self, policy: RoundingPolicy) -> None:
        rounded = [str(round_to(D(amount).scaleb(-2), 2, policy)) for amount in EXACTLY]
        assert rounded == [f"{D(units).scaleb(-2):.2f}" for units in EXPECTED[policy]]

    def test_without_one_it_is_half_up(self) -> None:
        assert [round_to(D(amount), 0) for amount in EXACTLY] == EXPECTED["half_up"]

    @pytest.mark.parametrize("policy", POLICIES)
    def test_never_answer_minus_zero(self, policy: RoundingPolicy) -> None:
        assert str(round_to(D("-0.00"), 2, policy)) == "0.00"
        assert str(round_to(D("-0.5"), 0, policy)).lstrip("-") in ("0", "1")
        assert not round_to(D("-0.1"), 0, "ceiling").is_signed()

    @examples(50)
    @given(amounts, st.integers(0, 5))
    def test_stay_within_one_unit_and_leave_what_is_rounded(self, amount: Decimal, decimals: int) -> None:
        for policy in POLICIES:
            rounded = round_to(amount, decimals, policy)
            assert abs(rounded - amount) < D(1).scaleb(-decimals)
            assert str(round_to(rounded, decimals, policy)) == str(rounded)

    @examples(50)
    @given(amounts, amounts)
    def test_keep_the_order(self, one: Decimal, other: Decimal) -> None:
        less, more = sorted([one, other])
        assert all(round_to(less, 0, policy) <= round_to(more, 0, policy) for policy in POLICIES)

    @examples(50)
    @given(amounts)
    def test_all_but_ceiling_and_floor_mirror_a_credit_note(self, amount: Decimal) -> None:
        for policy in POLICIES:
            mirror = {"ceiling": "floor", "floor": "ceiling"}.get(policy, policy)
            assert round_to(-amount, 2, mirror) == -round_to(amount, 2, policy)  # type: ignore[arg-type]

    def test_japanese_consumption_tax_is_cut_off_once_an_invoice(self) -> None:
        """Ten lines at 99 yen: 99.0 yen of tax at 10 percent; at 98 yen and 8 percent 78.4 yen."""
        assert round_to(D(10 * 98) * 8 / 100, 0, "down") == 78
        assert sum(round_to(D(98) * 8 / 100, 0, "down") for _ in range(10)) == 70
