"""The calculation: golden vectors and every refusal."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest

from duespark.engine.invoice.document import Adjustment, Document, Totals
from duespark.engine.invoice.line import Discount, ItemDetails, Line, LineAmounts, LineCharge, LineLinks, Period
from duespark.engine.invoice.totals import InvalidAdjustment, InvalidLine, InvalidTotals, calculate
from duespark.engine.money.currency import UnknownCurrency
from duespark.engine.tax.context import TaxContext, UnknownRate
from duespark.engine.tax.country import Category, TaxRate
from duespark.engine.tax.rates import rates_for

D = Decimal


def rate(key: str, percent: str, category: Category = "S", reason: str = "") -> TaxRate:
    return TaxRate(key=key, category=category, rate=D(percent), label=f"Tax {percent}%", reason=reason)


TAX = TaxContext.of(
    [
        rate("standard", "10"),
        rate("19", "19"),
        rate("7", "7"),
        rate("23", "23"),
        rate("25", "25"),
        rate("12", "12"),
        rate("reverse_charge", "0", "AE", "Reverse charge"),
        rate("exempt", "0", "E", "Article 132"),
        rate("exempt_too", "0", "E", "Article 135"),
    ]
)


def line(quantity: str, price: str, tax: str = "standard", **more: object) -> Line:
    return Line(quantity=D(quantity), unit_price=D(price), tax=tax, **more)  # type: ignore[arg-type]


def totals(document: Document) -> Totals:
    found = calculate(document, TAX).totals
    assert found is not None
    return found


def amounts(document: Document, at: int = 0) -> LineAmounts:
    found = calculate(document, TAX).lines[at].amounts
    assert found is not None
    return found


class TestGoldenVectors:
    def test_the_sample_line_of_the_first_specification_corrected(self) -> None:
        """40 h at 150 less 10 %, with 10 % tax: 5940.00, not the 6540.00 that forgot the discount."""
        found = amounts(Document(lines=(line("40", "150.00", discount=Discount(percent=D(10))),)))
        assert found == LineAmounts(
            gross=D("6000.00"),
            discount=D("600.00"),
            net=D("5400.00"),
            tax_category="S",
            tax_rate=D(10),
            tax=D("540.00"),
            total=D("5940.00"),
        )

    def test_australian_prices_hold_one_eleventh(self) -> None:
        gst = TaxContext.of(rates_for("AU", date(2026, 1, 1)))
        done = calculate(Document(currency="AUD", prices_include_tax=True, lines=(line("3", "37.00"),)), gst)
        assert done.totals is not None
        assert done.lines[0].amounts is not None
        assert (done.totals.gross, done.totals.tax, done.totals.net) == (D("111.00"), D("10.09"), D("100.91"))
        assert done.lines[0].amounts.net == D("100.91")

    def test_prices_with_two_rates_a_discount_and_an_allowance_keep_their_sum(self) -> None:
        done = calculate(
            Document(
                prices_include_tax=True,
                lines=(line("3", "9.99", "19", discount=Discount(amount=D("1.00"))), line("1", "5.05", "7")),
                allowances=(Adjustment(amount=D("2.02"), tax="19"),),
                charges=(Adjustment(percent=D(10), tax="7"),),
            ),
            TAX,
        )
        assert done.totals is not None
        assert done.lines[0].amounts is not None
        # 28.97 + 5.05 - 2.02 + 3.40
        assert done.totals.gross == D("35.40")
        assert done.lines[0].amounts.total == D("28.97")
        assert done.lines[0].amounts.gross - done.lines[0].amounts.discount == done.lines[0].amounts.total
        assert [(row.rate, row.taxable, row.tax) for row in done.totals.breakdown] == [
            (D(19), D("22.65"), D("4.30")),
            (D(7), D("7.90"), D("0.55")),
        ]
        assert (done.allowances[0].net, done.allowances[0].tax_amount) == (D("1.70"), D("0.32"))

    @pytest.mark.parametrize(("currency", "expected"), [("JPY", "123"), ("EUR", "123.46"), ("KWD", "123.456")])
    def test_amounts_have_the_currency_s_decimals(self, currency: str, expected: str) -> None:
        found = totals(Document(currency=currency, lines=(line("1", "123.4564", "exempt"),)))
        assert {str(found.net), str(found.gross), str(found.amount_due)} == {expected}
        assert str(found.prepaid) == str(D(expected) * 0)

    def test_swiss_cash_is_rounded_to_five_rappen_and_the_tax_is_not(self) -> None:
        document = Document(currency="CHF", lines=(line("1", "10.03", "exempt"), line("1", "0.90")))
        rounded = totals(replace(document, cash_rounding=D("0.05")))
        assert (rounded.gross, rounded.rounding, rounded.amount_due) == (D("11.02"), D("-0.02"), D("11.00"))
        assert rounded.tax == totals(document).tax

    def test_tax_is_shared_so_that_lines_add_up_to_the_breakdown(self) -> None:
        done = calculate(Document(lines=(line("1", "0.05"),) * 3), TAX)
        taxes = [each.amounts.tax for each in done.lines if each.amounts]
        assert sum(taxes) == totals(done).tax == D("0.02")
        assert taxes == [D("0.00"), D("0.01"), D("0.01")]

    def test_missing_cents_go_to_the_lines_rounded_down_most(self) -> None:
        done = calculate(
            Document(lines=(line("1", "0.01"), line("1", "0.04"), line("1", "0.03"), line("1", "0.02"))), TAX
        )
        taxes = [each.amounts.tax for each in done.lines if each.amounts]
        assert taxes == [D("0.00"), D("0.01"), D("0.00"), D("0.00")]


class TestCalculate:
    def test_an_empty_document_comes_to_zero(self) -> None:
        assert {str(value) for value in (totals(Document()).net, totals(Document()).amount_due)} == {"0.00"}
        assert totals(Document()).breakdown == ()

    def test_every_field_that_is_not_an_amount_is_kept(self) -> None:
        full = Line(
            id="a",
            kind="item",
            description="b",
            note="c",
            sku="d",
            quantity=D(2),
            unit="h",
            unit_price=D(3),
            base_quantity=D(10),
            discount=Discount(percent=D(1)),
            allowances=(Discount(percent=D(2)),),
            charges=(LineCharge(percent=D(3)),),
            tax="19",
            supply="goods",
            period=Period(start=date(2026, 1, 1)),
            item=ItemDetails(gtin="4012345678901"),
            links=LineLinks(project="P"),
            correction="after",
        )
        computed = {"kind", "amounts", "subtotal"}
        assert all(getattr(full, each.name) != each.default for each in fields(Line) if each.name not in computed)
        (done,) = calculate(Document(lines=(full,)), TAX).lines
        assert replace(done, amounts=None) == full

    def test_lines_that_are_no_items_carry_no_amounts(self) -> None:
        stale = amounts(Document(lines=(line("1", "1"),)))
        done = calculate(Document(lines=(line("1", "100", kind="text", amounts=stale), line("1", "5"))), TAX)
        assert done.lines[0].amounts is None
        assert totals(done).net == D("5.00")

    def test_a_percentage_discounts_what_is_rounded(self) -> None:
        found = amounts(Document(lines=(line("3", "0.335", discount=Discount(percent=D("50"))),)))
        assert (found.gross, found.discount, found.net) == (D("1.01"), D("0.51"), D("0.50"))

    def test_a_discount_on_a_returned_item_is_returned_too(self) -> None:
        found = amounts(Document(lines=(line("-2", "50", discount=Discount(amount=D("10"))),)))
        assert (found.gross, found.discount, found.net, found.total) == (
            D("-100.00"),
            D("-10.00"),
            D("-90.00"),
            D("-99.00"),
        )

    def test_a_quantity_of_zero_is_allowed(self) -> None:
        assert str(amounts(Document(lines=(line("0", "50"),))).total) == "0.00"

    def test_reasons_of_one_group_are_all_stated(self) -> None:
        (row,) = totals(Document(lines=(line("1", "1", "exempt_too"), line("1", "1", "exempt")))).breakdown
        assert (row.reason, row.label, row.taxable) == ("Article 132; Article 135", "Tax 0%", D("2.00"))

    def test_an_allowance_states_its_rate_and_amounts(self) -> None:
        document = Document(
            lines=(line("1", "200"),), allowances=(Adjustment(percent=D(5)),), charges=(Adjustment(amount=D(3)),)
        )
        done = calculate(document, TAX)
        allowance, charge = done.allowances[0], done.charges[0]
        assert (allowance.net, allowance.tax_amount, allowance.tax_rate) == (D("10.00"), D("1.00"), D(10))
        assert (charge.net, charge.tax_amount, charge.tax_category) == (D("3.00"), D("0.30"), "S")

    def test_more_paid_than_owed_leaves_a_negative_amount_due(self) -> None:
        assert totals(Document(lines=(line("1", "10"),), prepaid=D(12))).amount_due == D("-1.00")


class TestRefusals:
    @pytest.mark.parametrize(
        ("discount", "pointer"),
        [
            (Discount(percent=D(1), amount=D(1)), "/lines/1/discount"),
            (Discount(), "/lines/1/discount"),
            (Discount(percent=D("100.01")), "/lines/1/discount/percent"),
            (Discount(percent=D(-1)), "/lines/1/discount/percent"),
            (Discount(amount=D("100.01")), "/lines/1/discount/amount"),
            (Discount(amount=D("-0.01")), "/lines/1/discount/amount"),
        ],
    )
    def test_discounts_that_make_no_sense(self, discount: Discount, pointer: str) -> None:
        with pytest.raises(InvalidLine, match="Line 2: ") as caught:
            calculate(Document(lines=(line("1", "1"), line("1", "100", discount=discount))), TAX)
        assert caught.value.pointer == pointer

    @pytest.mark.parametrize("discount", [Discount(percent=D(100)), Discount(amount=D(100)), Discount(percent=D(0))])
    def test_discounts_up_to_everything_are_fine(self, discount: Discount) -> None:
        assert amounts(Document(lines=(line("1", "100", discount=discount),))).net in (D(0), D(100))

    @pytest.mark.parametrize("field", ["allowances", "charges"])
    @pytest.mark.parametrize(
        "adjustment",
        [Adjustment(), Adjustment(percent=D(1), amount=D(1)), Adjustment(percent=D(-1)), Adjustment(amount=D(-1))],
    )
    def test_adjustments_that_make_no_sense(self, field: str, adjustment: Adjustment) -> None:
        document = Document(lines=(line("1", "1"),), **{field: (adjustment,)})  # type: ignore[arg-type]
        with pytest.raises(InvalidAdjustment) as caught:
            calculate(document, TAX)
        assert caught.value.pointer == f"/{field}/0"

    def test_an_allowance_of_more_than_everything(self) -> None:
        with pytest.raises(InvalidAdjustment, match="Allowance 1: an allowance is at most 100 percent"):
            calculate(Document(allowances=(Adjustment(percent=D(101)),)), TAX)
        calculate(Document(allowances=(Adjustment(percent=D(100)),), charges=(Adjustment(percent=D(101)),)), TAX)

    @pytest.mark.parametrize(
        ("document", "pointer"),
        [
            (Document(lines=(line("1", "1", "none"),)), "/lines/0/tax"),
            (Document(allowances=(Adjustment(amount=D(1), tax="none"),)), "/allowances/0/tax"),
            (Document(charges=(Adjustment(amount=D(1), tax="none"),)), "/charges/0/tax"),
        ],
    )
    def test_rates_that_are_not_there(self, document: Document, pointer: str) -> None:
        with pytest.raises(UnknownRate, match="'none'") as caught:
            calculate(document, TAX)
        assert caught.value.pointer == pointer

    def test_a_currency_that_is_not_there(self) -> None:
        with pytest.raises(UnknownCurrency) as caught:
            calculate(Document(currency="DEM"), TAX)
        assert caught.value.pointer == "/currency"

    @pytest.mark.parametrize("quantity", ["999999999999999.5", "-999999999999999.5"])
    def test_a_line_too_large_to_store(self, quantity: str) -> None:
        with pytest.raises(InvalidLine, match=r"below 10\^15"):
            calculate(Document(lines=(line(quantity, "999999999999999.999999"),)), TAX)
        with pytest.raises(InvalidTotals, match=r"below 10\^15"):
            calculate(Document(lines=(line(quantity, "1"),)), TAX)

    @pytest.mark.parametrize("coin", ["0", "-0.05", "0.001"])
    def test_a_coin_that_does_not_exist(self, coin: str) -> None:
        with pytest.raises(InvalidTotals) as caught:
            calculate(Document(cash_rounding=D(coin)), TAX)
        assert caught.value.pointer == "/cash_rounding"

    @pytest.mark.parametrize(
        ("currency", "coin", "most"),
        [("EUR", "1000000", "1"), ("EUR", "1.01", "1"), ("HUF", "101", "100"), ("VND", "1000000", "10000")],
    )
    def test_a_coin_that_would_eat_the_invoice(self, currency: str, coin: str, most: str) -> None:
        document = Document(currency=currency, cash_rounding=D(coin), lines=(line("1", "1476"),))
        with pytest.raises(InvalidTotals, match=f"{most} {currency} at most") as caught:
            calculate(document, TAX)
        assert caught.value.pointer == "/cash_rounding"
        assert calculate(replace(document, cash_rounding=D(most)), TAX).totals is not None

    def test_a_negative_advance(self) -> None:
        with pytest.raises(InvalidTotals) as caught:
            calculate(Document(prepaid=D("-0.01")), TAX)
        assert caught.value.pointer == "/prepaid"
