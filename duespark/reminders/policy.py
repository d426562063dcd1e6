"""Reminder policies: the organization's default, made on first use, and how one is edited."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import time
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from duespark.accounts.audit import audit
from duespark.accounts.events import OrganizationCreated
from duespark.delivery.words import check_template
from duespark.engine.dunning.policy import STANDARD, Policy, Step, check_policy
from duespark.engine.errors import NotFound
from duespark.reminders.schemas import PolicyIn, PolicyStep, ReminderPolicy
from duespark.reminders.wording import STANDARD_STEPS
from duespark.runtime.db import Q
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx
from duespark.runtime.web import ChangedElsewhere

_COLUMNS = "id, name, steps, weekly_cap, quiet_weekends, is_default, version"
_DEFAULT = Q(f"SELECT {_COLUMNS} FROM reminder_policies WHERE org_id = CAST(:org AS uuid) AND is_default")
_ALL = Q(
    f"SELECT {_COLUMNS} FROM reminder_policies WHERE org_id = CAST(:org AS uuid) ORDER BY is_default DESC, name, id"
)
_GET = Q(f"SELECT {_COLUMNS} FROM reminder_policies WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)")
_CREATE = Q(
    "INSERT INTO reminder_policies"
    " (org_id, id, name, steps, weekly_cap, quiet_weekends, is_default, created_at, updated_at)"
    " VALUES (CAST(:org AS uuid), CAST(:id AS uuid), 'Standard', CAST(:steps AS jsonb), CAST(:cap AS int), true, true,"
    " CAST(:now AS timestamptz), CAST(:now AS timestamptz)) ON CONFLICT (org_id) WHERE is_default DO NOTHING"
)
_UPDATE = Q(
    "UPDATE reminder_policies SET name = :name, steps = CAST(:steps AS jsonb), weekly_cap = CAST(:cap AS int),"
    " quiet_weekends = CAST(:quiet AS bool), version = version + 1, updated_at = CAST(:now AS timestamptz)"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid) AND version = CAST(:version AS int) RETURNING id"
)
_LOOK_AGAIN = Q(
    "UPDATE reminder_plans SET next_at = CAST(:now AS timestamptz), next_step = NULL, done_at = NULL,"
    " done_reason = NULL"
    " WHERE org_id = CAST(:org AS uuid) AND policy_id = CAST(:id AS uuid) AND paused_at IS NULL"
    " AND (done_at IS NULL OR done_reason = 'finished')"
)


class PolicyNotFound(NotFound):
    code = "reminder_policy.not_found"
    sentence = "There is no reminder policy {id}."


def _read(row: asyncpg.Record) -> ReminderPolicy:
    return ReminderPolicy(**{**row, "steps": [PolicyStep(**step) for step in orjson.loads(row["steps"])]})


def _steps_json(steps: Sequence[PolicyStep]) -> str:
    return orjson.dumps([asdict(step) for step in steps]).decode()


async def default_policy(tx: Tx) -> ReminderPolicy:
    """The organization's default policy, made now where there is none."""
    row = await _DEFAULT.one(tx.conn, org=tx.org_id)
    if row is None:
        steps = _steps_json(STANDARD_STEPS)
        await _CREATE.run(tx.conn, org=tx.org_id, id=new_id(), steps=steps, cap=STANDARD.weekly_cap, now=tx.now)
        row = await _DEFAULT.one(tx.conn, org=tx.org_id)
    assert row is not None
    return _read(row)


async def create_default_policy(tx: Tx, event: OrganizationCreated) -> None:
    """Reaction to `OrganizationCreated`."""
    await default_policy(tx)


async def get_policy(tx: Tx, id: UUID) -> ReminderPolicy:
    """Raises `PolicyNotFound`."""
    row = await _GET.one(tx.conn, org=tx.org_id, id=id)
    if row is None:
        raise PolicyNotFound(id=id)
    return _read(row)


async def find_policies(tx: Tx) -> list[ReminderPolicy]:
    """The default first. An organization always has one."""
    await default_policy(tx)
    return [_read(row) for row in await _ALL.all(tx.conn, org=tx.org_id)]


def engine_policy(policy: PolicyIn | ReminderPolicy, *, zone: str) -> Policy:
    """The policy as the engine follows it; `zone` holds for clients without a zone of their own."""
    return Policy(
        steps=tuple(
            Step(key=step.key, offset_days=step.offset_days, at=time.fromisoformat(step.at), tone=step.tone)
            for step in policy.steps
        ),
        weekly_cap=policy.weekly_cap,
        zone=zone,
        weekdays=STANDARD.weekdays if policy.quiet_weekends else frozenset(range(7)),
    )


async def update_policy(tx: Tx, *, id: UUID, version: int, wish: PolicyIn) -> ReminderPolicy:
    """Save the policy; every open invoice that follows it is looked at anew, and nothing is sent twice for it.

    Raises `PolicyNotFound`, `ChangedElsewhere`, `InvalidPolicy`, `BadTemplate`.
    """
    for place, step in enumerate(wish.steps):
        check_template(step.subject, pointer=f"/steps/{place}/subject")
        check_template(step.body, pointer=f"/steps/{place}/body")
    check_policy(engine_policy(wish, zone=tx.zone))
    steps = sorted(wish.steps, key=lambda step: step.offset_days)
    before = await get_policy(tx, id)
    values: dict[str, Any] = {"name": wish.name, "cap": wish.weekly_cap, "quiet": wish.quiet_weekends}
    values |= {"steps": _steps_json(steps), "version": version, "now": tx.now}
    if await _UPDATE.value(tx.conn, org=tx.org_id, id=id, **values) is None:
        raise ChangedElsewhere((await get_policy(tx, id)).version)
    await _LOOK_AGAIN.run(tx.conn, org=tx.org_id, id=id, now=tx.now)
    after = replace(before, name=wish.name, steps=steps, weekly_cap=wish.weekly_cap, quiet_weekends=wish.quiet_weekends)
    await audit(tx, "reminder_policy.update", subject="reminder_policy", id=id, before=before, after=after)
    return replace(after, version=version + 1)
