"""Short by a bank's fee, or a little too much."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.payment.difference import Difference, InvalidTolerance, Tolerance, settle_difference
from tests.support.examples import examples

D = Decimal
FEES = Tolerance(amount=D(5), short="write_off")
money = st.decimals(0, 100, places=2)


def settle(owed: str, paid: str, tolerance: Tolerance) -> tuple[str, str, str]:
    done = settle_difference(D(owed), D(paid), tolerance, currency="EUR")
    return str(done.balance), str(done.credit), str(done.written_off)


class TestSettleDifference:
    def test_paid_exactly_leaves_nothing(self) -> None:
        assert settle("100", "100", FEES) == ("0.00", "0.00", "0.00")

    def test_a_small_shortage_is_written_off_only_where_the_policy_says_so(self) -> None:
        assert settle("100", "95", FEES) == ("0.00", "0.00", "5.00")
        assert settle("100", "95", Tolerance(amount=D(5))) == ("5.00", "0.00", "0.00")

    def test_a_shortage_above_the_tolerance_stays_whole(self) -> None:
        assert settle("100", "94.99", FEES) == ("5.01", "0.00", "0.00")

    def test_the_percentage_is_a_second_limit(self) -> None:
        one_percent = Tolerance(amount=D(5), percent=D(1), short="write_off")
        assert settle("200", "198", one_percent) == ("0.00", "0.00", "2.00")
        assert settle("200", "197.99", one_percent) == ("2.01", "0.00", "0.00")
        assert settle("900", "895", one_percent) == ("0.00", "0.00", "5.00")
        assert settle("900", "894.99", one_percent) == ("5.01", "0.00", "0.00")

    def test_no_percentage_is_another_thing_than_zero(self) -> None:
        assert settle("100", "99.99", Tolerance(amount=D(5), percent=D(0), short="write_off"))[0] == "0.01"

    def test_without_an_amount_nothing_is_small(self) -> None:
        assert settle("100", "99.99", Tolerance(short="write_off")) == ("0.01", "0.00", "0.00")

    def test_a_surplus_is_the_client_s_credit(self) -> None:
        assert settle("100", "100.02", FEES) == ("0.00", "0.02", "0.00")

    def test_a_small_surplus_can_be_kept(self) -> None:
        keep = Tolerance(amount=D("0.05"), over="write_off")
        assert settle("100", "100.05", keep) == ("0.00", "0.00", "-0.05")
        assert settle("100", "100.06", keep) == ("0.00", "0.06", "0.00")
        assert settle("100", "99.96", keep) == ("0.04", "0.00", "0.00")

    def test_an_unpaid_invoice_is_never_written_off(self) -> None:
        assert settle("4", "0", FEES) == ("4.00", "0.00", "0.00")
        assert settle("4", "0.01", FEES) == ("0.00", "0.00", "3.99")

    @examples(25)
    @given(money, money, money, st.sampled_from(["keep", "write_off"]), st.sampled_from(["credit", "write_off"]))
    def test_adds_up(self, owed: Decimal, paid: Decimal, amount: Decimal, short: str, over: str) -> None:
        tolerance = Tolerance(amount=amount, short=short, over=over)  # type: ignore[arg-type]
        done = settle_difference(owed, paid, tolerance, currency="EUR")
        assert isinstance(done, Difference)
        assert done.balance - done.credit + done.written_off == owed - paid
        assert done.balance >= 0
        assert done.credit >= 0
        assert abs(done.written_off) <= amount

    @pytest.mark.parametrize(
        ("tolerance", "pointer"),
        [(Tolerance(amount=D("-0.01")), "/tolerance/amount"), (Tolerance(percent=D("-0.01")), "/tolerance/percent")],
    )
    def test_refuses_what_is_below_zero(self, tolerance: Tolerance, pointer: str) -> None:
        with pytest.raises(InvalidTolerance) as caught:
            settle_difference(D(1), D(1), tolerance, currency="EUR")
        assert caught.value.pointer == pointer
        assert str(caught.value) == ("A tolerance of -0.01 cannot be: amounts and percentages must not be below zero.")
