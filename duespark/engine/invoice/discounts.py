"""Discount rules: which of a seller's promises a document earns, written into it as plain discounts.

A rule never changes a price or a total by itself: it becomes an allowance of a line or of the document, with its key
and its reason, and `engine.invoice.totals.calculate` does the rest. What a person typed stays as it is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from duespark.engine.invoice.discount_rules import DiscountFacts, DiscountRule, Refusal, Tier, check_rule, why_not
from duespark.engine.invoice.document import Adjustment, Document
from duespark.engine.invoice.line import Discount, Line
from duespark.engine.invoice.spread import left, off_of, spread
from duespark.engine.money.currency import currency as find_currency
from duespark.engine.money.rounding import EXACT, round_to

_ZERO = Decimal(0)
_HUNDRED = Decimal(100)
Take = Callable[[DiscountRule, Decimal], Discount | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Discounted:
    """The document with the discounts it earned, the keys of the rules that gave some, and why others did not."""

    document: Document
    given: tuple[str, ...]
    refused: tuple[tuple[str, Refusal], ...]


def apply_discounts(document: Document, rules: Sequence[DiscountRule], facts: DiscountFacts) -> Discounted:
    """The document with the discounts that `rules` give it on these facts; those of an earlier call are taken back.

    On one line, and on the document as a whole, the client gets what is best for them: all stackable rules one after
    another in the order given, or the best single rule that is not stackable (only where no person typed a discount
    there). Applying again changes nothing. Raises `InvalidRule`, `UnknownCurrency`.

    >>> from datetime import date
    >>> ten = DiscountRule(key="ten", kind="volume", reason="10 or more", tiers=(Tier(start=10, percent=Decimal(5)),))
    >>> line = Line(quantity=Decimal(12), unit_price=Decimal(10))
    >>> found = apply_discounts(Document(lines=(line,)), [ten], DiscountFacts(on=date(2026, 1, 1)))
    >>> found.given, found.document.lines[0].allowances[0].percent
    (('ten',), Decimal('5'))
    """
    for rule in rules:
        check_rule(rule)
    decimals = find_currency(document.currency, pointer="/currency").decimals
    clean = _without_rules(document)
    refused: dict[str, Refusal] = {rule.key: reason for rule in rules if (reason := why_not(rule, facts))}
    open_rules = [rule for rule in rules if rule.key not in refused]
    given: set[str] = set()
    with localcontext(EXACT):
        lines = tuple(
            _discounted(line, [rule for rule in open_rules if rule.scope == "line"], decimals, given, refused)
            for line in clean.lines
        )
        discounted = replace(clean, lines=lines)
        whole = [rule for rule in open_rules if rule.scope == "document"]
        allowances = _document_allowances(discounted, whole, decimals, given, refused)
    return Discounted(
        document=replace(discounted, allowances=(*clean.allowances, *allowances)),
        given=tuple(rule.key for rule in rules if rule.key in given),
        refused=tuple((key, reason) for key, reason in refused.items() if key not in given),
    )


def _without_rules(document: Document) -> Document:
    lines = tuple(
        replace(line, allowances=tuple(each for each in line.allowances if not each.rule)) for line in document.lines
    )
    return replace(document, lines=lines, allowances=tuple(each for each in document.allowances if not each.rule))


# --- one line -------------------------------------------------------------------------------------------------------


def _discounted(
    line: Line, rules: Sequence[DiscountRule], decimals: int, given: set[str], refused: dict[str, Refusal]
) -> Line:
    if line.kind not in ("item", "optional"):
        return line
    fitting = [rule for rule in rules if _fits(rule, line, decimals, refused)]
    rest = left(line, decimals)

    def take(rule: DiscountRule, rest: Decimal) -> Discount | None:
        return _line_discount(rule, line, rest, decimals)

    typed = line.discount is not None or bool(line.allowances)
    chosen = _best(fitting, rest, take, decimals, typed=typed, refused=refused)
    given.update(discount.rule for discount in chosen)
    return replace(line, allowances=(*line.allowances, *chosen)) if chosen else line


def _fits(rule: DiscountRule, line: Line, decimals: int, refused: dict[str, Refusal]) -> bool:
    if rule.skus and line.sku not in rule.skus:
        refused.setdefault(rule.key, "other_item")
        return False
    if line.quantity <= 0 or line.quantity < rule.tiers[0].start or left(line, decimals) < rule.minimum:
        refused.setdefault(rule.key, "below_minimum")
        return False
    return True


def _line_discount(rule: DiscountRule, line: Line, rest: Decimal, decimals: int) -> Discount | None:
    """What the rule takes off a line of which `rest` is left; None for nothing."""
    tier = [tier for tier in rule.tiers if tier.start <= line.quantity][-1]
    if tier.percent is not None and not rule.graduated:
        return _worth(rule, Discount(percent=tier.percent), rest, decimals)
    bands = _bands(rule, line.quantity) if rule.graduated else [(tier, line.quantity)]
    off = round_to(sum((_of_band(tier, size, line) for tier, size in bands), _ZERO), decimals)
    return _worth(rule, Discount(amount=min(off, rest)), rest, decimals)


def _worth(rule: DiscountRule, discount: Discount, rest: Decimal, decimals: int) -> Discount | None:
    """The discount under the rule's name, if it takes off anything."""
    return replace(discount, reason=rule.reason, rule=rule.key) if off_of(discount, rest, decimals) > 0 else None


