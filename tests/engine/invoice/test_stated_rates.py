"""A credit note is taxed as its invoice was, whatever became of the law since."""

from decimal import Decimal

from duespark.engine.invoice.document import Adjustment, Document
from duespark.engine.invoice.line import Line
from duespark.engine.invoice.stated_rates import stated_rates
from duespark.engine.invoice.totals import calculate
from duespark.engine.tax.context import TaxContext, joined
from duespark.engine.tax.country import TaxComponent, TaxRate

D = Decimal
THEN = TaxContext.of(
    [
        TaxRate(key="standard", category="S", rate=D(16), label="VAT 16%", name="VAT"),
        TaxRate(key="exempt", category="E", rate=D(0), label="Exempt", reason="Law", reason_code="VATEX-EU-132"),
    ]
)
NOW = TaxContext.of(
    [
        TaxRate(key="standard", category="S", rate=D(19), label="VAT 19%"),
        TaxRate(key="new", category="Z", rate=D(0), label="0%"),
    ],
    rounding="down",
)
INVOICE = calculate(
    Document(
        lines=(Line(unit_price=D(100)), Line(kind="text")),
        allowances=(Adjustment(amount=D(5), tax="exempt"),),
        charges=(Adjustment(amount=D(2), tax="standard"),),
    ),
    THEN,
)


class TestStatedRates:
    def test_are_those_of_the_document(self) -> None:
        found = stated_rates(INVOICE, NOW)
        assert found.rate("standard") == THEN.rate("standard")
        assert found.rate("exempt") == THEN.rate("exempt")

    def test_others_and_the_rounding_are_the_laws(self) -> None:
        found = stated_rates(INVOICE, NOW)
        assert (found.rate("new"), found.rounding) == (NOW.rate("new"), "down")

    def test_make_the_same_totals(self) -> None:
        again = calculate(INVOICE, stated_rates(INVOICE, TaxContext.of(NOW.rates.values())))
        assert again.totals == INVOICE.totals

    def test_where_the_law_is_the_same_its_taxes_on_taxes_are_kept(self) -> None:
        parts = (TaxComponent(name="GST", rate=D(5)), TaxComponent(name="QST", rate=D("9.5"), compound=True))
        law = TaxContext.of([TaxRate(key="qc", category="S", rate=D("14.975"), label="GST + QST", components=parts)])
        invoice = calculate(Document(lines=(Line(unit_price=D(200), tax="qc"),)), law)
        assert stated_rates(invoice, law).rate("qc").components == parts

    def test_what_no_row_of_the_breakdown_tells_has_a_plain_name(self) -> None:
        line = INVOICE.lines[0]
        assert stated_rates(Document(lines=(line,)), TaxContext(rates={})).rate("standard").label == "16%"

    def test_what_was_never_calculated_states_nothing(self) -> None:
        draft = Document(lines=(Line(),), allowances=(Adjustment(amount=D(1)),))
        assert stated_rates(draft, NOW).rates == NOW.rates

    def test_of_goods_and_of_services_stay_apart(self) -> None:
        """One key, two treatments: an intra-EU supply of goods beside a reverse charge of services."""
        goods = TaxContext.of([TaxRate(key="standard", category="K", rate=D(0), label="Intra-EU")])
        services = TaxContext.of([TaxRate(key="standard", category="AE", rate=D(0), label="Reverse charge")])
        both = joined({"services": services, "goods": goods}, usual="services")
        invoice = calculate(Document(lines=(Line(unit_price=D(1), supply="goods"), Line(unit_price=D(2)))), both)
        found = stated_rates(invoice, NOW)
        assert (found.rate("standard", supply="goods").category, found.rate("standard").category) == ("K", "AE")
