"""What an e-invoice states beside what we calculate: the differences, and the document with the amounts as stated."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from duespark.einvoice.table import Terms
from duespark.engine.invoice.closed import restated
from duespark.engine.invoice.document import ConvertedTotals, Document, TaxSubtotal, Totals
from duespark.engine.invoice.line import Line

_ZERO = Decimal(0)
_SUMS = {
    "lines": "BT-106", "allowances": "BT-107", "charges": "BT-108", "net": "BT-109", "tax": "BT-110", "gross": "BT-112",
    "prepaid": "BT-113", "rounding": "BT-114", "amount_due": "BT-115",
}  # fmt: skip
_OPTIONAL = frozenset({"allowances", "charges", "prepaid", "rounding", "tax"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """An amount the e-invoice states and we calculate otherwise; `field` is a JSON pointer into the document."""

    field: str
    term: str
    stated: Decimal
    computed: Decimal


def differences(made: Document, terms: Terms) -> Iterator[Difference]:
    """Where a calculated document and its terms disagree: lines first, then totals."""
    for at, (line, each) in enumerate(zip(made.lines, terms["BG-25"], strict=True)):
        assert line.amounts is not None
        said = each.get("BT-131")
        if said is not None and said != line.amounts.net:
            yield Difference(field=f"/lines/{at}/amounts/net", term="BT-131", stated=said, computed=line.amounts.net)
    assert made.totals is not None
    chosen = _chosen(made.totals, terms)
    for name, term in _SUMS.items():
        computed: Decimal = getattr(made.totals, name) + chosen.get(name, _ZERO)
        said = terms.get(term, _ZERO if name in _OPTIONAL else computed)
        if said != computed:
            yield Difference(field=f"/totals/{name}", term=term, stated=said, computed=computed)


def _chosen(computed: Totals, terms: Terms) -> dict[str, Decimal]:
    """What an e-invoice states and no calculation comes to, since no input of a document says so: a rounding of the amount
    due, and a negative BT-113, which is tax withheld from what is given back."""
    given_back = min(terms.get("BT-113", _ZERO), _ZERO)
    rounding = terms.get("BT-114", _ZERO) - computed.rounding
    return {"prepaid": given_back, "rounding": rounding, "amount_due": rounding - given_back}


def as_stated(made: Document, terms: Terms) -> Document:
    """The calculated document with the amounts its e-invoice states: what was issued is kept as it was issued."""
    computed = made.totals
    assert computed is not None
    step = computed.net * 0
    sums: dict[str, Any] = {}
    for name, term in _SUMS.items():
        fallback = step if name in _OPTIONAL else getattr(computed, name)
        sums[name] = terms[term] + step if term in terms else fallback
    totals = replace(computed, **sums, breakdown=_breakdown(computed, terms), withheld=step)
    totals = replace(totals, converted=_converted(totals, terms))
    lines = tuple(_line(line, each) for line, each in zip(made.lines, terms["BG-25"], strict=True))
    return restated(made, lines=lines, totals=totals)


def _line(line: Line, terms: Terms) -> Line:
    amounts = line.amounts
    said: Decimal | None = terms.get("BT-131")
    if amounts is None or said is None or said == amounts.net:
        return line
    return restated(line, amounts=restated(amounts, net=said, total=said + amounts.tax))


def _breakdown(computed: Totals, terms: Terms) -> tuple[TaxSubtotal, ...]:
    rows = terms.get("BG-23")
    if not rows:
        return computed.breakdown
    known = {(row.category, row.rate): row for row in computed.breakdown}
    found = []
    for each in rows:
        rate: Decimal = each.get("BT-119", _ZERO)
        row = known.get((each.get("BT-118", "S"), rate))
        if row is not None:
            found.append(replace(row, taxable=each.get("BT-116", row.taxable), tax=each.get("BT-117", row.tax)))
    return tuple(found) if len(found) == len(rows) else computed.breakdown


def _converted(totals: Totals, terms: Terms) -> ConvertedTotals | None:
    if totals.converted is None or "BT-111" not in terms:
        return totals.converted
    return replace(totals.converted, tax=terms["BT-111"])
