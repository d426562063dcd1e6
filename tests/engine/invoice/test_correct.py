"""Corrective invoices state the difference, line by line, and follow one another."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from duespark.engine.invoice.correct import CannotCorrect, correction_of, standing_lines
from duespark.engine.invoice.document import Adjustment, Document, Prepayment, Reference
from duespark.engine.invoice.lifecycle import NotAllowed, NotForKind
from duespark.engine.invoice.line import Discount, Line
from duespark.engine.invoice.totals import calculate
from duespark.engine.tax.context import TaxContext
from duespark.engine.tax.rates import rates_for
from tests.engine.invoice.strategies import TAX, documents

D = Decimal
LAW = TaxContext.of(rates_for("PL", date(2026, 5, 9)))


def invoice(*lines: Line, **more: object) -> Document:
    named = tuple(replace(line, id=str(at)) for at, line in enumerate(lines, start=1))
    document = Document(number="INV-1", issue_date=date(2026, 5, 9), currency="PLN", lines=named, **more)  # type: ignore[arg-type]
    return calculate(document, LAW)


def gross(document: Document) -> Decimal:
    made = calculate(document, LAW)
    assert made.totals is not None
    return made.totals.gross


class TestCorrectionOf:
    def test_states_the_difference(self) -> None:
        was = invoice(Line(quantity=D(10), unit_price=D(100)), Line(unit_price=D(50)))
        made = correction_of(was, {"1": Line(quantity=D(8), unit_price=D(100))}, reason="counted wrong")
        assert gross(made) == D("-246.00")
        assert (made.kind, made.correction_reason, made.references[0].number) == (
            "corrective_invoice", "counted wrong", "INV-1",
        )  # fmt: skip

    def test_takes_lines_out_and_puts_lines_in(self) -> None:
        was = invoice(Line(unit_price=D(100)), Line(unit_price=D(50)))
        made = correction_of(was, {"2": Line(quantity=D(0)), "new": Line(unit_price=D(30))}, reason="swapped")
        assert [(line.id, line.correction) for line in made.lines] == [("2/before", "before"), ("new", "after")]
        assert gross(made) == D("-24.60")
        assert list(standing_lines(was, [made])) == ["1", "new"]

    def test_a_next_one_begins_where_the_last_ended(self) -> None:
        was = invoice(Line(quantity=D(10), unit_price=D(100)))
        first = correction_of(was, {"1": Line(quantity=D(8), unit_price=D(100))}, reason="one")
        second = correction_of(
            was, {"1": Line(quantity=D(9), unit_price=D(100))}, corrections=[calculate(first, LAW)], reason="two"
        )
        assert gross(was) + gross(first) + gross(second) == gross(invoice(Line(quantity=D(9), unit_price=D(100))))

    @given(documents)
    def test_a_line_taken_out_is_taken_back_exactly(self, document: Document) -> None:
        lines = tuple(replace(line, id=str(at)) for at, line in enumerate(document.lines) if line.kind == "item")
        bare = replace(document, kind="invoice", number="INV-1", lines=lines[:1], allowances=(), charges=())
        was = calculate(replace(bare, prepayments=(), prepaid=D(0), cash_rounding=None, withholdings=()), TAX)
        if not was.lines or not was.lines[0].quantity:
            return
        made = calculate(correction_of(was, {was.lines[0].id: Line(quantity=D(0))}, reason="gone"), TAX)
        assert was.totals is not None
        assert made.totals is not None
        assert made.totals.gross == -was.totals.gross

    def test_amounts_of_the_whole_are_not_touched_and_percentages_are(self) -> None:
        was = invoice(
            Line(quantity=D(10), unit_price=D(100)),
            allowances=(Adjustment(percent=D(10)), Adjustment(amount=D(5))),
            charges=(Adjustment(amount=D(5)), Adjustment(percent=D(1))),
            prepayments=(Prepayment(number="DEP-1", amount=D(10)),),
        )
        made = correction_of(was, {"1": Line(quantity=D(9), unit_price=D(100))}, reason="one less")
        assert [each.percent for each in (*made.allowances, *made.charges)] == [D(10), D(1)]
        assert made.prepayments == ()

    def test_a_discount_typed_as_an_amount_is_taken_back_too(self) -> None:
        was = invoice(Line(quantity=D(2), unit_price=D(100), discount=Discount(amount=D(20))))
        made = correction_of(was, {"1": Line(quantity=D(0))}, reason="gone")
        assert gross(made) == -gross(was)

    def test_other_references_and_the_day_of_tax_stay(self) -> None:
        was = invoice(Line(unit_price=D(1)), references=(Reference(kind="contract", number="C-1"),))
        made = correction_of(was, {"1": Line(unit_price=D(2))}, reason="price")
        assert [each.kind for each in made.references] == ["corrects", "contract"]
        assert made.supply_date == was.issue_date

    def test_something_must_be_different(self) -> None:
        was = invoice(Line(unit_price=D(1)))
        for changes in ({}, {"1": Line(unit_price=D(1))}, {"new": Line(quantity=D(0))}):
            with pytest.raises(CannotCorrect, match="nothing is different"):
                correction_of(was, changes, reason="none")  # type: ignore[arg-type]

    def test_only_what_was_issued_and_asks_for_money(self) -> None:
        with pytest.raises(NotAllowed):
            correction_of(replace(invoice(Line()), number=None), {}, reason="draft")
        with pytest.raises(NotForKind):
            correction_of(replace(invoice(Line()), kind="quote"), {}, reason="quote")
