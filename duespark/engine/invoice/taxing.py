"""Tax on the priced parts of a document: once for each tax and rate, or on every line; shared out to the last cent.

EN 16931-1:2017, BR-CO-17: the tax of a group is its rounded taxable amount times its rate. Where several taxes are
charged together each is computed by itself; a compound tax is computed on the price and the taxes before it.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from duespark.engine.invoice.closed import stated
from duespark.engine.invoice.document import TaxSubtotal
from duespark.engine.invoice.line import TaxShare
from duespark.engine.invoice.method import Method
from duespark.engine.invoice.pricing import Part
from duespark.engine.money.rounding import EXACT
from duespark.engine.tax.country import TaxComponent, TaxRate

_ZERO = Decimal(0)
_HUNDRED = Decimal(100)


class _Taxed(Protocol):
    """What one tax is charged on."""

    tax: Decimal


class _Share:
    """One of several taxes on one part. `base` is what it is charged on, `exact` the tax before rounding."""

    __slots__ = ("at", "base", "component", "exact", "part", "tax")

    def __init__(self, part: Part, at: int, component: TaxComponent) -> None:
        self.part = part
        self.at = at
        self.component = component
        self.base = self.exact = self.tax = _ZERO


def tax_parts(parts: Sequence[Part], method: Method) -> tuple[TaxSubtotal, ...]:
    """Fill in every part's tax and return the breakdown (BG-23), highest rate first; its taxes add up to the parts'.

    Rounded by document, a group's missing or surplus minor units go, one each, to the parts whose own rounding was
    furthest in the other direction (largest remainder); so every part's tax is within a unit of its exact share.

    >>> from duespark.engine.invoice.method import method_for
    >>> from duespark.engine.tax.country import TaxRate
    >>> vat = TaxRate(key="standard", category="S", rate=Decimal(10), label="VAT 10%")
    >>> parts = [Part(vat, Decimal("0.05"), _ZERO, _ZERO, Decimal("0.05")) for _ in range(2)]
    >>> rows = tax_parts(parts, method_for(2))
    >>> str(rows[0].tax), [str(part.tax) for part in parts]
    ('0.01', ['0.00', '0.01'])
    """
    by_rate: dict[int, list[Part]] = defaultdict(list)
    for part in parts:
        by_rate[id(part.rate)].append(part)
    groups: dict[tuple[Decimal, str], list[list[Part]]] = defaultdict(list)
    several: list[Part] = []
    for members in by_rate.values():
        rate = members[0].rate
        if rate.components:
            several += members
        else:
            groups[-rate.rate, rate.category].append(members)
    rows = [_tax_group(groups[key], method) for key in sorted(groups)]
    if several:
        rows += _tax_components(several, method)
    return tuple(rows)


# --- one tax ------------------------------------------------------------------------------------------------------


def _tax_group(members: list[list[Part]], method: Method) -> TaxSubtotal:
    """Tax all parts of one percentage: the group's by its sum (BR-CO-17), each part's as a share of it.

    `members` are the parts of each rate; a group has several where rates differ in name or reason only.
    """
    rates = [parts[0].rate for parts in members]
    parts = members[0] if len(members) == 1 else [part for each in members for part in each]
    percent, step, mode, zero = rates[0].rate, method.step, method.mode, method.zero
    exact = _tax_in(percent) if method.inclusive else _tax_on(percent)
    for part in parts:
        part.tax = exact(part.amount).quantize(step, mode, EXACT) or zero
    amount = sum([part.amount for part in parts], zero)
    tax = parts_tax = sum([part.tax for part in parts], zero)
    if method.rounding == "document":
        tax = method.round_tax(exact(amount))
        if tax != parts_tax:
            _spread(tax - parts_tax, [(part, exact(part.amount)) for part in parts], method)
    return _row(rates, amount - tax if method.inclusive else amount, tax)


def _tax_on(percent: Decimal) -> Callable[[Decimal], Decimal]:
    """The tax on an amount without it, before rounding."""
    return (percent / _HUNDRED).__mul__


def _tax_in(percent: Decimal) -> Callable[[Decimal], Decimal]:
    """The tax in an amount with it, before rounding."""
    whole = _HUNDRED + percent
    return lambda amount: amount * percent / whole


def _row(rates: Sequence[TaxRate], taxable: Decimal, tax: Decimal) -> TaxSubtotal:
    first = rates[0]
    if len(rates) == 1:
        label, reason, code, name, place = first.label, first.reason, first.reason_code, first.name, first.jurisdiction
    else:
        label = ", ".join(sorted({rate.label for rate in rates}))
        reason = "; ".join(sorted({rate.reason for rate in rates} - {""}))
        code = _only({rate.reason_code for rate in rates})
        name = _only({rate.name for rate in rates})
        place = _only({rate.jurisdiction for rate in rates})
    return stated(
        TaxSubtotal,
        category=first.category,
        rate=first.rate,
        taxable=taxable,
        tax=tax,
        label=label,
        reason=reason,
        reason_code=code,
        name=name,
        jurisdiction=place,
        tax_converted=None,
    )


def _only(texts: set[str]) -> str:
    """The one text all agree on, else nothing: a code or name that fits only some of a group's lines fits not the group."""
    return texts.pop() if len(texts) == 1 else ""


