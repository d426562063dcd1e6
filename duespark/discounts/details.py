"""What somebody says of a discount rule, and what it must keep."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from annotated_types import Len
from pydantic import Field as Limits
from pydantic import StringConstraints

from duespark.accounts.fields import CurrencyCode, Line
from duespark.engine.errors import Invalid
from duespark.engine.invoice.discount_rules import DiscountRule, Tier, check_rule
from duespark.engine.money.rounding import round_money
from duespark.engine.money.text import Amount, Percent, Quantity
from duespark.runtime import decimal_text  # noqa: F401  amounts are read as text
from duespark.runtime.day import Day
from duespark.runtime.web import Closed

RuleKind = Literal["volume", "promo", "loyalty", "contract", "client"]
Code = Annotated[
    str, StringConstraints(max_length=40, strip_whitespace=True, to_upper=True, pattern=r"^[^\x00-\x1f]*$")
]
MostUses = Annotated[int | None, Limits(ge=1, le=1_000_000, strict=True)]
_ZERO = Decimal(0)


class InvalidDiscountRule(Invalid):
    code = "discount_rule.invalid"
    sentence = "The discount rule cannot be used: {problem}."


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscountTier(Closed):
    """From `start` on (a quantity; for the whole document an amount) exactly one of these: percent off, an amount off each
    unit or the whole document, or a unit price instead."""

    start: Quantity = _ZERO
    percent: Percent | None = None
    amount: Amount | None = None
    unit_price: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscountRuleIn(Closed):
    """What is taken off, for whom, for what, and from which day to which. Without `client_ids`, `tags` and `segment_ids` it is for
    all clients, without `skus` for all items. `graduated`: each tier holds for its own part of the quantity. `code` must be given
    with the draft. What is not `stackable` stands alone. Amounts need a `currency`, and hold for documents in it. `most_uses` is on how
    many issued documents it may stand at most, of all clients or of each; a void gives a use back,
    and so does a quote that is declined or expires."""

    name: Line
    kind: RuleKind
    reason: Line
    tiers: Annotated[tuple[DiscountTier, ...], Len(1, 20)]
    scope: Literal["line", "document"] = "line"
    graduated: bool = False
    currency: CurrencyCode | None = None
    since: Day | None = None
    until: Day | None = None
    code: Code = ""
    skus: Annotated[tuple[Line, ...], Len(0, 200)] = ()
    client_ids: Annotated[tuple[UUID, ...], Len(0, 200)] = ()
    tags: Annotated[tuple[Line, ...], Len(0, 20)] = ()
    minimum: Amount = _ZERO
    stackable: bool = True
    segment_ids: Annotated[tuple[UUID, ...], Len(0, 20)] = ()
    most_uses: MostUses = None
    most_uses_per_client: MostUses = None


def check_details(wanted: DiscountRuleIn) -> DiscountRuleIn:
    """The rule, with each item, client and tag once. Raises `InvalidRule`, `InvalidDiscountRule`."""
    check_rule(engine_rule("new", wanted))
    for pointer, amount in _amounts(wanted):
        if amount and wanted.currency is None:
            raise InvalidDiscountRule(pointer="/currency", problem="it names an amount, so it needs a currency")
        if wanted.currency and pointer == "/minimum" and round_money(amount, wanted.currency) != amount:
            raise InvalidDiscountRule(pointer=pointer, problem=f"{amount} has too many decimals for {wanted.currency}")
    if wanted.minimum < 0:
        raise InvalidDiscountRule(pointer="/minimum", problem="the minimum is zero or more")
    return replace(
        wanted,
        skus=tuple(dict.fromkeys(wanted.skus)),
        client_ids=tuple(sorted(set(wanted.client_ids))),
        tags=tuple(sorted(set(wanted.tags))),
        segment_ids=tuple(sorted(set(wanted.segment_ids))),
    )


def _amounts(wanted: DiscountRuleIn) -> list[tuple[str, Decimal]]:
    """Everything in the rule that is money, with where it stands."""
    found = [("/minimum", wanted.minimum)]
    for at, tier in enumerate(wanted.tiers):
        if wanted.scope == "document":
            found.append((f"/tiers/{at}/start", tier.start))
        found += [(f"/tiers/{at}", each) for each in (tier.amount, tier.unit_price) if each is not None]
    return found


def segment_keys(ids: Iterable[UUID]) -> frozenset[str]:
    """Segments as the engine knows them, apart from tags."""
    return frozenset(f"segment:{id}" for id in ids)


def engine_rule(key: str, rule: DiscountRuleIn) -> DiscountRule:
    """The rule as the engine follows it: tags and segments are its segments."""
    return DiscountRule(
        key=key,
        kind=rule.kind,
        reason=rule.reason,
        tiers=tuple(
            Tier(start=tier.start, percent=tier.percent, amount=tier.amount, unit_price=tier.unit_price)
            for tier in rule.tiers
        ),
        scope=rule.scope,
        graduated=rule.graduated,
        since=rule.since,
        until=rule.until,
        code=rule.code,
        skus=frozenset(rule.skus),
        clients=frozenset(str(id) for id in rule.client_ids),
        segments=frozenset(rule.tags) | segment_keys(rule.segment_ids),
        minimum=rule.minimum,
        stackable=rule.stackable,
    )
