"""From the total with tax to what is due: charges on totals, what is withheld, paid before, converted, taken off early."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from duespark.engine.invoice.conversion import InvalidExchange
from duespark.engine.invoice.document import (
    Adjustment,
    ConvertedTotals,
    Document,
    EarlyDiscount,
    Exchange,
    PaymentTerms,
    Prepayment,
    Totals,
    Withholding,
)
from duespark.engine.invoice.line import Line
from duespark.engine.invoice.totals import InvalidAdjustment, InvalidTotals, calculate
from duespark.engine.money.currency import UnknownCurrency
from duespark.engine.tax.context import TaxContext
from duespark.engine.tax.country import TaxRate

D = Decimal
TAX = TaxContext.of(
    [
        TaxRate(key="standard", category="S", rate=D(20), label="VAT 20%"),
        TaxRate(key="reduced", category="S", rate=D(5), label="VAT 5%"),
        TaxRate(key="none", category="O", rate=D(0), label="No tax"),
    ]
)
HUNDRED = Document(lines=(Line(unit_price=D(100)),))


def totals(document: Document) -> Totals:
    found = calculate(document, TAX).totals
    assert found is not None
    return found


def percent(value: str, **more: str) -> Adjustment:
    return Adjustment(percent=D(value), **more)  # type: ignore[arg-type]


class TestBasis:
    def test_an_allowance_is_of_the_lines_or_of_what_others_left(self) -> None:
        of_lines = replace(HUNDRED, allowances=(percent("10"), percent("10")))
        assert totals(of_lines).allowances == D("20.00")
        of_rest = replace(HUNDRED, allowances=(percent("10"), percent("10", basis="subtotal")))
        assert totals(of_rest).allowances == D("19.00")

    def test_no_allowance_is_of_the_total_with_tax(self) -> None:
        with pytest.raises(InvalidAdjustment, match="Allowance 2: an allowance is taken off the lines") as caught:
            totals(replace(HUNDRED, allowances=(percent("1"), percent("1", basis="gross"))))
        assert caught.value.pointer == "/allowances/1/basis"

    def test_a_charge_is_of_the_lines_or_of_the_subtotal(self) -> None:
        document = replace(HUNDRED, allowances=(percent("50"),))
        assert totals(replace(document, charges=(percent("10"),))).charges == D("10.00")
        assert totals(replace(document, charges=(percent("10", basis="subtotal"),))).charges == D("5.00")

    def test_a_card_fee_is_of_the_total_with_tax_before_it(self) -> None:
        fee = percent("2.5", basis="gross", tax="none", reason="Card fee")
        found = totals(replace(HUNDRED, charges=(percent("10"), fee)))
        assert (found.charges, found.tax, found.gross) == (D("13.30"), D("22.00"), D("135.30"))

    def test_a_card_fee_may_bear_tax_and_is_no_share_of_another(self) -> None:
        fee = percent("10", basis="gross")
        found = totals(replace(HUNDRED, charges=(fee, fee)))
        assert (found.charges, found.tax) == (D("24.00"), D("24.80"))

    def test_a_card_fee_on_prices_with_tax_is_of_what_they_say(self) -> None:
        found = totals(replace(HUNDRED, prices_include_tax=True, charges=(percent("10", basis="gross", tax="none"),)))
        assert found.gross == D("110.00")

    def test_an_amount_needs_no_basis(self) -> None:
        charge = Adjustment(amount=D(3), basis="gross")
        assert totals(replace(HUNDRED, charges=(charge,))).charges == D("3.00")


class TestWithholding:
    def test_lowers_what_is_due_and_not_the_tax(self) -> None:
        """Spain: 15 % IRPF on a professional's fee, withheld by the client (art. 95 RIRPF)."""
        irpf = Withholding(name="IRPF", percent=D(15), source="art. 95 RIRPF")
        done = calculate(replace(HUNDRED, withholdings=(irpf,)), TAX)
        assert done.withholdings == (replace(irpf, amount=D("15.00")),)
        assert done.totals is not None
        assert (done.totals.tax, done.totals.gross) == (D("20.00"), D("120.00"))
        assert (done.totals.withheld, done.totals.amount_due) == (D("15.00"), D("105.00"))

    def test_may_be_of_the_total_with_tax(self) -> None:
        both = (Withholding(name="A", percent=D(1)), Withholding(name="B", percent=D("0.5"), basis="gross"))
        done = calculate(replace(HUNDRED, withholdings=both), TAX)
        assert [each.amount for each in done.withholdings] == [D("1.00"), D("0.60")]
        assert totals(replace(HUNDRED, withholdings=both)).withheld == D("1.60")

    @pytest.mark.parametrize("value", ["-0.01", "100.01"])
    def test_is_a_part_of_the_whole(self, value: str) -> None:
        good = Withholding(name="IRPF", percent=D(100))
        with pytest.raises(InvalidTotals, match="between 0 and 100 percent") as caught:
            totals(replace(HUNDRED, withholdings=(good, replace(good, percent=D(value)))))
        assert caught.value.pointer == "/withholdings/1/percent"
        totals(replace(HUNDRED, withholdings=(good, replace(good, percent=D(0)))))