def _spread(missing: Decimal, taxed: Sequence[tuple[_Taxed, Decimal]], method: Method) -> None:
    """Give the missing minor units, one each, to those whose own rounding was furthest from their exact tax."""
    step = method.step.copy_sign(missing)
    by_error = sorted(taxed, key=lambda each: (each[0].tax - each[1]) * step)
    for each, _ in by_error[: int(missing / step)]:
        each.tax += step


# --- several taxes together ---------------------------------------------------------------------------------------


def _tax_components(parts: list[Part], method: Method) -> list[TaxSubtotal]:
    """Tax each component over all parts that bear it, those first that others are compounded on."""
    shares = {id(part): [_Share(part, *each) for each in enumerate(part.rate.components)] for part in parts}
    rows: dict[tuple[object, ...], list[_Share]] = {}
    depth: dict[tuple[object, ...], int] = {}
    for part in parts:
        for share in shares[id(part)]:
            key = (part.rate.category, *_identity(share.component))
            rows.setdefault(key, []).append(share)
            depth[key] = max(depth.get(key, 0), share.at)
    ordered = sorted(rows, key=lambda key: depth[key])
    for key in ordered:
        for share in rows[key]:
            _prepare(share, shares[id(share.part)], method)
        _tax_row(rows[key], method)
    for part in parts:
        part.taxes = tuple(TaxShare(name=s.component.name, rate=s.component.rate, tax=s.tax) for s in shares[id(part)])
        part.tax = sum((share.tax for share in shares[id(part)]), _ZERO)
    return [_component_row(rows[key], shares, method) for key in ordered]


def _identity(component: TaxComponent) -> tuple[object, ...]:
    return (component.name, component.jurisdiction, component.rate, component.compound)


def _prepare(share: _Share, siblings: list[_Share], method: Method) -> None:
    """What the tax is charged on and its exact amount; the taxes before it on the same part are known by now."""
    if method.inclusive:
        share.base = share.part.amount
        share.exact = EXACT.multiply(share.part.amount, _as_decimal(_fraction(share)))
        return
    share.base = share.part.amount
    if share.component.compound:
        share.base += sum((each.tax for each in siblings[: share.at]), _ZERO)
    share.exact = share.base * share.component.rate / _HUNDRED


def _fraction(share: _Share) -> Fraction:
    """The part of a price with all its taxes that this tax makes up."""
    effective: list[Fraction] = []
    for component in share.part.rate.components:
        on = 1 + sum(effective, Fraction(0)) if component.compound else Fraction(1)
        effective.append(on * Fraction(component.rate) / 100)
    return effective[share.at] / (1 + sum(effective, Fraction(0)))


def _as_decimal(value: Fraction) -> Decimal:
    return EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))


def _tax_row(row: list[_Share], method: Method) -> None:
    for share in row:
        share.tax = method.round_tax(share.exact)
    if method.rounding == "line":
        return
    missing = _row_tax(row, method) - sum((share.tax for share in row), _ZERO)
    if missing:
        # In an order of their own, not of the lines: what is compounded on this tax must not depend on that.
        alike = sorted(row, key=lambda share: (share.part.rate.key, share.part.amount))
        _spread(missing, [(share, share.exact) for share in alike], method)


def _row_tax(row: list[_Share], method: Method) -> Decimal:
    if not method.inclusive:
        return method.round_tax(sum((share.exact for share in row), _ZERO))
    by_fraction: dict[Fraction, Decimal] = {}
    for share in row:
        fraction = _fraction(share)
        by_fraction[fraction] = by_fraction.get(fraction, _ZERO) + share.base
    exact = sum((Fraction(base) * fraction for fraction, base in by_fraction.items()), Fraction(0))
    return method.round_tax(_as_decimal(exact))


def _component_row(row: list[_Share], shares: dict[int, list[_Share]], method: Method) -> TaxSubtotal:
    component, rate = row[0].component, row[0].part.rate
    taxable = sum((_taxable(share, shares[id(share.part)], method) for share in row), _ZERO)
    return TaxSubtotal(
        category=rate.category,
        rate=component.rate,
        taxable=taxable,
        tax=sum((share.tax for share in row), _ZERO),
        label=component.name,
        reason="; ".join(sorted({share.part.rate.reason for share in row} - {""})),
        reason_code=_only({share.part.rate.reason_code for share in row}),
        name=component.name,
        jurisdiction=component.jurisdiction,
    )


def _taxable(share: _Share, siblings: list[_Share], method: Method) -> Decimal:
    net = share.part.amount - share.part.tax if method.inclusive else share.part.amount
    if not share.component.compound:
        return net
    return net + sum((each.tax for each in siblings[: share.at]), _ZERO)
