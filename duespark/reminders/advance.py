"""Moves an organization's test clock forward and lets everything that falls due on the way happen in order."""

import asyncio
from datetime import datetime, timedelta

from duespark.accounts.audit import audit
from duespark.accounts.clock import set_clock
from duespark.engine.errors import Conflict, Invalid
from duespark.reminders.queries import count_queued
from duespark.reminders.schemas import Advanced, AdvanceIn
from duespark.reminders.sweep import sweep
from duespark.runtime.db import Pool, Q
from duespark.runtime.settings import settings
from duespark.runtime.tx import Tx, begin

MOST_DAYS = 400
_PATIENCE = 200
_WAIT_SECONDS = 0.05

_ALONE = Q("SELECT pg_try_advisory_xact_lock(hashtextextended('test clock of ' || CAST(:org AS text), 0))")
_IS_DEMO = Q("SELECT is_demo FROM organizations WHERE id = CAST(:org AS uuid)")
_NEXT_DUE = Q(
    "SELECT min(next_at) FROM reminder_plans WHERE org_id = CAST(:org AS uuid) AND next_at <= CAST(:to AS timestamptz)"
)


class NeedsOneTime(Invalid):
    code = "test_clock.one_time"
    sentence = "Say either to when (to) or by how many days (days) the clock should move."


class OnlyForward(Invalid):
    code = "test_clock.only_forward"
    sentence = "The clock shows {now}; it only moves forward, by at most {days} days at a time, not to {to}."


class WouldSendForReal(Conflict):
    code = "test_clock.real_mail"
    sentence = "Mail leaves this installation by SMTP, so moving time would send real reminders to real people."


class AlreadyMoving(Conflict):
    code = "test_clock.moving"
    sentence = "The test clock is being moved already. Wait until that is done."


async def advance(tx: Tx, pool: Pool, wish: AdvanceIn) -> Advanced:
    """Move the clock to each moment at which something is due, do it, and go on until the target.

    Each step is a transaction of its own, so a crash on the way leaves the clock where the last step left it. The
    caller's transaction only keeps others from doing the same, and notes it in the audit trail.
    Raises `NeedsOneTime`, `OnlyForward`, `WouldSendForReal`, `AlreadyMoving`.
    """
    await _refuse_real_mail(tx)
    to, org = _target(tx.now, wish), tx.org_id
    if not await _ALONE.value(tx.conn, org=str(org)):
        raise AlreadyMoving
    await _move(tx, pool, to)
    async with begin(pool, org=org) as after:
        sent = await count_queued(after, since=tx.now, until=to)
    before = {"clock_at": tx.now}
    await audit(tx, "test_clock.advance", subject="organization", id=org, before=before, after={"clock_at": to})
    return Advanced(clock_at=to, sent=sent)


async def _refuse_real_mail(tx: Tx) -> None:
    if not settings().uses_mailbox and not await _IS_DEMO.value(tx.conn, org=tx.org_id):
        raise WouldSendForReal


def _target(now: datetime, wish: AdvanceIn) -> datetime:
    if (wish.to is None) == (wish.days is None):
        raise NeedsOneTime(pointer="/to")
    to = wish.to or now + timedelta(days=wish.days or 0)
    if to.tzinfo is None or not now < to <= now + timedelta(days=MOST_DAYS):
        raise OnlyForward(now=now.isoformat(), to=to.isoformat(), days=MOST_DAYS, pointer="/to")
    return to


async def _move(tx: Tx, pool: Pool, to: datetime) -> None:
    clock, waited, last = tx.now, 0, None
    while (due := await _next_due(tx, pool, to)) is not None and waited <= _PATIENCE:
        clock = max(clock, due)
        await _set(tx, pool, clock)
        await sweep(pool, org=tx.org_id)
        waited, last = (waited + 1 if due == last else 0), due
        if waited:  # a worker's own sweep has this plan at the moment, or it cannot be handled at all
            await asyncio.sleep(_WAIT_SECONDS)
    await _set(tx, pool, to)


async def _set(tx: Tx, pool: Pool, to: datetime) -> None:
    async with begin(pool, org=tx.org_id, actor=tx.actor, origin=tx.origin) as step:
        await set_clock(step, to)


async def _next_due(tx: Tx, pool: Pool, to: datetime) -> datetime | None:
    """The next moment, up to the target, at which something is due."""
    async with begin(pool, org=tx.org_id) as step:
        due: datetime | None = await _NEXT_DUE.value(step.conn, org=tx.org_id, to=to)
    return due
