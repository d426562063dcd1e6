"""From the rates of a law to the choice a line has: its label, its category, and the taxes it is made of."""

from collections.abc import Sequence
from decimal import Decimal, localcontext

from duespark.engine.money.rounding import EXACT
from duespark.engine.money.text import decimal_text
from duespark.engine.tax.country import DatedRate, TaxComponent, TaxRate

_WORDS = {
    "intermediate": "intermediate",
    "reduced": "reduced",
    "second_reduced": "second reduced",
    "super_reduced": "super-reduced",
    "parking": "parking",
    "special": "special",
    "zero": "zero-rated",
}
"""What a label adds to the percentage, by key. Other keys need no word."""


def single(dated: DatedRate, *, name: str, jurisdiction: str) -> TaxRate:
    """The choice of one tax called `name`, at the percentage of `dated`; category Z at 0 %, else S.

    >>> from datetime import date
    >>> reduced = DatedRate(key="reduced", percent=Decimal(7), since=date(1983, 7, 1))
    >>> single(reduced, name="USt.", jurisdiction="DE").label
    'USt. 7% reduced'
    """
    words = [_said(name, dated.percent), _WORDS.get(dated.key, "")]
    return TaxRate(
        key=dated.key,
        category="S" if dated.percent else "Z",
        rate=dated.percent,
        label=" ".join(word for word in words if word),
        name=name,
        jurisdiction=jurisdiction,
    )


def stacked(components: Sequence[TaxComponent], *, key: str, jurisdiction: str) -> TaxRate:
    """The choice of several taxes charged together, in the order of calculation. `rate` is what they come to in all.

    >>> gst, qst = TaxComponent(name="GST", rate=Decimal(5)), TaxComponent(name="QST", rate=Decimal("9.975"))
    >>> both = stacked([gst, qst], key="standard", jurisdiction="CA-QC")
    >>> both.label, both.name, both.rate
    ('GST 5% + QST 9.975%', 'GST + QST', Decimal('14.975'))
    """
    total = total_percent(components)
    return TaxRate(
        key=key,
        category="S" if total else "Z",
        rate=total,
        label=" + ".join(_said(each.name, each.rate) for each in components),
        name=" + ".join(each.name for each in components),
        jurisdiction=jurisdiction,
        components=tuple(components),
    )


def total_percent(components: Sequence[TaxComponent]) -> Decimal:
    """What the taxes come to in percent of the price; a compound one is charged on the price and the taxes before it.

    >>> gst = TaxComponent(name="GST", rate=Decimal(5))
    >>> total_percent([gst, TaxComponent(name="QST", rate=Decimal("7.5"), compound=True)])
    Decimal('12.875')
    """
    total = Decimal(0)
    with localcontext(EXACT):
        for each in components:
            base = 100 + total if each.compound else Decimal(100)
            total += each.rate * base / 100
    return total


def _said(name: str, percent: Decimal) -> str:
    return f"{name} {decimal_text(percent)}%"