def _bands(rule: DiscountRule, quantity: Decimal) -> list[tuple[Tier, Decimal]]:
    """How much of the quantity lies in each tier."""
    ends = [*(tier.start for tier in rule.tiers[1:]), quantity]
    return [(tier, max(min(end, quantity) - tier.start, _ZERO)) for tier, end in zip(rule.tiers, ends, strict=True)]


def _of_band(tier: Tier, size: Decimal, line: Line) -> Decimal:
    """What is taken off `size` units at this tier, before rounding."""
    price = line.unit_price / line.base_quantity
    if tier.percent is not None:
        return size * price * tier.percent / _HUNDRED
    if tier.unit_price is not None:
        return size * max(price - tier.unit_price, _ZERO)
    return size * (tier.amount or _ZERO)


# --- which of them --------------------------------------------------------------------------------------------------


def _best(
    rules: Sequence[DiscountRule], rest: Decimal, take: Take, decimals: int, *, typed: bool, refused: dict[str, Refusal]
) -> list[Discount]:
    """All stackable rules together, or the one other that takes off more than they do."""
    together, after = list[Discount](), rest
    for rule in (rule for rule in rules if rule.stackable):
        discount = take(rule, after)
        if discount is None:
            refused.setdefault(rule.key, "no_benefit")
            continue
        after -= off_of(discount, after, decimals)
        together.append(discount)
    best, best_off = together, rest - after
    for rule in (rule for rule in rules if not rule.stackable):
        discount = None if typed else take(rule, rest)
        off = off_of(discount, rest, decimals) if discount else _ZERO
        if discount and off > best_off:
            best, best_off = [discount], off
    chosen = {discount.rule for discount in best}
    for rule in rules:
        if rule.key not in chosen:
            refused.setdefault(rule.key, "not_stackable")
    return best


# --- the whole document ---------------------------------------------------------------------------------------------


def _document_allowances(
    document: Document, rules: Sequence[DiscountRule], decimals: int, given: set[str], refused: dict[str, Refusal]
) -> list[Adjustment]:
    of_lines = sum((left(line, decimals) for line in document.lines if line.kind == "item"), _ZERO)
    reached = [rule for rule in rules if of_lines > 0 and of_lines >= max(rule.minimum, rule.tiers[0].start)]
    for rule in rules:
        if rule not in reached:
            refused.setdefault(rule.key, "below_minimum")

    def take(rule: DiscountRule, rest: Decimal) -> Discount | None:
        return _whole_discount(rule, of_lines, rest, decimals)

    chosen = _best(reached, of_lines, take, decimals, typed=bool(document.allowances), refused=refused)
    given.update(discount.rule for discount in chosen)
    allowances, rest = list[Adjustment](), of_lines
    for discount in chosen:
        off = off_of(discount, rest, decimals)
        rest -= off
        allowances += spread(Adjustment(amount=off, reason=discount.reason, rule=discount.rule), document)
    return allowances


def _whole_discount(rule: DiscountRule, of_lines: Decimal, rest: Decimal, decimals: int) -> Discount | None:
    tier = [tier for tier in rule.tiers if tier.start <= of_lines][-1]
    if tier.percent is not None:
        return _worth(rule, Discount(percent=tier.percent), rest, decimals)
    return _worth(rule, Discount(amount=min(round_to(tier.amount or _ZERO, decimals), rest)), rest, decimals)
