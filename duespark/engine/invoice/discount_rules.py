"""Discount rules: what a seller promises to whom, from when to when, and on which facts it is decided."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from duespark.engine.errors import Invalid
from duespark.engine.money.text import Amount, Percent, Quantity

Refusal = Literal[
    "not_yet", "expired", "no_code", "other_client", "other_item", "below_minimum", "no_benefit", "not_stackable"
]
"""Why a rule gives nothing: before its first day; after its last; its code was not given; not for this client; not for
any line; the minimum is not reached; it would take nothing off; another discount excludes it."""

_ZERO = Decimal(0)
_HUNDRED = Decimal(100)


class InvalidRule(Invalid):
    code = "discount.invalid_rule"
    sentence = "The discount rule {key!r} cannot be used: {problem}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """From the quantity (or amount) `start` on, which counts: one of `percent` off, `amount` off each unit, or a `unit_price`."""

    start: Quantity
    percent: Percent | None = None
    amount: Amount | None = None
    unit_price: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscountRule:
    """A promise: whom and what it is for, when it holds, and its tiers (one tier above 0 where it is the same for all).

    `kind` says why it is given ("volume", "promo", "loyalty", "contract", "client"). With `graduated` each tier holds
    for the part of the quantity that lies in it, else the tier reached holds for all. `scope` "document" takes a
    percentage or amount off the lines' sum before tax. Empty `skus`, `clients` and `segments` mean all; `code` must
    be given by the client where there is one. A rule that is not `stackable` stands alone on its line or document.
    """

    key: str
    kind: Literal["volume", "promo", "loyalty", "contract", "client"]
    reason: str
    tiers: tuple[Tier, ...]
    scope: Literal["line", "document"] = "line"
    graduated: bool = False
    since: date | None = None
    until: date | None = None
    code: str = ""
    skus: frozenset[str] = frozenset()
    clients: frozenset[str] = frozenset()
    segments: frozenset[str] = frozenset()
    minimum: Amount = _ZERO
    stackable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscountFacts:
    """What a rule asks about: the day, the buyer and the segments they are in, and the codes they gave."""

    on: date
    client: str = ""
    segments: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()


def check_rule(rule: DiscountRule) -> DiscountRule:
    """The rule itself, once it can be followed. Raises `InvalidRule`.

    >>> check_rule(DiscountRule(key="spring", kind="promo", reason="", tiers=()))
    Traceback (most recent call last):
    duespark.engine.invoice.discount_rules.InvalidRule: The discount rule 'spring' cannot be used: \
it needs a key and a reason, which is printed and kept for audits.
    """
    problem = _problem(rule)
    if problem:
        raise InvalidRule(key=rule.key, problem=problem)
    return rule


def _problem(rule: DiscountRule) -> str:
    if not rule.key or not rule.reason.strip():
        return "it needs a key and a reason, which is printed and kept for audits"
    if not rule.tiers or [tier.start for tier in rule.tiers] != sorted({tier.start for tier in rule.tiers}):
        return "it needs tiers, each above the one before"
    if any(tier.start < 0 or not _is_whole(tier) for tier in rule.tiers):
        return "each tier begins at 0 or above and has exactly one of percent (0 to 100), amount and unit price"
    if rule.scope == "document" and (rule.graduated or any(tier.unit_price is not None for tier in rule.tiers)):
        return "a discount on the whole document is a percentage or an amount"
    if rule.since and rule.until and rule.until < rule.since:
        return "its last day is before its first"
    return ""


def _is_whole(tier: Tier) -> bool:
    values = [value for value in (tier.percent, tier.amount, tier.unit_price) if value is not None]
    return len(values) == 1 and values[0] >= 0 and (tier.percent is None or tier.percent <= _HUNDRED)


def why_not(rule: DiscountRule, facts: DiscountFacts) -> Refusal | None:
    """Why the rule gives nothing whatever the lines are; None where the lines decide.

    >>> spring = DiscountRule(key="spring", kind="promo", reason="Spring", tiers=(), until=date(2026, 5, 31))
    >>> why_not(spring, DiscountFacts(on=date(2026, 6, 1)))
    'expired'
    """
    if rule.since and facts.on < rule.since:
        return "not_yet"
    if rule.until and facts.on > rule.until:
        return "expired"
    if rule.code and rule.code not in facts.codes:
        return "no_code"
    named = rule.clients or rule.segments
    if named and facts.client not in rule.clients and not facts.segments & rule.segments:
        return "other_client"
    return None
