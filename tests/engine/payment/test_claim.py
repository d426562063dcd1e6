"""Claims: principal, interest and costs, and what payments did."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.payment.appropriation import (
    COSTS_INTEREST_PRINCIPAL,
    COSTS_PRINCIPAL_INTEREST,
    PRINCIPAL_INTEREST_COSTS,
    Order,
)
from duespark.engine.payment.claim import Claim, DatedAmount, InvalidClaim, claim
from duespark.engine.payment.interest_terms import InterestTerms, contractual, rate_table
from tests.support.examples import examples

D = Decimal
DUE = date(2026, 1, 31)
DAILY = contractual(D("36.5"))
"""36.5 % a year: on 1,000 exactly 1 a day."""

COMPENSATION = DatedAmount(on=date(2026, 2, 1), amount=D("40.00"), reason="§ 288 Abs. 5 BGB")
cents = st.decimals("0.01", 800, places=2)


def at(days: int, amount: str) -> DatedAmount:
    return DatedAmount(on=DUE + timedelta(days=days), amount=D(amount))


def make(
    days: int,
    *payments: DatedAmount,
    costs: tuple[DatedAmount, ...] = (COMPENSATION,),
    order: Order = COSTS_INTEREST_PRINCIPAL,
    terms: InterestTerms = DAILY,
) -> Claim:
    return claim(
        D(1000),
        due_date=DUE,
        on=DUE + timedelta(days=days),
        terms=terms,
        currency="EUR",
        costs=costs,
        payments=payments,
        order=order,
    )


def owed(case: Claim) -> tuple[str, str, str]:
    return str(case.owed.costs), str(case.owed.interest), str(case.owed.principal)


class TestClaim:
    def test_before_any_payment_all_is_owed(self) -> None:
        assert owed(make(0)) == ("0.00", "0.00", "1000.00")
        assert owed(make(10)) == ("40.00", "10.00", "1000.00")

    def test_pays_costs_then_interest_then_principal(self) -> None:
        case = make(30, at(10, "550"))
        assert owed(case) == ("0.00", "10.00", "500.00")
        assert str(case.interest.total) == "20.00"
        use = case.uses[0]
        assert (use.owed.costs, use.owed.interest, use.owed.principal) == (D(40), D(10), D(1000))
        assert (use.paid.costs, use.paid.interest, use.paid.principal) == (D(40), D(10), D(500))

    def test_an_agreed_order_changes_what_goes_on_bearing_interest(self) -> None:
        assert owed(make(30, at(10, "550"), order=PRINCIPAL_INTEREST_COSTS)) == ("40.00", "19.00", "450.00")
        assert owed(make(30, at(10, "550"), order=COSTS_PRINCIPAL_INTEREST)) == ("0.00", "19.80", "490.00")

    def test_interest_survives_the_payment_of_the_principal(self) -> None:
        """FM-13: the principal alone is paid; interest and costs are still claimed, and grow no more."""
        case = make(10, at(10, "1000"), order=PRINCIPAL_INTEREST_COSTS)
        assert owed(case) == ("40.00", "10.00", "0.00")
        assert owed(make(100, at(10, "1000"), order=PRINCIPAL_INTEREST_COSTS)) == owed(case)

    def test_a_partial_payment_leaves_the_rest_owed(self) -> None:
        """FM-12: a tenth is paid; nine tenths are what is open, and go on bearing interest."""
        case = make(20, at(0, "100"))
        assert owed(case) == ("40.00", "18.00", "900.00")
        assert case.uses[0].paid.principal == D(100)

    def test_a_payment_by_the_due_date_pays_principal(self) -> None:
        assert owed(make(0, at(-5, "400"))) == ("0.00", "0.00", "600.00")

    def test_what_is_too_much_is_not_allocated(self) -> None:
        case = make(10, at(10, "1060"))
        assert owed(case) == ("0.00", "0.00", "0.00")
        assert str(case.uses[0].paid.unallocated) == "10.00"

    def test_payments_count_by_day_whatever_their_order(self) -> None:
        assert make(30, at(20, "100"), at(10, "550")) == make(30, at(10, "550"), at(20, "100"))
        assert [use.payment.on for use in make(30, at(20, "100"), at(10, "550")).uses] == [
            DUE + timedelta(days=10),
            DUE + timedelta(days=20),
        ]

    def test_two_payments_of_one_day_follow_each_other(self) -> None:
        uses = make(10, at(10, "45"), at(10, "15")).uses
        assert [(use.paid.costs, use.paid.interest, use.paid.principal) for use in uses] == [
            (D(40), D(5), D(0)),
            (D(0), D(5), D(10)),
        ]

    def test_what_comes_later_does_not_count_yet(self) -> None:
        later = DatedAmount(on=DUE + timedelta(days=11), amount=D(5))
        assert owed(make(10, at(11, "500"), costs=(later,))) == ("0.00", "10.00", "1000.00")
        assert owed(make(11, at(11, "500"), costs=(later,))) == ("0.00", "0.00", "516.00")
        assert owed(make(10, at(10, "500"))) == ("0.00", "0.00", "550.00")

    def test_interest_paid_is_not_capitalized(self) -> None:
        ten = InterestTerms(rate=rate_table("ten", "2020-01-01 10", source="s"), capitalized=True)
        assert owed(make(730, at(365, "100"), costs=(), terms=ten)) == ("0.00", "100.00", "1000.00")
        assert owed(make(730, costs=(), terms=ten)) == ("0.00", "210.00", "1000.00")

    @examples(25)
    @given(
        st.lists(st.tuples(st.integers(-5, 60), cents), max_size=4),
        st.integers(0, 70),
        st.sampled_from([COSTS_INTEREST_PRINCIPAL, COSTS_PRINCIPAL_INTEREST, PRINCIPAL_INTEREST_COSTS]),
    )
    def test_owed_and_paid_agree(self, rows: list[tuple[int, Decimal]], days: int, order: Order) -> None:
        case = make(days, *(at(day, str(amount)) for day, amount in rows), order=order)
        paid = [use.paid for use in case.uses]
        assert case.owed.principal + sum(each.principal for each in paid) == D(1000)
        assert case.owed.interest + sum(each.interest for each in paid) == case.interest.total
        assert case.owed.costs + sum(each.costs for each in paid) == (D(40) if days > 0 else D(0))
        assert min(case.owed.costs, case.owed.interest, case.owed.principal) >= 0
        for use in case.uses:
            assert use.payment.amount == (
                use.paid.costs + use.paid.interest + use.paid.principal + use.paid.unallocated
            )

    @pytest.mark.parametrize("amount", ["0", "-1", "0.005"])
    def test_takes_amounts_only(self, amount: str) -> None:
        with pytest.raises(InvalidClaim) as caught:
            make(10, at(1, "5"), at(2, amount))
        assert caught.value.pointer == "/payments/1/amount"
        assert str(caught.value) == f"Cannot count {amount} EUR: it must be above zero, in whole EUR units."
        with pytest.raises(InvalidClaim) as caught:
            make(10, costs=(at(1, amount),))
        assert caught.value.pointer == "/costs/0/amount"
