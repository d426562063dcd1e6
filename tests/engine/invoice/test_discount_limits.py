"""Who may give how much: refused, to be approved, or without a reason; and what a line shows of it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from duespark.engine.invoice.discount_display import Shown, shown
from duespark.engine.invoice.discount_limits import DiscountLimits, Finding, find_excess
from duespark.engine.invoice.document import Adjustment, DiscountDisplay, Document
from duespark.engine.invoice.line import Discount, Line, LineCharge
from duespark.engine.invoice.totals import calculate
from duespark.engine.tax.context import TaxContext
from duespark.engine.tax.country import TaxRate

D = Decimal
TAX = TaxContext.of([TaxRate(key="standard", category="S", rate=D(25), label="VAT")])


def off(percent: str, reason: str = "Why") -> Line:
    return Line(unit_price=D(100), discount=Discount(percent=D(percent), reason=reason))


def findings(*lines: Line, limits: DiscountLimits, **more: object) -> list[tuple[str, str, str]]:
    document = calculate(Document(lines=lines, **more), TAX)  # type: ignore[arg-type]
    return [(each.pointer, str(each.percent), each.verdict) for each in find_excess(document, limits)]


class TestFindExcess:
    LIMITS = DiscountLimits(most=D(50), free=D(20))

    def test_up_to_the_limits_all_is_well(self) -> None:
        assert findings(off("20"), limits=self.LIMITS) == []
        assert findings(off("50"), limits=DiscountLimits(most=D(50))) == []
        assert findings(off("100"), limits=DiscountLimits()) == []

    def test_above_one_it_needs_approval_and_above_the_other_it_is_refused(self) -> None:
        assert findings(off("20.01"), off("0"), limits=self.LIMITS) == [("/lines/0", "20.01", "needs_approval")]
        assert findings(off("0"), off("50.01"), limits=self.LIMITS) == [
            ("/lines/1", "50.01", "refused"),
            ("", "25.01", "needs_approval"),
        ]

    def test_many_small_ones_count_together(self) -> None:
        allowances = (Adjustment(percent=D(15), reason="a"), Adjustment(percent=D(15), reason="b"))
        assert findings(off("15"), limits=self.LIMITS, allowances=allowances) == [("", "40.50", "needs_approval")]

    def test_with_tax_in_the_prices_a_percentage_is_of_them(self) -> None:
        allowances = (Adjustment(percent=D(30), reason="a"),)
        found = findings(Line(unit_price=D(100)), limits=self.LIMITS, allowances=allowances, prices_include_tax=True)
        assert found == [("/allowances/0", "30.00", "needs_approval"), ("", "30.00", "needs_approval")]

    def test_every_discount_says_why(self) -> None:
        limits = DiscountLimits(reasons=True)
        further = Line(unit_price=D(100), allowances=(Discount(percent=D(1), reason="a"), Discount(percent=D(1))))
        assert findings(off("5"), off("5", " "), off("0", ""), further, limits=limits) == [
            ("/lines/1", "5.00", "needs_reason"),
            ("/lines/3", "1.99", "needs_reason"),
        ]
        found = findings(Line(unit_price=D(100)), limits=limits, allowances=(Adjustment(percent=D(3)),))
        assert found == [("/allowances/0", "3.00", "needs_reason")]

    def test_a_discount_may_be_too_high_and_without_reason(self) -> None:
        limits = replace(self.LIMITS, reasons=True)
        found = findings(off("60", ""), limits=limits)
        assert [verdict for _, _, verdict in found] == ["refused", "needs_reason", "refused"]

    def test_what_is_no_item_is_no_discount(self) -> None:
        optional = replace(off("90"), kind="optional")
        assert findings(optional, Line(kind="text"), limits=self.LIMITS) == []
        assert find_excess(Document(lines=(off("90"),)), self.LIMITS) == (), "not calculated yet"

    def test_a_finding_is_a_value(self) -> None:
        document = calculate(Document(lines=(off("60"),)), TAX)
        first = find_excess(document, self.LIMITS)[0]
        assert first == Finding(pointer="/lines/0", percent=D("60.00"), verdict="refused")


class TestShown:
    LINE = Line(
        quantity=D(3), unit_price=D("100.00"), discount=Discount(percent=D(10)), charges=(LineCharge(amount=D(7)),)
    )

    def calculated(self, line: Line) -> Line:
        return calculate(Document(lines=(line,)), TAX).lines[0]

    @pytest.mark.parametrize(
        ("display", "expected"),
        [
            ("separate", Shown(unit_price=D("100.00"), discount=D("30.00"))),
            ("inline", Shown(unit_price=D("90.00"))),
            ("crossed_out", Shown(unit_price=D("90.00"), old_unit_price=D("100.00"))),
            ("hidden", Shown(unit_price=D("90.00"))),
        ],
    )
    def test_four_ways(self, display: DiscountDisplay, expected: Shown) -> None:
        found = shown(self.calculated(self.LINE), display)
        assert found == expected
        assert str(found.unit_price) == str(expected.unit_price), "with the decimals of the price typed"

    def test_a_price_that_does_not_divide_has_six_decimals(self) -> None:
        line = Line(quantity=D(3), unit_price=D("10.00"), discount=Discount(amount=D("10.00")))
        assert str(shown(self.calculated(line), "inline").unit_price) == "6.666667"

    def test_a_price_for_many(self) -> None:
        line = Line(quantity=D(250), base_quantity=D(100), unit_price=D("2.0"), discount=Discount(percent=D(50)))
        assert str(shown(self.calculated(line), "inline").unit_price) == "1.0"

    def test_a_whole_price_stays_whole(self) -> None:
        line = Line(quantity=D(2), unit_price=D(100), discount=Discount(percent=D(50)))
        assert str(shown(self.calculated(line), "inline").unit_price) == "50"
        line = Line(quantity=D(1), unit_price=D("1E+3"), discount=Discount(percent=D(50)))
        assert str(shown(self.calculated(line), "inline").unit_price) == "500"

    @pytest.mark.parametrize(
        "line", [Line(unit_price=D(5)), Line(quantity=D(0), unit_price=D(5), discount=Discount(percent=D(5)))]
    )
    def test_without_a_discount_it_is_the_price(self, line: Line) -> None:
        assert shown(self.calculated(line), "crossed_out") == Shown(unit_price=D(5))
        assert shown(line, "separate") == Shown(unit_price=D(5))
