"""The tax rates a document states, to tax what takes it back exactly as it was taxed."""

from collections.abc import Iterator
from decimal import Decimal

from duespark.engine.invoice.document import Document
from duespark.engine.tax.context import TaxContext
from duespark.engine.tax.country import Category, TaxRate

Stated = tuple[str, str, Category, Decimal]


def stated_rates(document: Document, law: TaxContext) -> TaxContext:
    """A context with the rates of a calculated document, by the keys its lines, allowances and charges use.

    A credit note is taxed as the invoice was, whatever became of the law, or of the seller's registration, since. Where
    several taxes were charged together, the way they build on each other is taken from `law`, if its rate is the same.

    >>> from duespark.engine.invoice.line import Line
    >>> from duespark.engine.invoice.totals import calculate
    >>> law = TaxContext.of([TaxRate(key="standard", category="S", rate=Decimal(19), label="VAT 19%")])
    >>> invoice = calculate(Document(lines=(Line(unit_price=Decimal(100)),)), law)
    >>> stated_rates(invoice, TaxContext(rates={})).rate("standard").label
    'VAT 19%'
    """
    supplies: dict[str, dict[str, TaxRate]] = {"": dict(law.rates)}
    for supply, key, category, percent in _stated(document):
        rates = supplies.setdefault(supply, dict(law.supplies.get(supply, law.rates)))
        known = rates.get(key)
        if known is None or (known.category, known.rate) != (category, percent):
            rates[key] = _rate(document, key, category, percent)
    plain = supplies.pop("")
    return TaxContext(
        rates=plain,
        supplies=supplies,
        treatment=document.treatment,
        mentions=document.tax_mentions,
        rounding=law.rounding,
    )


def _stated(document: Document) -> Iterator[Stated]:
    for line in document.lines:
        if line.amounts is not None:
            yield line.supply, line.tax, line.amounts.tax_category, line.amounts.tax_rate
    for each in (*document.allowances, *document.charges):
        if each.tax_category is not None and each.tax_rate is not None:
            yield "", each.tax, each.tax_category, each.tax_rate


def _rate(document: Document, key: str, category: Category, percent: Decimal) -> TaxRate:
    rows = document.totals.breakdown if document.totals else ()
    row = next((each for each in rows if (each.category, each.rate) == (category, percent)), None)
    if row is None:
        return TaxRate(key=key, category=category, rate=percent, label=f"{percent}%")
    return TaxRate(
        key=key,
        category=category,
        rate=percent,
        label=row.label,
        reason=row.reason,
        reason_code=row.reason_code,
        name=row.name,
        jurisdiction=row.jurisdiction,
    )
