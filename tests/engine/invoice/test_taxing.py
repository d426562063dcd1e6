"""Several taxes on one price, compound ones among them, and the places where tax is rounded."""

from datetime import date
from decimal import Decimal

import pytest

from duespark.engine.invoice.document import Adjustment, Document, TaxSubtotal, Totals
from duespark.engine.invoice.line import Line, LineAmounts, TaxShare
from duespark.engine.invoice.totals import calculate
from duespark.engine.tax.context import TaxContext
from duespark.engine.tax.country import TaxComponent, TaxRate

D = Decimal


def several(key: str, *components: TaxComponent, rate: str, **more: str) -> TaxRate:
    return TaxRate(key=key, category="S", rate=D(rate), label=key, components=components, **more)  # type: ignore[arg-type]


GST = TaxComponent(name="GST", rate=D(5), jurisdiction="CA")
PST = TaxComponent(name="PST", rate=D(7), jurisdiction="CA-BC")
QST_2011 = TaxComponent(name="QST", rate=D("8.5"), jurisdiction="CA-QC", compound=True)
QST_2012 = TaxComponent(name="QST", rate=D("9.5"), jurisdiction="CA-QC", compound=True)
QST_2013 = TaxComponent(name="QST", rate=D("9.975"), jurisdiction="CA-QC")
CGST, SGST = (TaxComponent(name=name, rate=D(9), jurisdiction="IN-MH") for name in ("CGST", "SGST"))
STATE = TaxComponent(name="State", rate=D(6), jurisdiction="US-CA")
COUNTY = TaxComponent(name="County", rate=D("1.25"), jurisdiction="US-CA-Alameda")
CITY = TaxComponent(name="City", rate=D("0.5"), jurisdiction="US-CA-Alameda-Hayward")

TAX = TaxContext.of(
    [
        several("bc", GST, PST, rate="12"),
        several("gst_only", GST, rate="5"),
        several("qc_2011", GST, QST_2011, rate="13.925"),
        several("qst_2011_only", QST_2011, rate="8.5"),
        several("qc_2012", GST, QST_2012, rate="14.975"),
        several("qc_2013", GST, QST_2013, rate="14.975"),
        several("in", CGST, SGST, rate="18"),
        several("us", STATE, COUNTY, CITY, rate="7.75"),
        TaxRate(key="igst", category="S", rate=D(18), label="IGST 18%"),
        TaxRate(key="ten", category="S", rate=D(10), label="Ten", name="VAT"),
        TaxRate(key="ten_too", category="S", rate=D(10), label="Another ten", name="GST", reason="Why"),
        TaxRate(key="exempt", category="E", rate=D(0), label="Exempt", reason="Section 1", reason_code="VATEX-EU-132"),
        TaxRate(key="exempt_too", category="E", rate=D(0), label="Exempt", reason="Section 2"),
    ]
)


def calculated(*prices: str, tax: str, **more: object) -> tuple[Document, Totals]:
    lines = tuple(Line(unit_price=D(price), tax=tax) for price in prices)
    done = calculate(Document(currency="USD", lines=lines, **more), TAX)  # type: ignore[arg-type]
    assert done.totals is not None
    return done, done.totals


def amounts(done: Document, at: int = 0) -> LineAmounts:
    found = done.lines[at].amounts
    assert found is not None
    return found


def taxes(totals: Totals) -> list[tuple[str, Decimal, Decimal]]:
    return [(row.name, row.taxable, row.tax) for row in totals.breakdown]


