"""Deposits on invoices: oldest first, in part, over several, never too much."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.invoice.document import Prepayment
from duespark.engine.payment.allocation import OpenItem
from duespark.engine.payment.deposits import (
    Application,
    Credit,
    InvalidCreditUse,
    InvalidDeposit,
    apply_credits,
    apply_to_invoices,
    deposit_amount,
    prepayments_for,
)
from tests.support.examples import examples

D = Decimal
TODAY = date(2026, 3, 1)
money = st.decimals("0.01", 500, places=2)


def credit(id: str, remaining: str, day: int = 1, *, amount: str = "500", tax: str = "0") -> Credit[str]:
    return Credit(
        id=id,
        received_on=date(2026, 1, day),
        amount=D(amount),
        remaining=D(remaining),
        currency="EUR",
        tax=D(tax),
        number=f"DEP-{id}",
        issue_date=date(2026, 1, day),
    )


@st.composite
def credits(draw: st.DrawFn) -> list[Credit[str]]:
    rows = draw(st.lists(st.tuples(money, st.integers(1, 28), st.integers(0, 100)), max_size=5))
    return [
        replace(credit(str(at), str(amount), day, amount=str(amount)), tax=round(amount * share / 200, 2))
        for at, (amount, day, share) in enumerate(rows)
    ]


class TestDepositAmount:
    @pytest.mark.parametrize(
        ("total", "percent", "currency", "expected"),
        [
            ("1000.00", "50", "EUR", "500.00"),
            ("0.01", "50", "EUR", "0.01"),
            ("33.33", "33.3", "EUR", "11.10"),
            ("999", "50", "JPY", "500"),
            ("100.00", "0.5", "EUR", "0.50"),
            ("119.00", "100", "EUR", "119.00"),
        ],
    )
    def test_is_rounded_to_the_currency(self, total: str, percent: str, currency: str, expected: str) -> None:
        assert str(deposit_amount(D(total), D(percent), currency=currency)) == expected

    @pytest.mark.parametrize("percent", ["0", "-1", "100.01"])
    def test_is_a_part_of_the_whole(self, percent: str) -> None:
        with pytest.raises(InvalidDeposit) as caught:
            deposit_amount(D(100), D(percent), currency="EUR")
        assert caught.value.pointer == "/percent"
        assert str(caught.value) == (f"A deposit of {percent} % cannot be asked for; use more than 0 and at most 100.")


class TestApplyCredits:
    def test_the_oldest_is_used_first_and_only_as_much_as_is_needed(self) -> None:
        used = apply_credits(D("150"), [credit("b", "100", 9), credit("a", "80", 3)], on=TODAY, currency="EUR")
        assert [(each.credit, str(each.amount)) for each in used.applications] == [("a", "80.00"), ("b", "70.00")]
        assert [(each.id, str(each.remaining)) for each in used.credits] == [("b", "30.00"), ("a", "0.00")]
        assert str(used.rest) == "0.00"

    def test_what_credit_does_not_cover_is_the_rest(self) -> None:
        used = apply_credits(D("150"), [credit("a", "80.00")], on=TODAY, currency="EUR", invoice="INV-1")
        assert str(used.rest) == "70.00"
        assert used.applications[0].invoice == "INV-1"
        assert (used.applications[0].number, used.applications[0].issue_date) == ("DEP-a", date(2026, 1, 1))

    def test_equally_old_credit_is_used_in_the_order_given(self) -> None:
        used = apply_credits(D("90"), [credit("b", "80"), credit("a", "80")], on=TODAY, currency="EUR")
        assert [each.credit for each in used.applications] == ["b", "a"]

    def test_what_cannot_be_used_is_left_alone(self) -> None:
        unusable = [
            replace(credit("usd", "80"), currency="USD"),
            replace(credit("expired", "80"), expires_on=date(2026, 2, 28)),
            replace(credit("tomorrow", "80"), received_on=date(2026, 3, 2)),
            replace(credit("project", "80"), project="P-2"),
            credit("empty", "0.00"),
        ]
        used = apply_credits(D("150"), unusable, on=TODAY, currency="EUR", project="P-1")
        assert (used.applications, used.credits, used.rest) == ((), tuple(unusable), D(150))

    def test_a_project_uses_its_own_and_common_credit(self) -> None:
        both = [replace(credit("p", "80", 2), project="P-1"), credit("c", "80", 1)]
        used = apply_credits(D("100"), both, on=TODAY, currency="EUR", project="P-1")
        assert [(each.credit, each.amount) for each in used.applications] == [("c", D(80)), ("p", D(20))]

    def test_nothing_due_uses_nothing(self) -> None:
        assert apply_credits(D(0), [credit("a", "80")], on=TODAY, currency="EUR").applications == ()
        assert apply_credits(D(-5), [credit("a", "80")], on=TODAY, currency="EUR").applications == ()

    @examples(25)
    @given(money, credits())
    def test_never_more_than_is_due_or_remains(self, due: Decimal, held: list[Credit[str]]) -> None:
        """FM-39: credit is never applied beyond what it has."""
        used = apply_credits(due, held, on=TODAY, currency="EUR")
        total = sum((each.amount for each in used.applications), D(0))
        assert total == min(due, sum((each.remaining for each in held), D(0)))
        assert used.rest == due - total
        assert all(each.remaining >= 0 for each in used.credits)
        assert sum(each.remaining for each in used.credits) + total == sum(each.remaining for each in held)


class TestManual:
    def test_uses_what_was_told_and_nothing_else(self) -> None:
        held = [credit("a", "80"), credit("b", "80"), credit("c", "80")]
        used = apply_credits(D(100), held, on=TODAY, currency="EUR", manual={"c": D(30), "a": D("0.01")})
        assert [(each.credit, str(each.amount)) for each in used.applications] == [("a", "0.01"), ("c", "30.00")]
        assert str(used.rest) == "69.99"

    def test_all_that_is_due_and_remains_is_fine(self) -> None:
        assert apply_credits(D(80), [credit("a", "80")], on=TODAY, currency="EUR", manual={"a": D(80)}).rest == 0
        assert apply_credits(D(80), [credit("a", "80")], on=TODAY, currency="EUR", manual={}).rest == D(80)

    @pytest.mark.parametrize(
        ("manual", "pointer", "sentence"),
        [
            ({"x": D(1)}, "/credits/x", "Cannot use 1 of credit x: there is no such credit."),
            ({"usd": D(1)}, "/credits/usd", "Cannot use 1 of credit usd: it is in USD."),
            ({"p": D(1)}, "/credits/p", "Cannot use 1 of credit p: it is held for another project."),
            ({"a": D("80.01")}, "/credits/a", "Cannot use 80.01 of credit a: only 80 EUR remains."),
            ({"a": D(0)}, "/credits/a", "the amount must be above zero, in whole EUR units."),
            (
                {"a": D(80), "b": D("20.01")},
                "/credits",
                "Cannot use 100.01 of credit of the client: only 100 EUR is due.",
            ),
        ],
    )
    def test_refuses_what_cannot_be(self, manual: dict[str, Decimal], pointer: str, sentence: str) -> None:
        others = [replace(credit("usd", "80"), currency="USD"), replace(credit("p", "80"), project="P-2")]
        held = [credit("a", "80"), credit("b", "80"), *others]
        with pytest.raises(InvalidCreditUse) as caught:
            apply_credits(D(100), held, on=TODAY, currency="EUR", manual=manual)
        assert sentence in str(caught.value)
        assert caught.value.pointer == pointer


class TestTax:
    def test_is_split_in_proportion_and_adds_up_over_three_invoices(self) -> None:
        held, taxes = [credit("a", "119", amount="119", tax="19")], list[str]()
        for _ in range(3):
            used = apply_credits(D("39.67"), held, on=TODAY, currency="EUR")
            taxes += [str(each.tax) for each in used.applications]
            held = list(used.credits)
        assert taxes == ["6.33", "6.34", "6.33"]
        assert sum(map(D, taxes)) == D(19)

    @examples(25)
    @given(credits(), st.lists(money, min_size=1, max_size=5))
    def test_never_exceeds_what_the_deposit_invoice_stated(self, held: list[Credit[str]], dues: list[Decimal]) -> None:
        known, used = {each.id: each for each in held}, list[Application[str]]()
        for due in dues:
            use = apply_credits(due, held, on=TODAY, currency="EUR")
            used, held = used + list(use.applications), list(use.credits)
        for each in held:
            tax = sum((one.tax for one in used if one.credit == each.id), D(0))
            assert 0 <= tax <= known[each.id].tax
            assert each.remaining > 0 or tax == known[each.id].tax


class TestApplyToInvoices:
    def test_one_deposit_pays_several_the_one_due_first_first(self) -> None:
        invoices = [
            OpenItem(id="INV-3", due_date=date(2026, 5, 3), balance=D("10")),
            OpenItem(id="INV-1", due_date=date(2026, 5, 1), balance=D("60")),
            OpenItem(id="INV-2", due_date=date(2026, 5, 2), balance=D("60")),
        ]
        used = apply_to_invoices(invoices, [credit("b", "50", 2), credit("a", "50", 1)], on=TODAY, currency="EUR")
        assert [(each.invoice, each.credit, str(each.amount)) for each in used.applications] == [
            ("INV-1", "a", "50.00"),
            ("INV-1", "b", "10.00"),
            ("INV-2", "b", "40.00"),
        ]
        assert [(each.id, str(each.remaining)) for each in used.credits] == [("b", "0.00"), ("a", "0.00")]
        assert str(used.rest) == "30.00"

    def test_credit_notes_among_them_neither_take_nor_give(self) -> None:
        items = [OpenItem(id="CN", due_date=TODAY, balance=D(-30)), OpenItem(id="INV", due_date=TODAY, balance=D(30))]
        used = apply_to_invoices(items, [credit("a", "20")], on=TODAY, currency="EUR")
        assert [(each.invoice, each.amount) for each in used.applications] == [("INV", D(20))]
        assert used.rest == D(10)

    def test_the_project_counts(self) -> None:
        own = replace(credit("a", "20"), project="P-1")
        invoice = OpenItem(id="INV", due_date=TODAY, balance=D(30))
        assert apply_to_invoices([invoice], [own], on=TODAY, currency="EUR", project="P-1").rest == D(10)
        assert apply_to_invoices([invoice], [own], on=TODAY, currency="EUR").rest == D(30)

    def test_without_invoices_nothing_happens(self) -> None:
        used = apply_to_invoices([], [credit("a", "20")], on=TODAY, currency="EUR")
        assert (used.applications, str(used.rest)) == ((), "0.00")

    @examples(25)
    @given(st.lists(money, max_size=4), credits())
    def test_one_credit_on_two_invoices_never_goes_below_zero(
        self, balances: list[Decimal], held: list[Credit[str]]
    ) -> None:
        """FM-39: the same credit on several invoices."""
        invoices = [OpenItem(id=str(at), due_date=TODAY, balance=balance) for at, balance in enumerate(balances)]
        used = apply_to_invoices(invoices, held, on=TODAY, currency="EUR")
        total = sum((each.amount for each in used.applications), D(0))
        assert total == min(sum(balances, D(0)), sum((each.remaining for each in held), D(0)))
        for before, after in zip(held, used.credits, strict=True):
            taken = sum((each.amount for each in used.applications if each.credit == before.id), D(0))
            assert after.remaining == before.remaining - taken >= 0


class TestPrepaymentsFor:
    def test_states_number_day_amount_and_tax(self) -> None:
        used = apply_credits(D("59.50"), [credit("a", "119", amount="119", tax="19")], on=TODAY, currency="EUR")
        assert prepayments_for(used.applications) == (
            Prepayment(number="DEP-a", issue_date=date(2026, 1, 1), amount=D("59.50"), tax=D("9.50")),
        )

    def test_one_deposit_is_one_line(self) -> None:
        used = [
            Application(credit="a", amount=D(10), tax=D(2), number="DEP-a"),
            Application(credit="b", amount=D(5), tax=D(1), number="DEP-b"),
            Application(credit="a", amount=D(1), tax=D("0.2"), number="DEP-a"),
        ]
        assert prepayments_for(used) == (
            Prepayment(number="DEP-a", amount=D(11), tax=D("2.2")),
            Prepayment(number="DEP-b", amount=D(5), tax=D(1)),
        )
