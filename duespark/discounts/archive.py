"""Put a discount rule away, so that no draft earns it any more, and take it out again."""

from datetime import datetime
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.discounts.events import DiscountRuleArchived, DiscountRuleChanged
from duespark.discounts.queries import RuleRow, get_rule, lock_rule
from duespark.discounts.rules import require_room
from duespark.discounts.schemas import rule_of
from duespark.runtime.db import Q
from duespark.runtime.events import record
from duespark.runtime.tx import Tx

_UPDATE = Q(
    "UPDATE discount_rules SET archived_at = CAST(:archived_at AS timestamptz), updated_at = CAST(:now AS timestamptz),"
    " version = version + 1 WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)


async def archive_rule(tx: Tx, id: UUID) -> RuleRow:
    """The rule, archived; one that is archived already stays as it is. Raises `DiscountRuleNotFound`."""
    before = await lock_rule(tx, id)
    if before.archived_at is None:
        await record(tx, DiscountRuleArchived(id))
    return await _set(tx, before, "discount_rule.archive", before.archived_at or tx.now)


async def restore_rule(tx: Tx, id: UUID) -> RuleRow:
    """The rule, in use again. Raises `DiscountRuleNotFound`, `InvalidDiscountRule`."""
    before = await lock_rule(tx, id)
    await require_room(tx, but=id)
    if before.archived_at is not None:
        await record(tx, DiscountRuleChanged(id))
    return await _set(tx, before, "discount_rule.restore", None)


async def _set(tx: Tx, before: RuleRow, action: str, archived_at: datetime | None) -> RuleRow:
    if archived_at != before.archived_at:
        await _UPDATE.run(tx.conn, org=tx.org_id, id=before.id, archived_at=archived_at, now=tx.now)
    after = await get_rule(tx, before.id)
    await audit(tx, action, subject="discount_rule", id=before.id, before=rule_of(before), after=rule_of(after))
    return after
