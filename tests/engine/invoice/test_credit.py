"""Credit notes: all, some lines, an amount; each takes back exactly what it says."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from duespark.engine.invoice.computed import COMPUTED, without_computed
from duespark.engine.invoice.credit import (
    MIRRORED,
    UNMIRRORED,
    CannotCredit,
    begin_partial,
    credit_amount,
    credit_of,
)
from duespark.engine.invoice.credit_lines import credit_lines, left_to_credit
from duespark.engine.invoice.document import Adjustment, Document, DocumentKind, Prepayment, Reference, Totals
from duespark.engine.invoice.lifecycle import NotAllowed, NotForKind
from duespark.engine.invoice.line import Discount, Line, LineAmounts, LineCharge
from duespark.engine.invoice.totals import calculate
from duespark.engine.tax.context import TaxContext
from duespark.engine.tax.country import TaxRate
from tests.engine.invoice.strategies import TAX, documents
from tests.engine.invoice.test_duplicate import FULL
from tests.support.examples import examples

D = Decimal
DAY = date(2026, 5, 9)
VAT = TaxContext.of(
    [
        TaxRate(key="standard", category="S", rate=D(20), label="VAT 20%"),
        TaxRate(key="low", category="S", rate=D(5), label="VAT 5%"),
    ]
)


def line(id: str, quantity: str, price: str, tax: str = "standard", **more: Any) -> Line:
    return Line(id=id, description=id, quantity=D(quantity), unit_price=D(price), tax=tax, **more)


def issued(*lines: Line, **more: Any) -> Document:
    return calculate(Document(number="INV-7", issue_date=DAY, lines=lines, **more), VAT)


def totals(document: Document, tax: TaxContext = VAT) -> Totals:
    found = calculate(document, tax).totals
    assert found is not None
    return found


INVOICE = issued(
    line("a", "10", "50.00", discount=Discount(amount=D("30.00"))),
    Line(kind="heading", id="h", description="Goods"),
    line("b", "4", "5.00", "low"),
    Line(kind="optional", id="o", quantity=D(9), unit_price=D(900)),
    allowances=(Adjustment(amount=D("9.80")), Adjustment(percent=D(10))),
    charges=(Adjustment(amount=D("4.90"), tax="low"),),
)


class TestCreditOf:
    @examples(25)
    @given(documents)
    def test_invoice_and_credit_note_come_to_nothing(self, document: Document) -> None:
        invoice = calculate(replace(document, number="INV-7", prepaid=D(0)), TAX)
        assert totals(credit_of(invoice), TAX) == invoice.totals

    def test_says_what_it_corrects_and_why(self) -> None:
        note = credit_of(INVOICE, reason="Goods returned")
        assert (note.kind, note.number, note.issue_date, note.totals) == ("credit_note", None, None, None)
        assert note.references == (Reference(kind="corrects", number="INV-7", issue_date=DAY),)
        assert note.correction_reason == "Goods returned"
        assert note.lines == without_computed(INVOICE).lines
        assert credit_of(INVOICE).correction_reason == ""

    def test_keeps_the_day_that_decides_on_the_rates(self) -> None:
        """The rates of the invoice are taken back, though they may have changed since."""
        assert credit_of(INVOICE).supply_date == DAY
        april = date(2026, 4, 30)
        assert credit_of(replace(INVOICE, supply_date=april)).supply_date == april

    def test_other_references_stay(self) -> None:
        contract, deposit = Reference(kind="contract", number="C"), Reference(kind="deposit", number="D")
        document = replace(INVOICE, references=(contract, Reference(kind="corrects", number="INV-6"), deposit))
        assert credit_of(document).references[1:] == (contract, deposit)

    def test_every_field_is_decided_about(self) -> None:
        decided = [*MIRRORED, *UNMIRRORED, *COMPUTED[Document]]
        assert sorted(decided) == sorted(field.name for field in fields(Document))

    def test_takes_over_what_is_mirrored_and_nothing_else(self) -> None:
        note, typed = credit_of(FULL), without_computed(FULL)
        changed = {"references", "supply_date"}
        assert all(getattr(note, name) == getattr(typed, name) for name in MIRRORED - changed)
        expected = replace(Document(), kind="credit_note")
        assert all(getattr(note, name) == getattr(expected, name) for name in UNMIRRORED)

    def test_deposits_stay_taken_into_account(self) -> None:
        """The deposit invoice is credited by a credit note of its own; what was paid without one comes back."""
        paid = Prepayment(number="D-1", amount=D("60.00"), tax=D("10.00"))
        final = calculate(replace(INVOICE, kind="final_invoice", prepayments=(paid,), prepaid=D("5.00")), VAT)
        note = credit_of(final)
        assert note.prepayments == (paid,)
        assert note.prepaid == D(0)

    @pytest.mark.parametrize("kind", ["quote", "proforma", "credit_note", "receipt"])
    def test_what_asks_for_no_money_cannot_be_credited(self, kind: DocumentKind) -> None:
        with pytest.raises(NotForKind, match="The action credit makes no sense"):
            credit_of(replace(INVOICE, kind=kind))

    def test_a_draft_cannot_be_credited(self) -> None:
        with pytest.raises(NotAllowed, match="Issue it first"):
            credit_of(replace(INVOICE, number=None))


class TestCreditLines:
    def test_takes_back_a_part_of_a_line(self) -> None:
        """4 of 10: 200.00 less 12.00, of a sum of 490.00, so 188/490 of 9.80 and of 4.90, and 10 %."""
        note = credit_lines(INVOICE, {"a": D(4)}, reason="Returned")
        assert [(each.id, each.quantity, each.discount) for each in note.lines] == [
            ("a", D(4), Discount(amount=D("12.00")))
        ]
        assert note.allowances == (Adjustment(amount=D("3.76")), Adjustment(percent=D(10)))
        assert note.charges == (Adjustment(amount=D("1.88"), tax="low"),)
        assert (note.kind, note.correction_reason) == ("credit_note", "Returned")
        assert note.references[0].number == "INV-7"

    def test_all_quantities_make_the_whole(self) -> None:
        note = credit_lines(INVOICE, {"b": D(4), "a": D(10)})
        assert [each.id for each in note.lines] == ["a", "b"]
        assert totals(note) == INVOICE.totals

    @examples(20)
    @given(documents)
    def test_all_lines_of_any_document_make_the_whole(self, document: Document) -> None:
        lines = tuple(replace(each, id=str(at)) for at, each in enumerate(document.lines))
        invoice = calculate(replace(document, number="INV-7", prepaid=D(0), prepayments=(), lines=lines), TAX)
        quantities = {each.id: each.quantity for each in lines if each.kind == "item" and each.quantity}
        assume(len(quantities) == sum(each.kind == "item" for each in lines) > 0)
        assume(sum(each.total for each in amounts(invoice)) and sum(each.net for each in amounts(invoice)))
        assert totals(credit_lines(invoice, quantities), TAX) == invoice.totals

    def test_prices_with_tax_share_what_includes_it(self) -> None:
        """100.00 with 20 % and 300.00 with 5 %: a quarter of the allowance, not of the sums without tax."""
        invoice = issued(
            line("a", "1", "100.00"),
            line("b", "1", "300.00", "low"),
            prices_include_tax=True,
            allowances=(Adjustment(amount=D("40.00")),),
        )
        assert credit_lines(invoice, {"a": D(1)}).allowances[0].amount == D("10.00")

    def test_amounts_of_a_line_are_shared_and_percentages_stay(self) -> None:
        typed = line(
            "a",
            "3",
            "10.00",
            discount=Discount(percent=D(10)),
            allowances=(Discount(amount=D("1.00")),),
            charges=(LineCharge(amount=D("2.00")), LineCharge(percent=D(1))),
        )
        note = credit_lines(issued(typed), {"a": D(1)})
        assert note.lines == (
            replace(
                typed,
                quantity=D(1),
                allowances=(Discount(amount=D("0.33")),),
                charges=(LineCharge(amount=D("0.67")), LineCharge(percent=D(1))),
            ),
        )

    def test_a_negative_line_is_taken_back_as_it_was(self) -> None:
        invoice = issued(line("a", "10", "50.00"), line("back", "-2", "50.00"), allowances=(Adjustment(amount=D(10)),))
        note = credit_lines(invoice, {"back": D(-1)})
        assert note.lines[0].quantity == D(-1)
        assert note.allowances == ()
        assert credit_lines(invoice, {"a": D(10)}).allowances == (Adjustment(amount=D("10.00")),)

    def test_lines_that_come_to_nothing_share_nothing(self) -> None:
        invoice = issued(line("a", "1", "5.00"), line("b", "-1", "5.00"), charges=(Adjustment(amount=D(10)),))
        assert credit_lines(invoice, {"a": D(1)}).charges == ()

    def test_what_an_optional_line_would_come_to_counts_for_nothing(self) -> None:
        """Neither for the share of a line nor for that of a rate."""
        invoice = issued(line("a", "1", "100.00"), line("b", "1", "100.00"), charges=(Adjustment(amount=D("10.00")),))
        optional = replace(invoice.lines[0], id="o", kind="optional", tax="low")
        with_it = replace(invoice, lines=(*invoice.lines, optional))
        assert credit_lines(with_it, {"a": D(1)}).charges == (Adjustment(amount=D("5.00")),)
        assert [each.tax for each in credit_amount(with_it, D("10.00"), description="x").lines] == ["standard"]

    @pytest.mark.parametrize(
        ("quantities", "pointer", "problem"),
        [
            ({}, "/lines", "no line was chosen"),
            ({"x": D(1)}, "/lines/x", "there is not exactly one line with the id 'x'"),
            ({"": D(1)}, "/lines/", "there is not exactly one line with the id ''"),
            ({"h": D(1)}, "/lines/h", "there is not exactly one line with the id 'h'"),
            ({"o": D(1)}, "/lines/o", "there is not exactly one line with the id 'o'"),
            ({"a": D(1), "b": D("4.01")}, "/lines/b", "the quantity of line b must be between 0 and 4, not 4.01"),
            ({"a": D(0)}, "/lines/a", "the quantity of line a must be between 0 and 10, not 0"),
            ({"a": D(-1)}, "/lines/a", "the quantity of line a must be between 0 and 10, not -1"),
        ],
    )
    def test_refuses_what_is_not_there(self, quantities: dict[str, Decimal], pointer: str, problem: str) -> None:
        with pytest.raises(CannotCredit) as caught:
            credit_lines(INVOICE, quantities)
        assert (caught.value.pointer, caught.value.code) == (pointer, "invoice.cannot_credit")
        assert str(caught.value) == f"This cannot be credited: {problem}."

    def test_a_line_must_be_the_only_one_with_its_id(self) -> None:
        with pytest.raises(CannotCredit, match="not exactly one line"):
            credit_lines(issued(line("a", "1", "5.00"), line("a", "1", "5.00")), {"a": D(1)})

    def test_what_concerns_the_whole_document_is_left_out(self) -> None:
        paid = Prepayment(amount=D("60.00"))
        invoice = replace(INVOICE, prepayments=(paid,), cash_rounding=D("0.05"))
        for note in (credit_lines(invoice, {"a": D(1)}), begin_partial(invoice)):
            assert (note.prepayments, note.cash_rounding) == ((), None)

    def test_the_document_was_calculated(self) -> None:
        with pytest.raises(CannotCredit) as caught:
            begin_partial(without_computed(INVOICE))
        assert caught.value.pointer == "/totals"


def amounts(document: Document) -> list[LineAmounts]:
    return [each.amounts for each in document.lines if each.kind == "item" and each.amounts is not None]


class TestCreditAmount:
    def test_spreads_over_the_rates(self) -> None:
        """600.00 with 20 % and 105.00 with 5 %; 70.50 is a tenth."""
        invoice = issued(line("a", "5", "100.00"), line("b", "1", "100.00", "low"))
        note = credit_amount(invoice, D("70.50"), description="Goodwill", reason="Late")
        assert [(each.tax, each.unit_price, each.quantity, each.description) for each in note.lines] == [
            ("standard", D("60.00"), D(1), "Goodwill"),
            ("low", D("10.50"), D(1), "Goodwill"),
        ]
        assert (note.prices_include_tax, note.tax_rounding, note.correction_reason) == (True, "document", "Late")
        found = totals(note)
        assert (found.net, found.tax, found.gross) == (D("60.00"), D("10.50"), D("70.50"))

    def test_allowances_and_charges_take_part(self) -> None:
        """600.00 - 120.00 with 20 %, 105.00 + 15.00 with 5 %: four to one."""
        invoice = issued(
            line("a", "5", "100.00"),
            line("b", "1", "100.00", "low"),
            Line(kind="optional", unit_price=D(100)),
            allowances=(Adjustment(amount=D("100.00")),),
            charges=(Adjustment(amount=D("14.29"), tax="low"),),
            tax_rounding="line",
            cash_rounding=D("0.05"),
        )
        note = credit_amount(invoice, D("60.00"), description="x")
        assert [(each.tax, each.unit_price) for each in note.lines] == [("standard", D("48.00")), ("low", D("12.00"))]
        assert (note.allowances, note.charges, note.cash_rounding, note.tax_rounding) == ((), (), None, "document")

    def test_a_rate_that_gets_nothing_gets_no_line(self) -> None:
        invoice = issued(line("a", "5", "100.00"), line("b", "1", "0.10", "low"))
        assert [each.tax for each in credit_amount(invoice, D("1.00"), description="x").lines] == ["standard"]

    @examples(20)
    @given(documents, st.integers(1, 10**9))
    def test_loses_no_cent(self, document: Document, units: int) -> None:
        lines = tuple(replace(each, quantity=abs(each.quantity)) for each in document.lines)
        invoice = calculate(replace(document, number="INV-7", prepaid=D(0), lines=lines, allowances=()), TAX)
        assert invoice.totals is not None
        gross = invoice.totals.gross
        assume(gross > 0)
        unit = D(1).scaleb(int(gross.as_tuple().exponent))
        amount = min(units * unit, gross)
        assert totals(credit_amount(invoice, amount, description="x"), TAX).gross == amount

    @pytest.mark.parametrize("amount", ["0", "-1", "519.60", "0.001", "1.005"])
    def test_refuses_other_amounts(self, amount: str) -> None:
        """411.20 with 20 % and 24.90 with 5 % are 519.59."""
        with pytest.raises(CannotCredit) as caught:
            credit_amount(INVOICE, D(amount), description="x")
        assert caught.value.pointer == "/amount"
        assert str(caught.value) == ("This cannot be credited: the amount must be above zero and at most 519.59 EUR.")

    @pytest.mark.parametrize("amount", ["0.01", "1"])
    def test_the_least_and_the_most(self, amount: str) -> None:
        assert INVOICE.totals is not None
        assert totals(credit_amount(INVOICE, D(amount), description="x")).gross == D(amount)
        most = INVOICE.totals.gross
        assert totals(credit_amount(INVOICE, most, description="x")).gross == most

    def test_a_rate_below_nothing_is_refused(self) -> None:
        invoice = issued(line("a", "5", "100.00"), line("b", "-1", "10.00", "low"))
        with pytest.raises(CannotCredit) as caught:
            credit_amount(invoice, D("1.00"), description="x")
        assert str(caught.value) == (
            "This cannot be credited: one of its tax rates comes to less than nothing; choose lines."
        )
        assert caught.value.pointer == "/amount"

    def test_a_document_of_nothing_has_nothing_to_credit(self) -> None:
        with pytest.raises(CannotCredit, match="at most 0 EUR"):
            credit_amount(issued(), D("1.00"), description="x")


class TestLeftToCredit:
    def test_counts_down_by_line(self) -> None:
        notes = [credit_lines(INVOICE, {"a": D(4)}), credit_lines(INVOICE, {"a": D(1), "b": D(4)})]
        assert left_to_credit(INVOICE, []) == {"a": D(10), "b": D(4)}
        assert left_to_credit(INVOICE, notes) == {"a": D(5), "b": D(0)}
        assert left_to_credit(INVOICE, [credit_of(INVOICE)]) == {"a": D(0), "b": D(0)}

    def test_lines_without_id_and_of_other_kinds_do_not_count(self) -> None:
        invoice = issued(Line(quantity=D(2)), line("a", "1", "5.00"))
        note = credit_amount(invoice, D("1.00"), description="x")
        assert left_to_credit(invoice, [note]) == {"a": D(1)}
