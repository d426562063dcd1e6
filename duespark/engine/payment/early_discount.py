"""Paid early: which discount a payment may take, and by how much the tax shrinks with it.

A price reduction for early payment lowers the taxable amount afterwards (Articles 79(a) and 90 of Directive
2006/112/EC), so that the tax of each rate falls in the proportion of the price.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal, localcontext

from duespark.engine.errors import Invalid
from duespark.engine.invoice.closed import Closed
from duespark.engine.invoice.document import EarlyDiscount, TaxSubtotal, Totals
from duespark.engine.money.rounding import EXACT, round_money
from duespark.engine.money.text import Amount, Percent
from duespark.engine.tax.country import Category

_ZERO = Decimal(0)


class DiscountNotCalculated(Invalid):
    code = "payment.discount_not_calculated"
    sentence = "The early-payment discount of {percent} % has no last day or amount yet. Calculate the document first."


class InvalidReduction(Invalid):
    code = "payment.invalid_reduction"
    sentence = "{amount} {currency} cannot be taken off a total of {gross}: use 0 to the total, in whole units."


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlySettlement:
    """What a payment did: `discount`, the terms that let it take `taken` off; `written_off`, a few cents too little
    within the tolerance; `balance` still to pay; `credit`, paid too much. They and the payment add up to the amount
    due: paid + taken + written_off + balance - credit."""

    discount: EarlyDiscount | None
    taken: Decimal
    written_off: Decimal
    balance: Decimal
    credit: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxReduction(Closed):
    """How much one row of the breakdown (BG-23) shrinks: `taxable` (BT-116) and `tax` (BT-117)."""

    category: Category
    rate: Percent
    name: str
    jurisdiction: str
    taxable: Amount
    tax: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduction:
    """A price reduction with tax, split: `net` and `tax` add up to it, and the rows' `tax` to `tax`."""

    net: Decimal
    tax: Decimal
    rows: tuple[TaxReduction, ...]


def settle_early(
    early: Sequence[EarlyDiscount],
    *,
    amount_due: Decimal,
    paid: Decimal,
    paid_on: date,
    currency: str,
    grace_days: int = 0,
    tolerance: Decimal = _ZERO,
) -> EarlySettlement:
    """What `paid`, all that came in until `paid_on`, settles of `amount_due` under the calculated terms `early`.

    Of the discounts whose last day, with `grace_days`, has not passed the highest counts. A payment takes only what
    it left out, at most that discount, and gets it only where it pays the rest, short of `tolerance` at most; else
    nothing is taken. Raises `DiscountNotCalculated`, `UnknownCurrency`.

    >>> terms = EarlyDiscount(percent=Decimal(2), days=10, until=date(2026, 1, 11), discount=Decimal("2.38"),
    ...                       payable=Decimal("116.62"))
    >>> done = settle_early([terms], amount_due=Decimal("119.00"), paid=Decimal("116.62"), paid_on=date(2026, 1, 11),
    ...                     currency="EUR")
    >>> str(done.taken), str(done.balance)
    ('2.38', '0.00')
    """
    best, allowed = _best(early, paid_on - timedelta(days=grace_days))
    missing = amount_due - paid
    settled = missing <= allowed + tolerance if best else missing <= 0
    taken = min(max(missing, _ZERO), allowed) if settled else _ZERO
    written_off = max(missing, _ZERO) - taken if settled else _ZERO
    return EarlySettlement(
        discount=best if taken else None,
        taken=round_money(taken, currency),
        written_off=round_money(written_off, currency),
        balance=round_money(_ZERO if settled else missing, currency),
        credit=round_money(max(-missing, _ZERO), currency),
    )


def early_terms_left(
    early: Sequence[EarlyDiscount], *, printed: Decimal, due: Decimal, currency: str
) -> tuple[EarlyDiscount, ...]:
    """The calculated terms of a document that asked for `printed` and of which credit notes left `due`: what is
    credited earns no discount. Raises `UnknownCurrency`.

    >>> two = EarlyDiscount(percent=Decimal(2), days=10, discount=Decimal("2.00"), payable=Decimal("98.00"))
    >>> [left] = early_terms_left([two], printed=Decimal("100.00"), due=Decimal("50.00"), currency="EUR")
    >>> str(left.discount), str(left.payable)
    ('1.00', '49.00')
    """
    if due == printed:
        return tuple(early)
    return tuple(_of(one, due, currency) for one in early)


def _of(one: EarlyDiscount, due: Decimal, currency: str) -> EarlyDiscount:
    discount = round_money(due * one.percent / 100, currency)
    return replace(one, discount=discount, payable=due - discount)


