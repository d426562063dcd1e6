"""United States: the sales taxes of the jurisdictions of one place, stacked into one rate with its parts."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from duespark.engine.errors import NotFound
from duespark.engine.tax.charge import stacked
from duespark.engine.tax.countries.us_rows import LEVELS, SalesTaxRow
from duespark.engine.tax.country import TaxComponent, TaxRate, untaxed


class NoSalesTaxRow(NotFound):
    code = "tax.no_sales_tax_row"
    sentence = (
        "The sales tax table has no row for {jurisdiction} on {day}. Add one, with the rate 0 where none is charged."
    )


def sales_tax(
    rows: Iterable[SalesTaxRow],
    *,
    jurisdictions: Sequence[str],
    on: date,
    product_class: str = "",
    freight: bool = False,
) -> TaxRate:
    """What is charged on the day `on` where all `jurisdictions` ("US-TX", "US-TX-Austin" ...) meet.

    The components run from the state to the districts; a jurisdiction that charges nothing has none. Each rate is of
    the price, taxes are not taxed. The key is the product class, "freight" for delivery charges, or "standard".
    Every jurisdiction must have a row for the day, because a missing one would be taxed too little in silence.
    Raises `NoSalesTaxRow`.

    >>> state = SalesTaxRow(jurisdiction="US-TX", level="state", rate=Decimal("6.25"), since=date(1990, 7, 1))
    >>> city = SalesTaxRow(jurisdiction="US-TX-Austin", level="city", rate=Decimal(1), since=date(1990, 7, 1))
    >>> sales_tax([city, state], jurisdictions=["US-TX", "US-TX-Austin"], on=date(2026, 1, 1)).label
    'State tax 6.25% + City tax 1%'
    """
    valid = {row.jurisdiction: row for row in rows if row.is_valid(on)}
    missing = next((name for name in jurisdictions if name not in valid), None)
    if missing is not None:
        raise NoSalesTaxRow(jurisdiction=missing, day=on)
    found = sorted((valid[name] for name in dict.fromkeys(jurisdictions)), key=lambda row: LEVELS.index(row.level))
    components = [part for row in found if (part := _component(row, product_class, freight)).rate]
    key = product_class or ("freight" if freight else "standard")
    if not components:
        return untaxed(key, "Z", "Sales tax 0%")
    return stacked(components, key=key, jurisdiction=components[-1].jurisdiction)


def _component(row: SalesTaxRow, product_class: str, freight: bool) -> TaxComponent:
    rate = dict(row.classes).get(product_class, row.rate)
    charged = rate if row.freight or not freight else Decimal(0)
    return TaxComponent(name=row.name or f"{row.level.capitalize()} tax", rate=charged, jurisdiction=row.jurisdiction)
