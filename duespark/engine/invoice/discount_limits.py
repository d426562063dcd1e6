"""Limits of discounts: what nobody may give, what somebody must approve, and what lacks a reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from duespark.engine.invoice.document import Document
from duespark.engine.invoice.line import Line
from duespark.engine.money.rounding import round_to
from duespark.engine.money.text import Percent

_ZERO = Decimal(0)
_HUNDRED = Decimal(100)

Verdict = Literal["refused", "needs_approval", "needs_reason"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscountLimits:
    """Percentages of a price: above `most` a discount is refused, above `free` somebody must approve it."""

    most: Percent | None = None
    free: Percent | None = None
    reasons: bool = False
    """Whether every discount must say why (DSC-08)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A discount that may not simply be given: where it stands (RFC 6901) and how much of the price it takes off."""

    pointer: str
    percent: Percent
    verdict: Verdict


def find_excess(document: Document, limits: DiscountLimits) -> tuple[Finding, ...]:
    """What is wrong with the discounts of a calculated document: line by line, then of all of them together.

    Percentages are of the price before any discount, to two decimals. All of them together are judged by amount too, so
    that many small discounts do not add up to one nobody approved.

    >>> from duespark.engine.invoice.line import LineAmounts
    >>> amounts = LineAmounts(gross=Decimal(100), discount=Decimal(30), net=Decimal(70), tax_category="S",
    ...                       tax_rate=_ZERO, tax=_ZERO, total=Decimal(70))
    >>> found = find_excess(Document(lines=(Line(amounts=amounts),)), DiscountLimits(most=Decimal(50), free=Decimal(20)))
    >>> [(each.pointer, str(each.percent), each.verdict) for each in found]
    [('/lines/0', '30.00', 'needs_approval'), ('', '30.00', 'needs_approval')]
    """
    return tuple(_findings(document, limits))


def _findings(document: Document, limits: DiscountLimits) -> Iterator[Finding]:
    gross = off = _ZERO
    for at, line in enumerate(document.lines):
        if line.kind != "item" or line.amounts is None:
            continue
        gross += line.amounts.gross
        off += line.amounts.discount
        percent = _percent(line.amounts.discount, line.amounts.gross)
        yield from _judge(f"/lines/{at}", percent, limits, has_reason=_has_reasons(line))
    for at, allowance in enumerate(document.allowances):
        taken = _taken(document, at)
        off += taken
        yield from _judge(
            f"/allowances/{at}", _percent(taken, gross), limits, has_reason=bool(allowance.reason.strip())
        )
    yield from _judge("", _percent(off, gross), limits, has_reason=True)


def _taken(document: Document, at: int) -> Decimal:
    """What an allowance takes off, as the document's prices are meant."""
    allowance = document.allowances[at]
    tax = (allowance.tax_amount or _ZERO) if document.prices_include_tax else _ZERO
    return (allowance.net or _ZERO) + tax


def _percent(off: Decimal, gross: Decimal) -> Decimal:
    return round_to(off * _HUNDRED / gross, 2) if gross else _ZERO


def _has_reasons(line: Line) -> bool:
    discounts = [*([line.discount] if line.discount else []), *line.allowances]
    return all(discount.reason.strip() for discount in discounts)


def _judge(pointer: str, percent: Decimal, limits: DiscountLimits, *, has_reason: bool) -> Iterator[Finding]:
    if limits.most is not None and percent > limits.most:
        yield Finding(pointer=pointer, percent=percent, verdict="refused")
    elif limits.free is not None and percent > limits.free:
        yield Finding(pointer=pointer, percent=percent, verdict="needs_approval")
    if limits.reasons and percent > 0 and not has_reason:
        yield Finding(pointer=pointer, percent=percent, verdict="needs_reason")
