"""Add and change discount rules. Drafts follow them when they are saved next; issued documents keep what they say."""

from typing import Any
from uuid import UUID

import asyncpg
import sqlalchemy as sa

from duespark.accounts.audit import audit
from duespark.clients.queries import hold_client
from duespark.clients.segments import asks_for_debts, get_segment
from duespark.discounts.details import DiscountRuleIn, InvalidDiscountRule, check_details
from duespark.discounts.events import DiscountRuleAdded, DiscountRuleChanged
from duespark.discounts.models import discount_rule_clients, discount_rule_segments, discount_rules
from duespark.discounts.queries import RuleRow, count_in_use, get_rule, lock_rule
from duespark.discounts.schemas import rule_of
from duespark.engine.errors import Conflict
from duespark.runtime.db import Q, insert
from duespark.runtime.events import record
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx
from duespark.runtime.web import to_json

MOST_IN_USE = 200
"""Every draft looks at all rules in use."""

_INSERT = insert(discount_rules, skip=("archived_at", "version"))
_CHANGED = (
    "name", "kind", "reason", "scope", "tiers", "graduated", "currency", "since", "until", "code", "skus", "tags", "minimum",
    "stackable", "most_uses", "most_uses_per_client", "updated_at",
)  # fmt: skip
_UPDATE = Q(
    discount_rules.update()
    .where(discount_rules.c.org_id == sa.bindparam("org"), discount_rules.c.id == sa.bindparam("row"))
    .values({name: sa.bindparam(name) for name in _CHANGED} | {"version": discount_rules.c.version + 1})
)
_ADD_CLIENT = insert(discount_rule_clients)
_FORGET_CLIENTS = Q(
    "DELETE FROM discount_rule_clients WHERE org_id = CAST(:org AS uuid) AND rule_id = CAST(:id AS uuid)"
)

_ADD_SEGMENT = insert(discount_rule_segments)
_FORGET_SEGMENTS = Q(
    "DELETE FROM discount_rule_segments WHERE org_id = CAST(:org AS uuid) AND rule_id = CAST(:id AS uuid)"
)


class DiscountNameTaken(Conflict):
    code = "discount_rule.name_taken"
    sentence = "There is a discount rule named {name} already. Choose another name."


async def add_rule(tx: Tx, wanted: DiscountRuleIn) -> RuleRow:
    """A new rule. Raises `InvalidRule`, `InvalidDiscountRule`, `DiscountNameTaken`, `ClientNotFound`, `ClientGone`,
    `SegmentNotFound`."""
    rule, id = check_details(wanted), new_id()
    await require_room(tx, but=id)
    try:
        await _INSERT.run(tx.conn, org_id=tx.org_id, id=id, created_at=tx.now, **_columns(tx, rule))
    except asyncpg.UniqueViolationError as error:
        raise DiscountNameTaken(pointer="/name", name=rule.name) from error
    await _add_clients(tx, id, rule)
    await _add_segments(tx, id, rule)
    made = await get_rule(tx, id)
    await record(tx, DiscountRuleAdded(id, rule.kind))
    await audit(tx, "discount_rule.add", subject="discount_rule", id=id, after=rule_of(made))
    return made


async def change_rule(tx: Tx, id: UUID, wanted: DiscountRuleIn, *, version: int) -> RuleRow:
    """The changed rule. Raises `DiscountRuleNotFound`, `ChangedElsewhere` and what `add_rule` raises."""
    before, rule = await lock_rule(tx, id, version=version), check_details(wanted)
    try:
        await _UPDATE.run(tx.conn, org=tx.org_id, row=id, **_columns(tx, rule))
    except asyncpg.UniqueViolationError as error:
        raise DiscountNameTaken(pointer="/name", name=rule.name) from error
    for forget in (_FORGET_CLIENTS, _FORGET_SEGMENTS):
        await forget.run(tx.conn, org=tx.org_id, id=id)
    await _add_clients(tx, id, rule)
    await _add_segments(tx, id, rule)
    after = await get_rule(tx, id)
    await record(tx, DiscountRuleChanged(id))
    await audit(
        tx, "discount_rule.change", subject="discount_rule", id=id, before=rule_of(before), after=rule_of(after)
    )
    return after


async def require_room(tx: Tx, *, but: UUID) -> None:
    """Raises `InvalidDiscountRule` when there are as many rules as drafts can look at."""
    if await count_in_use(tx, but=but) >= MOST_IN_USE:
        raise InvalidDiscountRule(problem=f"there is room for {MOST_IN_USE} rules in use; archive one first")


async def _add_segments(tx: Tx, id: UUID, rule: DiscountRuleIn) -> None:
    for at, segment_id in enumerate(rule.segment_ids):
        segment = await get_segment(tx, segment_id)
        if asks_for_debts(segment.rules):
            problem = f"the segment {segment.name} looks at what clients owe; choose one that says who they are"
            raise InvalidDiscountRule(pointer=f"/segment_ids/{at}", problem=problem)
    rows = [{"org_id": tx.org_id, "rule_id": id, "segment_id": segment_id} for segment_id in rule.segment_ids]
    if rows:
        await _ADD_SEGMENT.many(tx.conn, rows)


async def _add_clients(tx: Tx, id: UUID, rule: DiscountRuleIn) -> None:
    for client_id in rule.client_ids:
        await hold_client(tx, client_id)
    rows = [{"org_id": tx.org_id, "rule_id": id, "client_id": client_id} for client_id in rule.client_ids]
    if rows:
        await _ADD_CLIENT.many(tx.conn, rows)


def _columns(tx: Tx, rule: DiscountRuleIn) -> dict[str, Any]:
    columns: dict[str, Any] = {name: getattr(rule, name) for name in _CHANGED if name != "updated_at"}
    columns["tiers"] = to_json(rule.tiers).decode()
    columns |= {"skus": list(rule.skus), "tags": list(rule.tags), "updated_at": tx.now}
    return columns
