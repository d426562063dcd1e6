"""Allocation of payments."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.payment.allocation import InvalidAllocation, InvalidPayment, OpenItem, allocate

D = Decimal
money = st.decimals(min_value=D("0.01"), max_value=10_000, places=2)
balances = st.decimals(min_value=-100, max_value=5_000, places=2)
days = st.dates(date(2026, 1, 1), date(2026, 3, 1))


def item(id: str, balance: str, day: int = 1) -> OpenItem[str]:
    return OpenItem(id=id, due_date=date(2026, 1, day), balance=D(balance))


@st.composite
def open_items(draw: st.DrawFn) -> list[OpenItem[str]]:
    rows = draw(st.lists(st.tuples(days, balances), max_size=8))
    return [OpenItem(id=str(at), due_date=due, balance=balance) for at, (due, balance) in enumerate(rows)]


class TestOldestFirst:
    @given(money, open_items())
    def test_parts_add_up_and_never_exceed_a_balance(self, amount: Decimal, items: list[OpenItem[str]]) -> None:
        done = allocate(amount, items, currency="EUR")
        balances = {item.id: item.balance for item in items}
        assert sum((part.amount for part in done.parts), D(0)) + done.unallocated == amount
        assert all(0 < part.amount <= balances[part.id] for part in done.parts)
        assert done.unallocated >= 0

    @given(money, open_items())
    def test_a_later_debt_is_paid_only_when_the_earlier_is(self, amount: Decimal, items: list[OpenItem[str]]) -> None:
        done = allocate(amount, items, currency="EUR")
        by_id = {item.id: item for item in items}
        dues = [by_id[part.id].due_date for part in done.parts]
        assert dues == sorted(dues)
        assert all(part.amount == by_id[part.id].balance for part in done.parts[:-1])
        if done.unallocated:
            assert {part.id for part in done.parts} == {item.id for item in items if item.balance > 0}

    def test_items_due_together_are_paid_in_the_order_given(self) -> None:
        done = allocate(D(10), [item("b", "8"), item("a", "8")], currency="EUR")
        assert [(part.id, str(part.amount)) for part in done.parts] == [("b", "8.00"), ("a", "2.00")]

    def test_what_is_too_much_stays_unallocated(self) -> None:
        done = allocate(D(10), [item("a", "8.00")], currency="EUR")
        assert str(done.unallocated) == "2.00"


class TestAsTold:
    def test_pays_what_was_told_and_nothing_else(self) -> None:
        done = allocate(D(100), [item("a", "80"), item("b", "80", 2)], currency="EUR", manual={"b": D("30.00")})
        assert [(part.id, part.amount) for part in done.parts] == [("b", D(30))]
        assert done.unallocated == D(70)

    def test_told_nothing_pays_nothing(self) -> None:
        assert allocate(D(100), [item("a", "80")], currency="EUR", manual={}).unallocated == D(100)

    def test_all_of_a_balance_and_of_the_payment_is_fine(self) -> None:
        assert allocate(D(80), [item("a", "80")], currency="EUR", manual={"a": D(80)}).unallocated == 0

    @pytest.mark.parametrize(
        ("manual", "problem", "pointer"),
        [
            ({"x": D(1)}, "not open", "/allocations/x"),
            ({"a": D(0)}, "above zero", "/allocations/a"),
            ({"a": D(-1)}, "above zero", "/allocations/a"),
            ({"a": D("1.001")}, "in whole EUR units", "/allocations/a"),
            ({"a": D("80.01")}, "only 80 EUR", "/allocations/a"),
            ({"a": D(80), "b": D("20.01")}, "the payment is only 100 EUR", "/allocations"),
        ],
    )
    def test_refuses_what_cannot_be(self, manual: dict[str, Decimal], problem: str, pointer: str) -> None:
        with pytest.raises(InvalidAllocation, match=problem) as caught:
            allocate(D(100), [item("a", "80"), item("b", "80")], currency="EUR", manual=manual)
        assert caught.value.pointer == pointer


class TestAmount:
    @pytest.mark.parametrize(("amount", "currency"), [("0", "EUR"), ("-1", "EUR"), ("1.001", "EUR"), ("1.5", "JPY")])
    def test_refuses_what_is_no_payment(self, amount: str, currency: str) -> None:
        with pytest.raises(InvalidPayment):
            allocate(D(amount), [], currency=currency)

    def test_the_smallest_unit_is_enough(self) -> None:
        assert str(allocate(D("0.001"), [], currency="KWD").unallocated) == "0.001"