class TestPrepayments:
    def test_deposits_and_advances_are_taken_off(self) -> None:
        deposits = (
            Prepayment(number="DEP-1", issue_date=date(2026, 1, 1), amount=D("60.00"), tax=D("10.00")),
            Prepayment(number="DEP-2", amount=D("12.00")),
        )
        found = totals(replace(HUNDRED, prepayments=deposits, prepaid=D(8)))
        assert (found.prepaid, found.gross, found.amount_due) == (D("80.00"), D("120.00"), D("40.00"))

    @pytest.mark.parametrize(("amount", "tax"), [("10", "10.01"), ("10", "-0.01"), ("-1", "-1"), ("-1", "0")])
    def test_hold_their_tax(self, amount: str, tax: str) -> None:
        good = Prepayment(amount=D(10), tax=D(10))
        with pytest.raises(InvalidTotals, match="must not be negative, and its tax is part of it") as caught:
            totals(replace(HUNDRED, prepayments=(good, Prepayment(amount=D(amount), tax=D(tax)))))
        assert caught.value.pointer == "/prepayments/1"


class TestEarlyPayment:
    TERMS = PaymentTerms(days=30, early=(EarlyDiscount(percent=D(2), days=10), EarlyDiscount(percent=D(1), days=20)))

    def test_two_ten_net_thirty(self) -> None:
        document = replace(HUNDRED, issue_date=date(2026, 2, 20), payment_terms=self.TERMS, prepaid=D(20))
        assert calculate(document, TAX).payment_terms.early == (
            EarlyDiscount(percent=D(2), days=10, until=date(2026, 3, 2), discount=D("2.00"), payable=D("98.00")),
            EarlyDiscount(percent=D(1), days=20, until=date(2026, 3, 12), discount=D("1.00"), payable=D("99.00")),
        )

    def test_without_a_date_there_is_no_last_day_yet(self) -> None:
        found = calculate(replace(HUNDRED, payment_terms=self.TERMS), TAX).payment_terms
        assert (found.early[0].until, found.early[0].discount, found.days) == (None, D("2.40"), 30)

    @pytest.mark.parametrize(("value", "days"), [("0", 10), ("100", 10), ("-1", 10), ("2", -1), ("2", 366)])
    def test_that_makes_no_sense(self, value: str, days: int) -> None:
        good = EarlyDiscount(percent=D("99.99"), days=365)
        terms = PaymentTerms(early=(good, EarlyDiscount(percent=D(value), days=days)))
        with pytest.raises(InvalidTotals, match="early payment is above 0 and below 100 percent") as caught:
            totals(replace(HUNDRED, payment_terms=terms))
        assert caught.value.pointer == "/payment_terms/early/1"
        totals(replace(HUNDRED, payment_terms=PaymentTerms(early=(good, replace(good, percent=D("0.01"), days=0)))))