class TestSeveralTaxes:
    def test_each_has_its_own_row_and_place(self) -> None:
        _, totals = calculated("19.99", tax="us")
        assert totals.breakdown == (
            TaxSubtotal(
                category="S",
                rate=D(6),
                taxable=D("19.99"),
                tax=D("1.20"),
                label="State",
                name="State",
                jurisdiction="US-CA",
            ),
            TaxSubtotal(
                category="S",
                rate=D("1.25"),
                taxable=D("19.99"),
                tax=D("0.25"),
                label="County",
                name="County",
                jurisdiction="US-CA-Alameda",
            ),
            TaxSubtotal(
                category="S",
                rate=D("0.5"),
                taxable=D("19.99"),
                tax=D("0.10"),
                label="City",
                name="City",
                jurisdiction="US-CA-Alameda-Hayward",
            ),
        )
        assert (totals.net, totals.tax, totals.gross) == (D("19.99"), D("1.55"), D("21.54"))

    def test_a_line_names_its_taxes(self) -> None:
        done, _ = calculated("100.05", tax="in")
        assert amounts(done).taxes == (
            TaxShare(name="CGST", rate=D(9), tax=D("9.00")),
            TaxShare(name="SGST", rate=D(9), tax=D("9.00")),
        )
        assert (amounts(done).tax_rate, amounts(done).tax, amounts(done).total) == (D(18), D("18.00"), D("118.05"))

    def test_within_an_indian_state_each_half_is_rounded_by_itself(self) -> None:
        assert calculated("100.05", tax="in")[1].tax == D("18.00")
        assert calculated("100.05", tax="igst")[1].tax == D("18.01")

    def test_one_tax_is_computed_once_over_lines_that_bear_others_too(self) -> None:
        lines = (Line(unit_price=D("33.33"), tax="bc"), Line(unit_price=D("33.33"), tax="gst_only"))
        done = calculate(Document(currency="CAD", lines=lines), TAX)
        assert done.totals is not None
        assert taxes(done.totals) == [("GST", D("66.66"), D("3.33")), ("PST", D("33.33"), D("2.33"))]
        assert [amounts(done, at).tax for at in (0, 1)] == [D("3.99"), D("1.67")]

    def test_a_charge_bears_them_and_an_allowance_is_spared_them(self) -> None:
        _, totals = calculated(
            "100",
            tax="bc",
            allowances=(Adjustment(amount=D(10), tax="bc"),),
            charges=(Adjustment(amount=D(20), tax="gst_only"),),
        )
        assert taxes(totals) == [("GST", D("110.00"), D("5.50")), ("PST", D("90.00"), D("6.30"))]

    def test_an_allowance_names_what_it_is_spared(self) -> None:
        done, _ = calculated("100", tax="bc", allowances=(Adjustment(amount=D(10), tax="bc"),))
        allowance = done.allowances[0]
        assert allowance.taxes == (
            TaxShare(name="GST", rate=D(5), tax=D("0.50")),
            TaxShare(name="PST", rate=D(7), tax=D("0.70")),
        )
        assert (allowance.net, allowance.tax_amount, allowance.tax_rate) == (D("10.00"), D("1.20"), D(12))

    def test_taxes_of_several_kinds_stand_behind_the_single_ones(self) -> None:
        lines = (Line(unit_price=D(1), tax="us"), Line(unit_price=D(10), tax="ten"))
        totals = calculate(Document(lines=lines), TAX).totals
        assert totals is not None
        assert [row.label for row in totals.breakdown] == ["Ten", "State", "County", "City"]


class TestPricesWithSeveralTaxes:
    def test_keep_their_sum(self) -> None:
        done, totals = calculated("99.99", tax="in", prices_include_tax=True)
        assert (totals.gross, totals.net) == (D("99.99"), D("84.73"))
        assert taxes(totals) == [("CGST", D("84.73"), D("7.63")), ("SGST", D("84.73"), D("7.63"))]
        assert (amounts(done).net, amounts(done).total) == (D("84.73"), D("99.99"))

    def test_hold_a_compound_tax_too(self) -> None:
        _, totals = calculated("114.98", tax="qc_2012", prices_include_tax=True)
        assert taxes(totals) == [("GST", D("100.00"), D("5.00")), ("QST", D("105.00"), D("9.98"))]
        assert totals.gross == D("114.98")

    def test_one_tax_in_lines_of_different_company(self) -> None:
        lines = (Line(unit_price=D("112.00"), tax="bc"), Line(unit_price=D("105.00"), tax="gst_only"))
        done = calculate(Document(currency="CAD", lines=lines, prices_include_tax=True), TAX)
        assert done.totals is not None
        assert taxes(done.totals) == [("GST", D("200.00"), D("10.00")), ("PST", D("100.00"), D("7.00"))]

    def test_share_out_the_cents_that_rounding_leaves(self) -> None:
        done, totals = calculated("0.33", "0.33", "0.33", tax="in", prices_include_tax=True)
        # 0.99 * 9 / 118 = 0.0755 of each tax; each line by itself would hold 0.0252, three times 0.03
        assert taxes(totals) == [("CGST", D("0.83"), D("0.08")), ("SGST", D("0.83"), D("0.08"))]
        assert sum((amounts(done, at).tax for at in range(3)), D(0)) == D("0.16")
        assert totals.gross == D("0.99")


