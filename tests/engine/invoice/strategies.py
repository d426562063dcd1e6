"""Random documents for properties: every line kind, discounts, adjustments, both methods, 0, 2 and 3 decimals."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from duespark.engine.invoice.document import Adjustment, Document
from duespark.engine.invoice.line import Discount, Line
from duespark.engine.tax.context import TaxContext
from duespark.engine.tax.rates import rates_for

TAX = TaxContext.of([*rates_for("FR", date(2026, 1, 1)), *rates_for("PL", date(2026, 1, 1))])
KEYS = sorted(TAX.rates)

percents = st.decimals(min_value=0, max_value=100, places=2)
quantities = st.decimals(min_value=-1000, max_value=1000, places=3)
prices = st.decimals(min_value=0, max_value=10_000, places=4)
discounts = st.none() | percents.map(lambda percent: Discount(percent=percent)) | st.just(Discount(amount=Decimal(0)))
items = st.builds(
    Line,
    quantity=quantities,
    unit_price=prices,
    discount=discounts,
    tax=st.sampled_from(KEYS),
    description=st.text(max_size=5),
)
others = st.builds(
    Line, kind=st.sampled_from(["heading", "text", "subtotal", "optional", "page_break"]), unit_price=prices
)
adjustments = st.builds(Adjustment, percent=percents, tax=st.sampled_from(KEYS)) | st.builds(
    Adjustment, amount=st.decimals(min_value=0, max_value=500, places=2), tax=st.sampled_from(KEYS)
)
some_adjustments = st.lists(adjustments, max_size=3).map(tuple)
documents = st.builds(
    Document,
    currency=st.sampled_from(["EUR", "JPY", "KWD"]),
    lines=st.lists(items | others, max_size=10).map(tuple),
    allowances=some_adjustments,
    charges=some_adjustments,
    prices_include_tax=st.booleans(),
    prepaid=st.decimals(min_value=0, max_value=1000, places=2),
)
