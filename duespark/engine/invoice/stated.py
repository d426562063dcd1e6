"""Lines as the document states them: priced before tax, and written with every amount after it."""

from collections.abc import Sequence
from decimal import Decimal

from duespark.engine.invoice.closed import restated, stated
from duespark.engine.invoice.document import Document
from duespark.engine.invoice.line import GroupAmounts, Line, LineAmounts
from duespark.engine.invoice.method import Method
from duespark.engine.invoice.pricing import Part, price_line
from duespark.engine.invoice.taxing import tax_parts
from duespark.engine.tax.context import TaxContext


def priced_lines(document: Document, tax: TaxContext, method: Method) -> list[Part]:
    """The items' parts, in order; other kinds of lines carry no money.

    >>> from duespark.engine.invoice.method import method_for
    >>> priced_lines(Document(lines=(Line(kind="heading"),)), TaxContext(rates={}), method_for(2))
    []
    """
    return [
        price_line(line, at, tax=tax, method=method) for at, line in enumerate(document.lines) if line.kind == "item"
    ]


def stated_lines(document: Document, parts: Sequence[Part], tax: TaxContext, method: Method) -> tuple[Line, ...]:
    """The document's lines with their amounts: items, optional ones as if they stood alone, and sums of groups.

    A subtotal is the sum of the items since the last heading or subtotal.

    >>> from duespark.engine.invoice.method import method_for
    >>> lines = (Line(kind="subtotal"),)
    >>> stated_lines(Document(lines=lines), [], TaxContext(rates={}), method_for(2))[0].subtotal.total
    Decimal('0.00')
    """
    made, group, rest, inclusive = list[Line](), list[LineAmounts](), iter(parts), method.inclusive
    for at, line in enumerate(document.lines):
        kind, amounts, subtotal = line.kind, None, None
        if kind == "item":
            amounts = _line_amounts(next(rest), inclusive)
            group.append(amounts)
        elif kind == "optional":
            amounts = _alone(line, at, tax, method)
        elif kind == "subtotal":
            subtotal, group = _group_amounts(group, method.zero), []
        elif kind == "heading":
            group = []
        made.append(restated(line, amounts=amounts, subtotal=subtotal))
    return tuple(made)


def _alone(line: Line, position: int, tax: TaxContext, method: Method) -> LineAmounts:
    part = price_line(line, position, tax=tax, method=method)
    tax_parts([part], method)
    return _line_amounts(part, method.inclusive)


def _line_amounts(part: Part, inclusive: bool) -> LineAmounts:
    amount, tax, rate = part.amount, part.tax, part.rate
    return stated(
        LineAmounts,
        gross=part.gross,
        discount=part.discount,
        charge=part.charge,
        net=amount - tax if inclusive else amount,
        tax_category=rate.category,
        tax_rate=rate.rate,
        tax=tax,
        total=amount if inclusive else amount + tax,
        taxes=part.taxes,
    )


def _group_amounts(group: Sequence[LineAmounts], zero: Decimal) -> GroupAmounts:
    return GroupAmounts(
        net=sum([each.net for each in group], zero),
        tax=sum([each.tax for each in group], zero),
        total=sum([each.total for each in group], zero),
    )