class TestQuebec:
    """QST was charged on the price with GST until 2012-12-31, on the price alone since (Act respecting the QST, s. 16)."""

    @pytest.mark.parametrize(
        ("key", "base", "qst"),
        [("qc_2011", "210.00", "17.85"), ("qc_2012", "210.00", "19.95"), ("qc_2013", "200.00", "19.95")],
    )
    def test_before_and_after_2013(self, key: str, base: str, qst: str) -> None:
        _, totals = calculated("200", tax=key)
        assert taxes(totals) == [("GST", D("200.00"), D("10.00")), ("QST", D(base), D(qst))]

    def test_a_compound_tax_is_charged_on_the_stated_one_below_it(self) -> None:
        """Who checks the invoice multiplies what is printed: 10.10 + 0.51 = 10.61, of which 8.5 % are 0.90."""
        done, totals = calculated("10.10", tax="qc_2011")
        assert taxes(totals) == [("GST", D("10.10"), D("0.51")), ("QST", D("10.61"), D("0.90"))]
        assert amounts(done).tax == D("1.41")

    def test_the_compound_tax_waits_for_the_one_below_it_wherever_it_stood_first(self) -> None:
        alone, both = Line(unit_price=D(100), tax="qst_2011_only"), Line(unit_price=D(200), tax="qc_2011")
        done = calculate(Document(currency="CAD", lines=(alone, both)), TAX)
        assert done.totals is not None
        assert taxes(done.totals) == [("GST", D("200.00"), D("10.00")), ("QST", D("310.00"), D("26.35"))]


class TestGroups:
    def test_rates_alike_share_a_row_that_names_what_they_agree_on(self) -> None:
        lines = (Line(unit_price=D(1), tax="ten"), Line(unit_price=D(2), tax="ten_too"))
        totals = calculate(Document(lines=lines), TAX).totals
        assert totals is not None
        (row,) = totals.breakdown
        assert (row.label, row.reason, row.name, row.taxable) == ("Another ten, Ten", "Why", "", D("3.00"))

    def test_reasons_stand_beside_each_other_and_a_code_only_where_it_fits_all(self) -> None:
        both = (Line(unit_price=D(1), tax="exempt"), Line(unit_price=D(2), tax="exempt_too"))
        totals = calculate(Document(lines=both), TAX).totals
        assert totals is not None
        assert [(row.reason, row.reason_code, row.label) for row in totals.breakdown] == [
            ("Section 1; Section 2", "", "Exempt")
        ]
        alone = calculate(Document(lines=both[:1]), TAX).totals
        assert alone is not None
        assert alone.breakdown[0].reason_code == "VATEX-EU-132"


class TestRounding:
    def test_once_over_the_document_or_on_every_line(self) -> None:
        prices = ("0.05", "0.05", "0.05")
        assert calculated(*prices, tax="ten")[1].tax == D("0.02")
        done, totals = calculated(*prices, tax="ten", tax_rounding="line")
        assert (totals.tax, totals.breakdown[0].tax, totals.breakdown[0].taxable) == (D("0.03"), D("0.03"), D("0.15"))
        assert amounts(done).tax == D("0.01")

    def test_on_every_line_with_several_taxes(self) -> None:
        _, totals = calculated("0.05", "0.05", "0.05", tax="in", tax_rounding="line")
        assert taxes(totals) == [("CGST", D("0.15"), D("0.00")), ("SGST", D("0.15"), D("0.00"))]
        assert calculated("0.05", "0.05", "0.05", tax="in")[1].tax == D("0.02")

    def test_on_every_line_of_prices_with_tax(self) -> None:
        done, totals = calculated("0.16", "0.16", tax="ten", tax_rounding="line", prices_include_tax=True)
        assert (totals.gross, totals.tax, totals.net) == (D("0.32"), D("0.02"), D("0.30"))
        assert amounts(done).net == D("0.15")

    def test_japanese_tax_is_cut_off(self) -> None:
        """Consumption tax: a fraction of a yen is dropped, once for each rate of an invoice."""
        rates = [TaxRate(key="standard", category="S", rate=D(10), label="10%")]
        yen = Document(currency="JPY", lines=(Line(unit_price=D(1009)), Line(unit_price=D(10))))
        cut = calculate(yen, TaxContext(rates=TaxContext.of(rates).rates, rounding="down")).totals
        half_up = calculate(yen, TaxContext.of(rates)).totals
        assert cut is not None
        assert half_up is not None
        assert (cut.tax, half_up.tax) == (D(101), D(102))
        whole = Document(currency="JPY", lines=(Line(unit_price=D(-1009)), Line(unit_price=D(-10))))
        back = calculate(whole, TaxContext(rates=TaxContext.of(rates).rates, rounding="down")).totals
        assert back is not None
        assert back.tax == -cut.tax


def test_the_treatment_is_stated() -> None:
    context = TaxContext(rates=TAX.rates, treatment="reverse_charge")
    assert calculate(Document(issue_date=date(2026, 1, 1)), context).treatment == "reverse_charge"
