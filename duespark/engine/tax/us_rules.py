"""From the rows of a seller's sales tax table to rules that stand beside all others."""

from decimal import Decimal

from duespark.engine.tax.countries.us_rows import SalesTaxRow
from duespark.engine.tax.rules import RuleLevel, TaxRule

_LEVELS: dict[str, RuleLevel] = {"state": "", "county": "county", "city": "city", "district": "district"}


def rules_of_row(row: SalesTaxRow, *, source: str = "") -> tuple[TaxRule, ...]:
    """The rules a row of the table stands for: "standard", "freight" for delivery charges, and one for each class.

    >>> from datetime import date
    >>> row = SalesTaxRow(jurisdiction="US-TX", level="state", rate=Decimal("6.25"), since=date(2026, 1, 1), freight=True)
    >>> [(rule.key, str(rule.rate)) for rule in rules_of_row(row)]
    [('standard', '6.25'), ('freight', '6.25')]
    """
    rates = {"standard": row.rate, "freight": row.rate if row.freight else Decimal(0), **dict(row.classes)}
    return tuple(
        TaxRule(
            key=key,
            name=row.name or f"{row.level.capitalize()} tax",
            type="sales_tax",
            rate=rate,
            jurisdiction=row.jurisdiction,
            level=_LEVELS[row.level],
            postal_codes=row.postal_codes,
            start_date=row.since,
            end_date=row.until,
            source=source,
        )
        for key, rate in rates.items()
    )
