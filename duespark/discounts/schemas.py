"""What crosses HTTP about discount rules."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from duespark.discounts.details import DiscountRuleIn, DiscountTier
from duespark.discounts.queries import RuleRow


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscountRuleOut(DiscountRuleIn):
    """A discount rule. `client_names` and `segment_names` are in the order of their ids; `used` is on how many issued documents
    it stands."""

    id: UUID
    client_names: tuple[str, ...]
    segment_names: tuple[str, ...]
    used: int
    archived: bool
    version: int
    created_at: datetime


def rule_of(row: RuleRow) -> DiscountRuleOut:
    """The rule as it is shown."""
    said = {field.name: getattr(row.rule, field.name) for field in fields(row.rule)}
    return DiscountRuleOut(
        **said,
        id=row.id,
        client_names=row.client_names,
        segment_names=row.segment_names,
        used=row.used,
        archived=row.archived_at is not None,
        version=row.version,
        created_at=row.created_at,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscountRuleLine:
    """The columns of the rules as CSV, in their order. Tiers read "from 10: 5 %; from 50: 10 %"."""

    name: str
    kind: str
    reason: str
    scope: str
    tiers: str
    graduated: str
    currency: str
    since: date | None
    until: date | None
    code: str
    items: str
    clients: str
    tags: str
    segments: str
    minimum: Decimal
    stackable: str
    most_uses: int | None
    most_uses_per_client: int | None
    used: int
    archived: str
    id: UUID


COLUMNS = tuple(DiscountRuleLine.__dataclass_fields__)


def line_of(row: RuleRow) -> DiscountRuleLine:
    """The rule as a row of a spreadsheet."""
    rule = row.rule
    same = {
        name: getattr(rule, name) for name in ("name", "kind", "reason", "scope", "since", "until", "code", "minimum")
    }
    return DiscountRuleLine(
        **same,
        tiers="; ".join(_tier(tier, rule.currency or "") for tier in rule.tiers),
        graduated=_yes(rule.graduated),
        currency=rule.currency or "",
        items="; ".join(rule.skus),
        clients="; ".join(row.client_names),
        tags="; ".join(rule.tags),
        segments="; ".join(row.segment_names),
        most_uses=rule.most_uses,
        most_uses_per_client=rule.most_uses_per_client,
        used=row.used,
        stackable=_yes(rule.stackable),
        archived=_yes(row.archived_at is not None),
        id=row.id,
    )


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _tier(tier: DiscountTier, currency: str) -> str:
    if tier.percent is not None:
        return f"from {tier.start:f}: {tier.percent:f} %"
    if tier.unit_price is not None:
        return f"from {tier.start:f}: {tier.unit_price:f} {currency} each"
    return f"from {tier.start:f}: {tier.amount or Decimal(0):f} {currency} off"
