"""Allocation of payments."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.payment.allocation import InvalidAllocation, InvalidPayment, OpenItem, Order, allocate
from tests.support.examples import examples

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
    @examples(40)
    @given(money, open_items())
    def test_parts_add_up_and_never_exceed_a_balance(self, amount: Decimal, items: list[OpenItem[str]]) -> None:
        done = allocate(amount, items, currency="EUR")
        balances = {item.id: item.balance for item in items}
        assert sum((part.amount for part in done.parts), D(0)) + done.unallocated == amount
        assert all(0 < part.amount <= balances[part.id] for part in done.parts)
        assert done.unallocated >= 0

    @examples(40)
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


def early_item(id: str, balance: str, enough: str | None, day: int = 1) -> OpenItem[str]:
    return replace(item(id, balance, day), enough=enough and D(enough))


class TestEnoughForADiscount:
    ITEMS = (early_item("a", "100", "98"), early_item("b", "50", None, 2), early_item("c", "200", "194", 3))

    def shares(self, amount: str, order: Order = "oldest_due") -> tuple[list[str], str]:
        done = allocate(D(amount), self.ITEMS, currency="EUR", order=order)
        return [f"{part.id} {part.amount}" for part in done.parts], str(done.unallocated)

    def test_all_are_settled_by_exactly_the_discounted_sum(self) -> None:
        assert self.shares("342") == (["a 98.00", "b 50.00", "c 194.00"], "0.00")

    def test_the_rest_goes_on_to_the_next_and_the_last_gets_a_part(self) -> None:
        assert self.shares("341.99") == (["a 98.00", "b 50.00", "c 193.99"], "0.00")
        assert self.shares("100") == (["a 98.00", "b 2.00"], "0.00")
        assert self.shares("97.99") == (["a 97.99"], "0.00")

    def test_what_a_payer_does_not_leave_out_is_no_discount(self) -> None:
        assert self.shares("343") == (["a 99.00", "b 50.00", "c 194.00"], "0.00")
        assert self.shares("345") == (["a 100.00", "b 50.00", "c 195.00"], "0.00")
        assert self.shares("350") == (["a 100.00", "b 50.00", "c 200.00"], "0.00")
        assert self.shares("350.01") == (["a 100.00", "b 50.00", "c 200.00"], "0.01")

    def test_in_another_order_and_in_proportion_by_balances(self) -> None:
        assert self.shares("150", "smallest") == (["b 50.00", "a 98.00", "c 2.00"], "0.00")
        assert self.shares("35", "proportional") == (["a 10.00", "b 5.00", "c 20.00"], "0.00")


def paid(amount: str, order: Order, items: list[OpenItem[str]], currency: str = "EUR") -> list[tuple[str, str]]:
    done = allocate(D(amount), items, currency=currency, order=order)
    return [(part.id, str(part.amount)) for part in done.parts]


class TestOrder:
    ITEMS = (
        OpenItem(id="a", due_date=date(2026, 1, 3), issue_date=date(2025, 12, 2), balance=D("50.00")),
        OpenItem(id="b", due_date=date(2026, 1, 2), issue_date=date(2025, 12, 3), balance=D("30.00")),
        OpenItem(id="c", due_date=date(2026, 1, 4), balance=D("20.00")),
    )

    def test_the_one_due_first_is_the_default(self) -> None:
        assert paid("60", "oldest_due", list(self.ITEMS)) == [("b", "30.00"), ("a", "30.00")]
        assert (
            allocate(D(60), self.ITEMS, currency="EUR").parts
            == allocate(D(60), self.ITEMS, currency="EUR", order="oldest_due").parts
        )

    def test_the_one_issued_first_and_without_issue_date_by_its_due_date(self) -> None:
        assert paid("85", "oldest_issue", list(self.ITEMS)) == [("a", "50.00"), ("b", "30.00"), ("c", "5.00")]

    def test_issued_together_the_one_due_first(self) -> None:
        late, early = (replace(item, issue_date=date(2025, 12, 1)) for item in self.ITEMS[:2])
        assert paid("40", "oldest_issue", [late, early]) == [("b", "30.00"), ("a", "10.00")]

    def test_the_smallest(self) -> None:
        assert paid("45", "smallest", list(self.ITEMS)) == [("c", "20.00"), ("b", "25.00")]

    def test_of_equally_small_ones_the_one_due_first(self) -> None:
        assert paid("9", "smallest", [item("a", "8", 2), item("b", "8", 1)]) == [("b", "8.00"), ("a", "1.00")]

    def test_all_in_proportion(self) -> None:
        assert paid("10", "proportional", list(self.ITEMS)) == [("a", "5.00"), ("b", "3.00"), ("c", "2.00")]
        thirds = [item("a", "80"), item("b", "80"), item("c", "80"), item("credit", "-5")]
        assert paid("100", "proportional", thirds) == [("a", "33.34"), ("b", "33.33"), ("c", "33.33")]

    def test_in_proportion_counts_the_smallest_too(self) -> None:
        assert paid("0.60", "proportional", [item("a", "0.50"), item("b", "0.70")]) == [("a", "0.25"), ("b", "0.35")]

    def test_in_proportion_leaves_out_what_comes_to_nothing(self) -> None:
        assert paid("0.01", "proportional", [item("a", "0.01"), item("b", "80")]) == [("b", "0.01")]

    def test_in_proportion_pays_all_when_there_is_enough(self) -> None:
        done = allocate(D("100.01"), self.ITEMS, currency="EUR", order="proportional")
        assert [str(part.amount) for part in done.parts] == ["50.00", "30.00", "20.00"]
        assert str(done.unallocated) == "0.01"
        assert allocate(D(100), self.ITEMS, currency="EUR", order="proportional").unallocated == 0
        assert allocate(D(5), [], currency="EUR", order="proportional").unallocated == D(5)

    @examples(25)
    @given(money, open_items(), st.sampled_from(["oldest_due", "oldest_issue", "smallest", "proportional"]))
    def test_no_order_loses_a_cent_or_pays_too_much(
        self, amount: Decimal, items: list[OpenItem[str]], order: Order
    ) -> None:
        done = allocate(amount, items, currency="EUR", order=order)
        balances = {item.id: item.balance for item in items}
        owed = sum((item.balance for item in items if item.balance > 0), D(0))
        assert all(0 < part.amount <= balances[part.id] for part in done.parts)
        assert sum((part.amount for part in done.parts), D(0)) == min(amount, owed)
        assert done.unallocated == amount - min(amount, owed)


class TestAsTold:
    def test_pays_what_was_told_and_nothing_else(self) -> None:
        done = allocate(D(100), [item("a", "80"), item("b", "80", 2)], currency="EUR", manual={"b": D("30.00")})
        assert [(part.id, part.amount) for part in done.parts] == [("b", D(30))]
        assert done.unallocated == D(70)

    def test_a_cent_is_enough(self) -> None:
        done = allocate(D(100), [item("a", "80")], currency="EUR", manual={"a": D("0.01")})
        assert [str(part.amount) for part in done.parts] == ["0.01"]

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

    def test_says_what_is_wrong_with_which(self) -> None:
        items = [item("a", "80"), item("b", "80")]
        with pytest.raises(InvalidAllocation) as caught:
            allocate(D(100), items, currency="EUR", manual={"a": D("80.01")})
        assert str(caught.value) == "Cannot put 80.01 on a: only 80 EUR is still to pay."
        with pytest.raises(InvalidAllocation) as caught:
            allocate(D(100), items, currency="EUR", manual={"a": D(80), "b": D(21)})
        assert str(caught.value) == "Cannot put 101 on these invoices: the payment is only 100 EUR."
        with pytest.raises(InvalidAllocation) as caught:
            allocate(D(100), items, currency="EUR", manual={"x": D(1)})
        assert str(caught.value) == "Cannot put 1 on x: it is not open for this client in this currency."
        with pytest.raises(InvalidAllocation) as caught:
            allocate(D(100), items, currency="EUR", manual={"a": D("0.001")})
        assert str(caught.value) == "Cannot put 0.001 on a: the amount must be above zero, in whole EUR units."


class TestAmount:
    @pytest.mark.parametrize(("amount", "currency"), [("0", "EUR"), ("-1", "EUR"), ("1.001", "EUR"), ("1.5", "JPY")])
    def test_refuses_what_is_no_payment(self, amount: str, currency: str) -> None:
        with pytest.raises(InvalidPayment) as caught:
            allocate(D(amount), [], currency=currency)
        assert caught.value.pointer == "/amount"
        assert str(caught.value) == (
            f"A payment of {amount} {currency} cannot be recorded: it must be above zero, in whole {currency} units."
        )

    def test_the_smallest_unit_is_enough(self) -> None:
        assert str(allocate(D("0.001"), [], currency="KWD").unallocated) == "0.001"
