"""2/10 net 30: what settles, and the tax that shrinks with it."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.invoice.document import EarlyDiscount, TaxSubtotal, Totals
from duespark.engine.money.rounding import round_money
from duespark.engine.payment.allocation import OpenItem, allocate
from duespark.engine.payment.early_discount import (
    DiscountNotCalculated,
    EarlySettlement,
    InvalidReduction,
    Reduction,
    early_terms_left,
    earned_early,
    enough_early,
    reduce_tax,
    settle_early,
)
from tests.support.examples import examples

D = Decimal
DUE = D("100.00")
THREE = EarlyDiscount(percent=D(3), days=7, until=date(2026, 1, 8), discount=D("3.00"), payable=D("97.00"))
TWO = EarlyDiscount(percent=D(2), days=14, until=date(2026, 1, 15), discount=D("2.00"), payable=D("98.00"))
TERMS = (TWO, THREE)


def settle(paid: str, day: int, *, grace_days: int = 0, tolerance: str = "0") -> EarlySettlement:
    return settle_early(
        TERMS,
        amount_due=DUE,
        paid=D(paid),
        paid_on=date(2026, 1, day),
        currency="EUR",
        grace_days=grace_days,
        tolerance=D(tolerance),
    )


class TestSettleEarly:
    def test_the_highest_discount_of_the_day_may_be_taken(self) -> None:
        done = settle("97.00", 8)
        assert (done.discount, str(done.taken), str(done.balance)) == (THREE, "3.00", "0.00")
        assert (str(done.credit), str(done.written_off)) == ("0.00", "0.00")

    def test_the_day_after_its_last_the_next_one_counts(self) -> None:
        assert settle("98.00", 9).discount == TWO
        assert settle("98.00", 15).taken == D("2.00")
        assert settle("97.99", 9).taken == 0

    def test_after_all_of_them_the_whole_amount_is_due(self) -> None:
        done = settle("98.00", 16)
        assert (done.discount, done.taken, str(done.balance)) == (None, D(0), "2.00")
        assert settle("100.00", 16).balance == 0

    def test_too_little_takes_nothing(self) -> None:
        done = settle("96.99", 8)
        assert (done.discount, done.taken, str(done.balance)) == (None, D(0), "3.01")

    def test_only_what_was_left_out_is_taken(self) -> None:
        assert str(settle("99.00", 8).taken) == "1.00"
        full = settle("100.00", 8)
        assert (full.discount, full.taken, full.balance) == (None, D(0), D(0))

    def test_too_much_is_credit(self) -> None:
        done = settle("100.50", 8)
        assert (done.taken, str(done.credit), done.balance) == (D(0), "0.50", D(0))

    def test_days_of_grace_count(self) -> None:
        assert settle("97.00", 10, grace_days=2).discount == THREE
        assert settle("97.00", 11, grace_days=2).discount is None

    def test_a_few_cents_within_the_tolerance_are_written_off(self) -> None:
        done = settle("96.95", 8, tolerance="0.05")
        assert (str(done.taken), str(done.written_off), str(done.balance)) == ("3.00", "0.05", "0.00")
        assert settle("96.94", 8, tolerance="0.05").balance == D("3.06")

    def test_without_a_discount_there_is_no_tolerance(self) -> None:
        assert settle("99.99", 16, tolerance="0.05").balance == D("0.01")
        plain = settle_early((), amount_due=DUE, paid=DUE, paid_on=date(2026, 1, 1), currency="EUR")
        assert (plain.discount, plain.balance, plain.credit) == (None, D(0), D(0))
        nothing = replace(TWO, percent=D(0), discount=D("0.00"), payable=DUE)
        short = settle_early(
            (nothing,), amount_due=DUE, paid=D("99.99"), paid_on=date(2026, 1, 1), currency="EUR", tolerance=D("0.05")
        )
        assert (short.written_off, short.balance) == (D(0), D("0.01"))

    def test_without_grace_its_last_day_is_the_last(self) -> None:
        done = settle_early((THREE,), amount_due=DUE, paid=D(97), paid_on=date(2026, 1, 9), currency="EUR")
        assert (done.taken, done.balance) == (D(0), D(3))

    def test_without_a_tolerance_every_cent_counts(self) -> None:
        done = settle_early(TERMS, amount_due=DUE, paid=D("96.99"), paid_on=date(2026, 1, 1), currency="EUR")
        assert (done.taken, done.balance) == (D(0), D("3.01"))

    @examples(25)
    @given(st.decimals(0, 120, places=2), st.integers(1, 20), st.decimals(0, 1, places=2))
    def test_adds_up(self, paid: Decimal, day: int, tolerance: Decimal) -> None:
        done = settle(str(paid), day, tolerance=str(tolerance))
        assert paid + done.taken + done.written_off + done.balance - done.credit == DUE
        assert min(done.taken, done.written_off, done.balance, done.credit) >= 0
        assert done.taken <= D(3)
        assert (done.discount is None) == (done.taken == 0)

    @pytest.mark.parametrize(
        "terms", [EarlyDiscount(percent=D(2), days=10), EarlyDiscount(percent=D(2), days=10, until=date(2026, 1, 8))]
    )
    def test_asks_for_a_calculated_document(self, terms: EarlyDiscount) -> None:
        with pytest.raises(DiscountNotCalculated) as caught:
            settle_early((TWO, terms), amount_due=DUE, paid=DUE, paid_on=date(2026, 1, 1), currency="EUR")
        assert caught.value.pointer == "/payment_terms/early/1"
        assert str(caught.value) == (
            "The early-payment discount of 2 % has no last day or amount yet. Calculate the document first."
        )


class TestTermsLeft:
    def test_stay_as_printed_while_nothing_is_credited(self) -> None:
        assert early_terms_left(TERMS, printed=DUE, due=DUE, currency="EUR") == TERMS

    def test_what_is_credited_earns_nothing(self) -> None:
        two, three = early_terms_left(TERMS, printed=DUE, due=D("33.33"), currency="EUR")
        assert (str(two.discount), str(two.payable), two.until) == ("0.67", "32.66", TWO.until)
        assert (str(three.discount), str(three.payable)) == ("1.00", "32.33")


def earned(*receipts: tuple[int, str]) -> EarlySettlement | None:
    came = [(date(2026, 1, day), D(amount)) for day, amount in receipts]
    return earned_early(TERMS, amount_due=DUE, receipts=came, currency="EUR")


class TestEarned:
    def test_by_several_payments_in_any_order(self) -> None:
        for came in ([(8, "47.00"), (1, "50.00")], [(1, "50.00"), (8, "47.00")]):
            done = earned(*came)
            assert done is not None
            assert (done.discount, str(done.taken)) == (THREE, "3.00")

    def test_each_counts_on_its_own_day(self) -> None:
        done = earned((8, "50.00"), (9, "48.00"))
        assert done is not None
        assert (done.discount, str(done.taken)) == (TWO, "2.00")
        assert earned((8, "50.00"), (16, "48.00")) is None
        assert earned((8, "50.00"), (15, "47.99")) is None

    def test_money_of_later_days_does_not_help(self) -> None:
        done = earned((8, "98.00"), (20, "1.00"))
        assert done is not None
        assert str(done.taken) == "2.00"

    def test_not_without_terms_or_need(self) -> None:
        assert earned_early((), amount_due=DUE, receipts=(), currency="EUR") is None
        assert earned((1, "100.00")) is None

    def test_asks_for_a_calculated_document(self) -> None:
        with pytest.raises(DiscountNotCalculated):
            earned_early([EarlyDiscount(percent=D(2), days=10)], amount_due=DUE, receipts=(), currency="EUR")


def row(rate: str, taxable: str, tax: str, name: str = "") -> TaxSubtotal:
    return TaxSubtotal(category="S", rate=D(rate), taxable=D(taxable), tax=D(tax), name=name, jurisdiction=name)


def totals(*rows: TaxSubtotal, net: str = "") -> Totals:
    whole = D(net) if net else sum((each.taxable for each in rows), D(0))
    tax = sum((each.tax for each in rows), D(0))
    zero = D(0)
    return Totals(
        lines=whole,
        allowances=zero,
        charges=zero,
        net=whole,
        tax=tax,
        gross=whole + tax,
        prepaid=zero,
        rounding=zero,
        amount_due=whole + tax,
        breakdown=rows,
    )


def parts(reduction: Reduction) -> list[tuple[str, str]]:
    return [(str(each.taxable), str(each.tax)) for each in reduction.rows]


class TestReduceTax:
    def test_each_rate_shrinks_in_proportion(self) -> None:
        done = reduce_tax(totals(row("19", "100", "19"), row("7", "100", "7")), D("4.52"), currency="EUR")
        assert (str(done.net), str(done.tax)) == ("4.00", "0.52")
        assert parts(done) == [("2.00", "0.38"), ("2.00", "0.14")]

    def test_the_largest_row_takes_the_odd_cents(self) -> None:
        rows = (row("0", "1", "0"), row("0", "3", "0"), row("0", "2", "0"))
        done = reduce_tax(totals(*rows), D("0.05"), currency="EUR")
        assert parts(done) == [("0.01", "0.00"), ("0.02", "0.00"), ("0.02", "0.00")]
        third = totals(row("0", "1", "0"), row("0", "1", "0"), row("0", "1", "0"))
        assert [taxable for taxable, _ in parts(reduce_tax(third, D("1"), currency="EUR"))] == ["0.34", "0.33", "0.33"]

    def test_the_net_is_what_the_rounded_taxes_leave(self) -> None:
        done = reduce_tax(totals(row("19", "33.33", "6.33"), row("7", "66.67", "4.67")), D("1.00"), currency="EUR")
        assert (str(done.net), str(done.tax)) == ("0.90", "0.10")
        assert parts(done) == [("0.30", "0.06"), ("0.60", "0.04")]

    def test_several_taxes_on_one_sum_each_shrink(self) -> None:
        done = reduce_tax(
            totals(row("5", "100", "5.00", "GST"), row("9.975", "100", "9.98", "QST"), net="100"),
            D("11.50"),
            currency="CAD",
        )
        assert (str(done.net), str(done.tax)) == ("10.00", "1.50")
        assert parts(done) == [("10.00", "0.50"), ("10.00", "1.00")]
        assert [(each.name, each.jurisdiction, each.rate) for each in done.rows] == [
            ("GST", "GST", D(5)),
            ("QST", "QST", D("9.975")),
        ]

    def test_a_row_below_zero_shrinks_too(self) -> None:
        done = reduce_tax(totals(row("19", "200", "38"), row("7", "-100", "-7")), D("13.10"), currency="EUR")
        assert parts(done) == [("20.00", "3.80"), ("-10.00", "-0.70")]
        assert done.net + done.tax == D("13.10")

    def test_nothing_and_everything(self) -> None:
        whole = totals(row("19", "100", "19"))
        none = reduce_tax(whole, D(0), currency="EUR")
        assert (str(none.net), str(none.tax)) == ("0.00", "0.00")
        assert parts(reduce_tax(whole, D(119), currency="EUR")) == [("100.00", "19.00")]

    def test_without_a_breakdown_all_is_net(self) -> None:
        done = reduce_tax(totals(net="100"), D("2.00"), currency="EUR")
        assert (str(done.net), str(done.tax), done.rows) == ("2.00", "0.00", ())

    @examples(25)
    @given(
        st.lists(
            st.tuples(st.decimals("0.01", 500, places=2), st.sampled_from([0, 7, 19, 23])), min_size=1, max_size=5
        ),
        st.integers(0, 1000),
    )
    def test_adds_up_to_the_cent(self, nets: list[tuple[Decimal, int]], share: int) -> None:
        rows = [row(str(rate), str(net), str((net * rate / 100).quantize(D("0.01")))) for net, rate in nets]
        whole = totals(*rows)
        amount = (whole.gross * share / 1000).quantize(D("0.01"))
        done = reduce_tax(whole, amount, currency="EUR")
        assert done.net + done.tax == amount
        assert sum(each.tax for each in done.rows) == done.tax
        assert sum(each.taxable for each in done.rows) == done.net
        assert all(
            abs(each.tax - before.tax * amount / whole.gross) <= D("0.005")
            for each, before in zip(done.rows, rows, strict=True)
        )

    @pytest.mark.parametrize(
        ("whole", "amount"),
        [
            (totals(row("19", "100", "19")), "-0.01"),
            (totals(row("19", "100", "19")), "119.01"),
            (totals(row("19", "100", "19")), "1.005"),
            (totals(net="0"), "0"),
            (totals(net="-5"), "-5"),
        ],
    )
    def test_refuses_what_cannot_be_taken_off(self, whole: Totals, amount: str) -> None:
        with pytest.raises(InvalidReduction) as caught:
            reduce_tax(whole, D(amount), currency="EUR")
        assert caught.value.pointer == "/amount"
        assert str(caught.value) == (
            f"{amount} EUR cannot be taken off a total of {whole.gross}: use 0 to the total, in whole units."
        )


def enough(day: int, *receipts: tuple[int, str], balance: str = "100.00", due: str = "100.00") -> Decimal | None:
    came = [(date(2026, 1, on), D(amount)) for on, amount in receipts]
    return enough_early(TERMS, amount_due=D(due), balance=D(balance), receipts=came, on=date(2026, 1, day))


class TestEnough:
    def test_of_the_best_discount_of_the_day_its_last_included(self) -> None:
        assert (enough(8), enough(9), enough(15), enough(16)) == (D(97), D(98), D(98), None)

    def test_less_what_came_in_by_then(self) -> None:
        assert enough(8, (2, "60.00"), balance="40.00") == D(37)
        assert enough(9, (8, "50.00"), (9, "-20.00"), balance="70.00") == D(68)

    def test_what_came_too_late_for_it_helps_no_discount(self) -> None:
        """60 came behind both last days: 97 would have to come in, and only 40 is owed."""
        assert enough(8, (16, "60.00"), balance="40.00") is None
        assert enough(8, (9, "2.50"), balance="97.50") == D("95.50")

    def test_nothing_where_it_is_earned_already_or_all_has_to_be_paid(self) -> None:
        assert enough(8, (2, "98.00"), balance="2.00") is None
        assert enough(8, (2, "97.99"), balance="2.01") == D("0.01")
        assert (enough(8, balance="97.00"), enough(8, balance="97.01")) == (None, D(97))

    def test_wants_calculated_terms(self) -> None:
        with pytest.raises(DiscountNotCalculated) as caught:
            enough_early(
                [TWO, EarlyDiscount(percent=D(2), days=10)],
                amount_due=DUE,
                balance=DUE,
                receipts=(),
                on=date(2026, 1, 2),
            )
        assert caught.value.pointer == "/payment_terms/early/1"


@dataclass(frozen=True, kw_only=True)
class Owed:
    """An invoice with its terms and what has come in on it, none of which earned a discount yet."""

    due: Decimal
    terms: tuple[EarlyDiscount, ...]
    receipts: list[tuple[date, Decimal]]

    @property
    def balance(self) -> Decimal:
        return self.due - sum((amount for _, amount in self.receipts), D(0))

    def enough(self, on: date) -> Decimal | None:
        return enough_early(self.terms, amount_due=self.due, balance=self.balance, receipts=self.receipts, on=on)


DAYS = st.dates(date(2026, 1, 1), date(2026, 1, 20))


@st.composite
def owed(draw: st.DrawFn) -> Owed:
    due = draw(st.decimals(min_value=D("0.02"), max_value=2_000, places=2))
    offers = draw(st.lists(st.tuples(st.decimals(min_value=1, max_value=10, places=1), DAYS), max_size=3))
    terms = []
    for percent, until in offers:
        discount = round_money(due * percent / 100, "EUR")
        terms.append(EarlyDiscount(percent=percent, days=1, until=until, discount=discount, payable=due - discount))
    shares = draw(st.lists(st.tuples(DAYS, st.integers(0, 50)), max_size=3))
    receipts = [(day, round_money(due * share / 100, "EUR")) for day, share in shares]
    came = receipts if sum(amount for _, amount in receipts) < due else []
    made = Owed(due=due, terms=tuple(terms), receipts=came)
    is_earned = earned_early(made.terms, amount_due=due, receipts=came, currency="EUR") is not None
    return replace(made, receipts=[]) if is_earned else made


class TestOneSumForSeveral:
    @examples(150)
    @given(st.lists(owed(), min_size=1, max_size=5), DAYS, st.integers(-20_000, 20_000))
    def test_earns_what_it_pays_for_in_time_and_nothing_else(self, invoices: list[Owed], on: date, beside: int) -> None:
        """Whatever the sum: no cent is lost, no invoice gets more than it owes, and each discount is earned."""
        asked = sum((one.enough(on) or one.balance for one in invoices), D(0))
        amount = max(asked + D(beside) / 100, D("0.01"))
        items = [
            OpenItem(id=at, due_date=date(2026, 2, at + 1), balance=one.balance, enough=one.enough(on))
            for at, one in enumerate(invoices)
        ]
        done = allocate(amount, items, currency="EUR")
        assert sum((part.amount for part in done.parts), D(0)) + done.unallocated == amount
        taken = {part.id: self.taken(invoices[part.id], part.amount, on) for part in done.parts}
        left = {part.id: invoices[part.id].balance - part.amount - taken[part.id] for part in done.parts}
        assert all(each >= 0 for each in left.values())
        if amount < asked:
            assert sum(each > 0 for each in left.values()) <= 1
            return
        assert left == dict.fromkeys(range(len(invoices)), 0)
        owed_in_all = sum((one.balance for one in invoices), D(0))
        assert sum(taken.values(), D(0)) == max(owed_in_all - amount, D(0))
        assert done.unallocated == max(amount - owed_in_all, D(0))

    def taken(self, one: Owed, paid: Decimal, on: date) -> Decimal:
        """What the program takes off behind the payment, held against the plain words of the terms."""
        assert 0 < paid <= one.balance
        receipts = [*one.receipts, (on, paid)]
        earned = earned_early(one.terms, amount_due=one.due, receipts=receipts, currency="EUR")
        if earned is None:
            return D(0)
        terms = earned.discount
        assert terms is not None
        assert terms.until is not None
        assert terms.payable is not None
        assert on <= terms.until
        assert sum((amount for day, amount in receipts if day <= terms.until), D(0)) >= terms.payable
        return min(earned.taken, one.balance - paid)
