"""What a line comes to with several discounts, charges and a price for many; optional lines and sums of groups."""

from decimal import Decimal

import pytest

from duespark.engine.invoice.document import Document
from duespark.engine.invoice.line import Discount, GroupAmounts, Line, LineAmounts, LineCharge
from duespark.engine.invoice.totals import InvalidLine, InvalidTotals, calculate
from duespark.engine.tax.context import TaxContext
from duespark.engine.tax.country import TaxRate

D = Decimal
TAX = TaxContext.of(
    [
        TaxRate(key="standard", category="S", rate=D(10), label="VAT 10%"),
        TaxRate(key="none", category="O", rate=D(0), label="No tax"),
    ]
)


def amounts(line: Line) -> LineAmounts:
    found = calculate(Document(lines=(line,)), TAX).lines[0].amounts
    assert found is not None
    return found


class TestSupplies:
    def test_a_line_that_says_what_it_supplies_is_taxed_as_that(self) -> None:
        goods = TaxRate(key="standard", category="S", rate=D(5), label="VAT 5%")
        tax = TaxContext(rates=TAX.rates, supplies={"goods": {"standard": goods}})
        lines = tuple(Line(unit_price=D(100), supply=supply) for supply in ("goods", "services", ""))
        done = calculate(Document(lines=lines), tax).lines
        assert [line.amounts and line.amounts.tax for line in done] == [D("5.00"), D("10.00"), D("10.00")]


class TestDiscounts:
    def test_each_takes_off_what_the_one_before_left(self) -> None:
        line = Line(
            unit_price=D(200),
            discount=Discount(percent=D(10)),
            allowances=(Discount(percent=D(10)), Discount(amount=D(2))),
        )
        found = amounts(line)
        assert (found.gross, found.discount, found.net, found.tax) == (D("200.00"), D("40.00"), D("160.00"), D("16.00"))

    def test_further_ones_need_no_first(self) -> None:
        assert amounts(Line(unit_price=D(200), allowances=(Discount(percent=D(5)),))).net == D("190.00")

    def test_each_is_rounded(self) -> None:
        line = Line(unit_price=D("0.05"), allowances=(Discount(percent=D(10)), Discount(percent=D(10))))
        assert (amounts(line).discount, amounts(line).net) == (D("0.01"), D("0.04"))

    def test_take_off_less_than_one_unit_too(self) -> None:
        assert amounts(Line(unit_price=D("0.50"), discount=Discount(amount=D("0.10")))).net == D("0.40")

    def test_together_they_take_everything_at_most(self) -> None:
        line = Line(unit_price=D(10), discount=Discount(amount=D(4)), allowances=(Discount(amount=D(6)),))
        assert amounts(line).net == D("0.00")
        with pytest.raises(
            InvalidLine, match=r"Line 1: a discount is between 0 and the line's amount, 6\.00"
        ) as caught:
            amounts(Line(unit_price=D(10), discount=Discount(amount=D(4)), allowances=(Discount(amount=D("6.01")),)))
        assert caught.value.pointer == "/lines/0/allowances/0/amount"

    def test_a_further_one_is_checked_as_the_first_is(self) -> None:
        with pytest.raises(InvalidLine, match="either as a percentage or as an amount") as caught:
            amounts(Line(unit_price=D(10), allowances=(Discount(percent=D(1)), Discount())))
        assert caught.value.pointer == "/lines/0/allowances/1"


class TestSize:
    """Amounts have at most 15 digits before the point."""

    def test_a_line_stays_below_10_to_15(self) -> None:
        assert amounts(Line(quantity=D(10) ** 7, unit_price=D(10) ** 7)).gross == D(10) ** 14
        with pytest.raises(InvalidLine, match=r"Line 1: quantity times price is too large") as caught:
            amounts(Line(quantity=D(10) ** 8, unit_price=D(10) ** 7))
        assert caught.value.pointer == "/lines/0/quantity"

    def test_so_does_the_total(self) -> None:
        half = Line(unit_price=D(5) * D(10) ** 14, tax="none")
        below = Line(unit_price=D(5) * D(10) ** 14 - D("0.01"), tax="none")
        totals = calculate(Document(lines=(half, below)), TAX).totals
        assert totals is not None
        assert totals.gross == D("999999999999999.99")
        with pytest.raises(InvalidTotals, match=r"The total is too large") as caught:
            calculate(Document(lines=(half, half)), TAX)
        assert caught.value.pointer == "/lines"


