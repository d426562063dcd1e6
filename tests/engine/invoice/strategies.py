"""Random documents for properties: every line kind, discounts, charges, adjustments, methods, 0, 2 and 3 decimals."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from duespark.engine.invoice.document import (
    Adjustment,
    Document,
    EarlyDiscount,
    Exchange,
    PaymentTerms,
    Prepayment,
    Withholding,
)
from duespark.engine.invoice.line import Discount, Line, LineCharge
from duespark.engine.tax.context import TaxContext
from duespark.engine.tax.country import TaxComponent, TaxRate
from duespark.engine.tax.rates import rates_for

TAX = TaxContext.of([*rates_for("FR", date(2026, 1, 1)), *rates_for("PL", date(2026, 1, 1))])
KEYS = sorted(TAX.rates)

_GST = TaxComponent(name="GST", rate=Decimal(5))
_PST = TaxComponent(name="PST", rate=Decimal(7))
_ON_TOP = TaxComponent(name="QST", rate=Decimal("9.5"), compound=True)
SEVERAL = TaxContext.of(
    [
        TaxRate(key="both", category="S", rate=Decimal(12), label="GST + PST", components=(_GST, _PST)),
        TaxRate(key="one", category="S", rate=Decimal(5), label="GST", components=(_GST,)),
        TaxRate(key="compound", category="S", rate=Decimal("14.975"), label="GST + QST", components=(_GST, _ON_TOP)),
        TaxRate(key="plain", category="S", rate=Decimal(8), label="Tax"),
        TaxRate(key="none", category="E", rate=Decimal(0), label="Exempt", reason="Exempt"),
    ]
)
"""Several taxes on one line, a compound one among them, beside single ones."""

percents = st.decimals(min_value=0, max_value=100, places=2)
quantities = st.decimals(min_value=-1000, max_value=1000, places=3)
prices = st.decimals(min_value=0, max_value=10_000, places=4)
cents = st.decimals(min_value=0, max_value=500, places=2)
discounts = percents.map(lambda percent: Discount(percent=percent)) | st.just(Discount(amount=Decimal(0)))
line_charges = percents.map(lambda percent: LineCharge(percent=percent)) | cents.map(
    lambda amount: LineCharge(amount=amount)
)


def items(keys: list[str]) -> st.SearchStrategy[Line]:
    return st.builds(
        Line,
        quantity=quantities,
        unit_price=prices,
        base_quantity=st.sampled_from([Decimal(1), Decimal(1), Decimal(3), Decimal(100)]),
        discount=st.none() | discounts,
        allowances=st.just(()) | st.lists(discounts, max_size=2).map(tuple),
        charges=st.just(()) | st.lists(line_charges, max_size=2).map(tuple),
        tax=st.sampled_from(keys),
        description=st.text(max_size=5),
    )


def others(keys: list[str]) -> st.SearchStrategy[Line]:
    kinds = st.sampled_from(["heading", "text", "subtotal", "optional", "page_break"])
    return st.builds(Line, kind=kinds, unit_price=prices, tax=st.sampled_from(keys))


def adjustments(keys: list[str], *bases: str) -> st.SearchStrategy[tuple[Adjustment, ...]]:
    tax, basis = st.sampled_from(keys), st.sampled_from(bases)
    of_something = st.builds(Adjustment, percent=percents, basis=basis, tax=tax)
    return st.lists(of_something | st.builds(Adjustment, amount=cents, tax=tax), max_size=3).map(tuple)


def documents_of(keys: list[str]) -> st.SearchStrategy[Document]:
    return st.builds(
        Document,
        currency=st.sampled_from(["EUR", "JPY", "KWD"]),
        issue_date=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
        lines=st.lists(items(keys) | others(keys), max_size=6).map(tuple),
        allowances=adjustments(keys, "lines", "subtotal"),
        charges=adjustments(keys, "lines", "subtotal", "gross"),
        prices_include_tax=st.booleans(),
        prepaid=cents,
        prepayments=st.lists(cents.map(lambda amount: Prepayment(amount=amount)), max_size=2).map(tuple),
        withholdings=st.lists(
            st.builds(Withholding, name=st.just("W"), percent=percents, basis=st.sampled_from(["net", "gross"])),
            max_size=2,
        ).map(tuple),
        exchange=st.none() | st.just(Exchange(currency="PLN", rate=Decimal("4.2537"))),
        payment_terms=st.just(PaymentTerms())
        | st.just(PaymentTerms(early=(EarlyDiscount(percent=Decimal(2), days=10),))),
    )


documents = documents_of(KEYS)
"""Documents with one tax on each line, as EN 16931 knows them."""

documents_of_several_taxes = documents_of(sorted(SEVERAL.rates))