class TestTaxCurrency:
    RATE = Exchange(currency="PLN", rate=D("4.2537"), rate_date=date(2026, 1, 30), source="NBP")

    def test_totals_stand_in_both_currencies(self) -> None:
        lines = (Line(unit_price=D("10.01")), Line(unit_price=D("20.02"), tax="reduced"))
        found = totals(Document(lines=lines, exchange=self.RATE))
        assert [row.tax_converted for row in found.breakdown] == [D("8.51"), D("4.25")]
        assert found.converted == ConvertedTotals(
            currency="PLN", net=D("127.74"), tax=D("12.76"), gross=D("140.50"), amount_due=D("140.50")
        )

    def test_the_decimals_are_those_of_the_currency(self) -> None:
        yen = totals(replace(HUNDRED, exchange=Exchange(currency="JPY", rate=D("160.255")))).converted
        assert yen == ConvertedTotals(currency="JPY", net=D(16026), tax=D(3205), gross=D(19231), amount_due=D(19231))

    def test_a_rate_below_one_is_one_too(self) -> None:
        found = totals(replace(HUNDRED, exchange=Exchange(currency="PLN", rate=D("0.25")))).converted
        assert found == ConvertedTotals(
            currency="PLN", net=D("25.00"), tax=D("5.00"), gross=D("30.00"), amount_due=D("30.00")
        )

    def test_of_nothing_it_is_nothing(self) -> None:
        found = totals(Document(exchange=self.RATE)).converted
        assert found is not None
        assert [str(value) for value in (found.net, found.tax, found.gross)] == ["0.00", "0.00", "0.00"]

    def test_without_a_rate_nothing_is_converted(self) -> None:
        found = totals(HUNDRED)
        assert (found.converted, found.breakdown[0].tax_converted) == (None, None)

    @pytest.mark.parametrize(
        ("exchange", "pointer", "problem"),
        [
            (Exchange(currency="EUR", rate=D(1)), "/exchange/currency", "the document is in EUR already; leave it out"),
            (Exchange(currency="PLN", rate=D(0)), "/exchange/rate", "the rate must be above zero"),
            (Exchange(currency="PLN", rate=D(-1)), "/exchange/rate", "the rate must be above zero"),
        ],
    )
    def test_rates_that_make_no_sense(self, exchange: Exchange, pointer: str, problem: str) -> None:
        with pytest.raises(InvalidExchange, match=problem) as caught:
            totals(replace(HUNDRED, exchange=exchange))
        assert caught.value.pointer == pointer

    def test_a_currency_that_is_not_there(self) -> None:
        with pytest.raises(UnknownCurrency) as caught:
            totals(replace(HUNDRED, exchange=Exchange(currency="DEM", rate=D(1))))
        assert caught.value.pointer == "/exchange/currency"


class TestCashRounding:
    """FM-38: what is due is rounded to the coin, the tax stays."""

    @pytest.mark.parametrize(
        ("price", "due", "rounding"),
        [
            ("10.02", "10.00", "-0.02"),
            ("10.03", "10.05", "0.02"),
            ("10.025", "10.05", "0.02"),
            ("10.05", "10.05", "0.00"),
        ],
    )
    def test_swiss_francs(self, price: str, due: str, rounding: str) -> None:
        document = Document(currency="CHF", cash_rounding=D("0.05"), lines=(Line(unit_price=D(price), tax="none"),))
        assert (totals(document).amount_due, totals(document).rounding) == (D(due), D(rounding))

    def test_comes_after_what_was_paid_and_withheld(self) -> None:
        document = replace(
            HUNDRED,
            currency="CHF",
            cash_rounding=D("0.05"),
            prepaid=D("0.01"),
            withholdings=(Withholding(name="W", percent=D("0.01")),),
        )
        found = totals(document)
        assert (found.amount_due, found.rounding, found.tax) == (D("120.00"), D("0.02"), D("20.00"))