def earned_early(
    early: Sequence[EarlyDiscount],
    *,
    amount_due: Decimal,
    receipts: Collection[tuple[date, Decimal]],
    currency: str,
) -> EarlySettlement | None:
    """The best of what the money in `receipts`, each by the day it came in, earned by the last day of each discount.

    In whatever order it was recorded, only what came in until that day counts, that day included. None where no
    discount was earned. Raises `DiscountNotCalculated`, `UnknownCurrency`.

    >>> two = EarlyDiscount(percent=Decimal(2), days=10, until=date(2026, 1, 11), discount=Decimal("2.38"),
    ...                     payable=Decimal("116.62"))
    >>> came = [(date(2026, 1, 11), Decimal("16.62")), (date(2026, 1, 2), Decimal("100.00"))]
    >>> str(earned_early([two], amount_due=Decimal("119.00"), receipts=came, currency="EUR").taken)
    '2.38'
    """
    found = []
    for one in early:
        last = one.until or date.min
        paid = sum((amount for day, amount in receipts if day <= last), _ZERO)
        found.append(settle_early([one], amount_due=amount_due, paid=paid, paid_on=last, currency=currency))
    best = max(found, key=lambda done: done.taken, default=None)
    return best if best and best.taken else None


def enough_early(
    early: Sequence[EarlyDiscount],
    *,
    amount_due: Decimal,
    balance: Decimal,
    receipts: Collection[tuple[date, Decimal]],
    on: date,
) -> Decimal | None:
    """What a payment that comes in on the day `on` must come to, beside what is in `receipts`, to settle `balance` by the
    best discount it can still earn. None where it can earn none, or would have to pay all of the balance for it.

    Where `earned_early` is told of it too, it grants that discount. Raises `DiscountNotCalculated`.

    >>> two = EarlyDiscount(percent=Decimal(2), days=10, until=date(2026, 1, 11), discount=Decimal("2.38"),
    ...                     payable=Decimal("116.62"))
    >>> came = [(date(2026, 1, 2), Decimal("100.00"))]
    >>> str(enough_early([two], amount_due=Decimal("119.00"), balance=Decimal("19.00"), receipts=came, on=date(2026, 1, 11)))
    '16.62'
    """
    found = []
    for at, one in enumerate(early):
        if one.until is None or one.discount is None:
            raise DiscountNotCalculated(pointer=f"/payment_terms/early/{at}", percent=one.percent)
        if on <= one.until:
            paid = sum((amount for day, amount in receipts if day <= one.until), _ZERO)
            found.append(amount_due - one.discount - paid)
    return min((enough for enough in found if 0 < enough < balance), default=None)


def _best(early: Sequence[EarlyDiscount], day: date) -> tuple[EarlyDiscount | None, Decimal]:
    best, allowed = None, _ZERO
    for at, terms in enumerate(early):
        if terms.until is None or terms.discount is None:
            raise DiscountNotCalculated(pointer=f"/payment_terms/early/{at}", percent=terms.percent)
        if day <= terms.until and terms.discount > allowed:
            best, allowed = terms, terms.discount
    return best, allowed


def reduce_tax(totals: Totals, amount: Decimal, *, currency: str) -> Reduction:
    """Split `amount`, a price reduction with tax such as a discount taken, over net and each row's tax.

    Each tax shrinks in proportion, rounded on its own; the net takes the rest, so that all parts add up to `amount`.
    Rows' `taxable` add up to `net` where each sum stands in one row. Raises `InvalidReduction`, `UnknownCurrency`.

    >>> rows = (TaxSubtotal(category="S", rate=Decimal(19), taxable=Decimal("100.00"), tax=Decimal("19.00")),)
    >>> totals = Totals(lines=Decimal(100), allowances=Decimal(0), charges=Decimal(0), net=Decimal(100),
    ...                 tax=Decimal(19), gross=Decimal(119), prepaid=Decimal(0), rounding=Decimal(0),
    ...                 amount_due=Decimal(119), breakdown=rows)
    >>> split = reduce_tax(totals, Decimal("2.38"), currency="EUR")
    >>> str(split.net), str(split.tax)
    ('2.00', '0.38')
    """
    if not 0 <= amount <= totals.gross or totals.gross <= 0 or round_money(amount, currency) != amount:
        raise InvalidReduction(pointer="/amount", amount=amount, currency=currency, gross=totals.gross)
    rows = totals.breakdown
    taxes = [_share(row.tax, amount, totals, currency) for row in rows]
    tax = round_money(sum(taxes, _ZERO), currency)
    net = round_money(amount - tax, currency)
    taxables = _taxables(rows, amount, net, totals, currency)
    return Reduction(net=net, tax=tax, rows=tuple(map(_reduction, rows, taxables, taxes)))


def _share(of: Decimal, amount: Decimal, totals: Totals, currency: str) -> Decimal:
    with localcontext(EXACT):
        return round_money(of * amount / totals.gross, currency)


def _taxables(
    rows: Sequence[TaxSubtotal], amount: Decimal, net: Decimal, totals: Totals, currency: str
) -> list[Decimal]:
    """Each row's share of the net; the largest row takes the odd cents where no sum stands in several rows."""
    taxables = [_share(row.taxable, amount, totals, currency) for row in rows]
    if rows and sum(row.taxable for row in rows) == totals.net:
        largest = max(range(len(rows)), key=lambda at: abs(rows[at].taxable))
        taxables[largest] += net - sum(taxables, _ZERO)
    return taxables


def _reduction(row: TaxSubtotal, taxable: Decimal, tax: Decimal) -> TaxReduction:
    return TaxReduction(
        category=row.category,
        rate=row.rate,
        name=row.name,
        jurisdiction=row.jurisdiction,
        taxable=taxable,
        tax=tax,
    )