class TestCharges:
    def test_come_on_top_of_what_discounts_left(self) -> None:
        line = Line(
            unit_price=D(100),
            discount=Discount(percent=D(50)),
            charges=(LineCharge(percent=D(10)), LineCharge(amount=D("2.50"))),
        )
        found = amounts(line)
        assert (found.gross, found.discount, found.charge, found.net) == (
            D("100.00"),
            D("50.00"),
            D("7.50"),
            D("57.50"),
        )

    def test_are_returned_with_what_is_returned(self) -> None:
        line = Line(quantity=D(-1), unit_price=D(100), charges=(LineCharge(percent=D(10)), LineCharge(amount=D(5))))
        assert (amounts(line).charge, amounts(line).net) == (D("-15.00"), D("-115.00"))

    def test_are_returned_although_a_discount_left_nothing(self) -> None:
        line = Line(
            quantity=D(-1), unit_price=D(9), discount=Discount(percent=D(100)), charges=(LineCharge(amount=D(5)),)
        )
        assert amounts(line).net == D("-5.00")

    def test_may_stand_on_a_line_of_nothing(self) -> None:
        assert amounts(Line(unit_price=D(0), charges=(LineCharge(amount=D(5)),))).net == D("5.00")

    @pytest.mark.parametrize(
        ("charge", "problem"),
        [
            (LineCharge(), "either as a percentage or as an amount"),
            (LineCharge(percent=D(1), amount=D(1)), "either as a percentage or as an amount"),
            (LineCharge(percent=D(-1)), "must not be negative"),
            (LineCharge(amount=D("-0.01")), "must not be negative"),
        ],
    )
    def test_that_make_no_sense(self, charge: LineCharge, problem: str) -> None:
        with pytest.raises(InvalidLine, match=problem) as caught:
            amounts(Line(unit_price=D(1), charges=(LineCharge(amount=D(0)), charge)))
        assert caught.value.pointer == "/lines/0/charges/1"


class TestPriceForMany:
    def test_the_price_is_for_so_many(self) -> None:
        found = amounts(Line(quantity=D(250), unit_price=D("1.99"), base_quantity=D(100)))
        assert found.gross == D("4.98")

    def test_only_the_result_is_rounded(self) -> None:
        assert amounts(Line(quantity=D(3), unit_price=D("0.10"), base_quantity=D(3))).gross == D("0.10")

    def test_the_price_may_be_for_a_part(self) -> None:
        assert amounts(Line(quantity=D(3), unit_price=D("1.20"), base_quantity=D("0.5"))).gross == D("7.20")

    @pytest.mark.parametrize("base", ["0", "-1"])
    def test_of_nothing_there_is_no_price(self, base: str) -> None:
        with pytest.raises(InvalidLine, match="Line 1: the quantity a price is for must be above zero") as caught:
            amounts(Line(base_quantity=D(base)))
        assert caught.value.pointer == "/lines/0/base_quantity"


class TestKinds:
    LINES = (
        Line(kind="heading", description="Design"),
        Line(unit_price=D(100)),
        Line(kind="text"),
        Line(unit_price=D(50)),
        Line(kind="optional", unit_price=D(500), quantity=D(2)),
        Line(kind="subtotal"),
        Line(unit_price=D(7)),
        Line(kind="heading", description="Print"),
        Line(unit_price=D(20)),
        Line(kind="page_break"),
        Line(unit_price=D("0.05")),
        Line(kind="subtotal"),
        Line(kind="subtotal"),
    )

    def test_a_subtotal_sums_the_items_since_the_last_heading_or_subtotal(self) -> None:
        done = calculate(Document(lines=self.LINES), TAX)
        assert [line.subtotal for line in done.lines if line.kind == "subtotal"] == [
            GroupAmounts(net=D("150.00"), tax=D("15.00"), total=D("165.00")),
            GroupAmounts(net=D("20.05"), tax=D("2.01"), total=D("22.06")),
            GroupAmounts(net=D("0.00"), tax=D("0.00"), total=D("0.00")),
        ]

    def test_nothing_else_has_a_subtotal(self) -> None:
        stale = GroupAmounts(net=D(1), tax=D(1), total=D(2))
        lines = (Line(subtotal=stale), Line(kind="heading", subtotal=stale))
        assert [line.subtotal for line in calculate(Document(lines=lines), TAX).lines] == [None, None]

    def test_only_items_and_optional_lines_have_amounts(self) -> None:
        stale = amounts(Line(unit_price=D(1)))
        lines = (Line(kind="text", amounts=stale), Line(kind="heading", amounts=stale), Line(kind="optional"))
        done = calculate(Document(lines=lines), TAX)
        assert [line.amounts is not None for line in done.lines] == [False, False, True]

    def test_an_optional_line_says_what_it_would_come_to_and_counts_in_nothing(self) -> None:
        option = Line(kind="optional", quantity=D(2), unit_price=D(50))
        done = calculate(Document(lines=(option, Line(unit_price=D(5)))), TAX)
        assert done.lines[0].amounts == amounts(Line(quantity=D(2), unit_price=D(50)))
        assert done.totals is not None
        assert (done.totals.net, done.totals.gross) == (D("5.00"), D("5.50"))

    def test_an_optional_line_is_checked_at_its_place(self) -> None:
        with pytest.raises(InvalidLine) as caught:
            calculate(Document(lines=(Line(kind="text"), Line(kind="optional", base_quantity=D(0)))), TAX)
        assert caught.value.pointer == "/lines/1/base_quantity"
