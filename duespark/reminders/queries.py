"""Reads of plans and of what became of each step."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from duespark.engine.errors import NotFound
from duespark.invoices.queries import get_invoice
from duespark.reminders.schemas import PauseReason, PlannedStep, StepState, UpcomingReminder
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, decode_instant, encode_cursor


class NoPlan(NotFound):
    code = "reminders.no_plan"
    sentence = "Invoice {id} has no reminders: it was never issued."


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """The plan of one invoice, with the facts of the invoice that decide about it."""

    invoice_id: UUID
    policy_id: UUID
    next_at: datetime | None = None
    next_step: str | None = None
    paused_at: datetime | None = None
    pause_reason: PauseReason | None = None
    pause_note: str = ""
    paused_until: date | None = None
    done_at: datetime | None = None
    client_id: UUID
    status: str
    issued_at: datetime | None
    due_date: date
    balance: Decimal
    time_zone: str
    client_paused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderRow:
    """A step that was queued, sent, skipped or failed."""

    step: str
    state: StepState
    due_at: datetime
    at: datetime
    reason: str


_PLAN = (
    "SELECT p.invoice_id, p.policy_id, p.next_at, p.next_step, p.paused_at, p.pause_reason, p.pause_note,"
    " p.paused_until, p.done_at, i.client_id, i.status, i.issued_at, i.due_date, i.balance, c.time_zone,"
    " c.reminders_paused AS client_paused"
    " FROM reminder_plans AS p JOIN invoices AS i ON i.org_id = p.org_id AND i.id = p.invoice_id"
    " JOIN clients AS c ON c.org_id = i.org_id AND c.id = i.client_id"
    " WHERE p.org_id = CAST(:org AS uuid) "
)
_THIS = _PLAN + "AND p.invoice_id = CAST(:invoice AS uuid)"
_GET = Q(_THIS)
_LOCK = Q(_THIS + " FOR NO KEY UPDATE OF p")
_OPEN_OF_CLIENT = Q(_PLAN + "AND i.client_id = CAST(:client AS uuid) AND p.done_at IS NULL ORDER BY p.invoice_id")
_CLAIM = Q(_THIS + " AND p.next_at <= CAST(:now AS timestamptz) FOR NO KEY UPDATE OF i, p SKIP LOCKED")
_OF_INVOICE = Q(
    "SELECT step, state, due_at, at, reason FROM reminders WHERE org_id = CAST(:org AS uuid)"
    " AND invoice_id = CAST(:invoice AS uuid) ORDER BY due_at, at"
)
_OF_INVOICES = Q(
    "SELECT invoice_id, step, state, due_at, at, reason FROM reminders WHERE org_id = CAST(:org AS uuid)"
    " AND invoice_id = ANY(CAST(:invoices AS uuid[])) ORDER BY due_at, at"
)
_TO_CLIENT = Q(
    "SELECT at FROM reminders WHERE org_id = CAST(:org AS uuid) AND client_id = CAST(:client AS uuid)"
    " AND state IN ('planned', 'sent') AND at > CAST(:since AS timestamptz) ORDER BY at"
)
_UPCOMING = Q(
    "SELECT p.invoice_id, i.number, i.client_name, p.next_step AS step, p.next_at AS at, i.balance, i.currency"
    " FROM reminder_plans AS p JOIN invoices AS i ON i.org_id = p.org_id AND i.id = p.invoice_id"
    " WHERE p.org_id = CAST(:org AS uuid) AND p.next_at IS NOT NULL AND p.next_step IS NOT NULL AND p.paused_at IS NULL"
    " AND (CAST(:companies AS uuid[]) IS NULL OR i.company_id = ANY(CAST(:companies AS uuid[])))"
    " AND (CAST(:after AS uuid) IS NULL OR (p.next_at, p.invoice_id)"
    "   > (CAST(:after_at AS timestamptz), CAST(:after AS uuid)))"
    " ORDER BY p.next_at, p.invoice_id LIMIT CAST(:limit AS int)"
)
_QUEUED_BETWEEN = Q(
    "SELECT count(*) FROM reminders WHERE org_id = CAST(:org AS uuid) AND delivery_id IS NOT NULL"
    " AND at >= CAST(:since AS timestamptz) AND at <= CAST(:until AS timestamptz)"
)


async def get_plan(tx: Tx, invoice_id: UUID) -> PlanRow:
    """Raises `InvoiceNotFound` for one the actor may not see, `NoPlan` for a draft."""
    await get_invoice(tx, invoice_id)
    return await plan_of(tx, invoice_id)


async def plan_of(tx: Tx, invoice_id: UUID) -> PlanRow:
    """The plan for a reaction, whoever caused it. Raises `NoPlan`."""
    row = await _GET.one(tx.conn, org=tx.org_id, invoice=invoice_id)
    if row is None:
        raise NoPlan(id=invoice_id)
    return PlanRow(**row)


async def lock_plan(tx: Tx, invoice_id: UUID) -> PlanRow:
    """The plan, locked until the transaction ends. Lock the invoice first. Raises `NoPlan`."""
    row = await _LOCK.one(tx.conn, org=tx.org_id, invoice=invoice_id)
    if row is None:
        raise NoPlan(id=invoice_id)
    return PlanRow(**row)


async def find_open_plans(tx: Tx, client_id: UUID) -> list[PlanRow]:
    """The plans of a client that have not ended, of whichever company."""
    return [PlanRow(**row) for row in await _OPEN_OF_CLIENT.all(tx.conn, org=tx.org_id, client=client_id)]


async def claim_plan(tx: Tx, invoice_id: UUID) -> PlanRow | None:
    """The plan and its invoice, locked, if it is due now and nobody else has either of them."""
    row = await _CLAIM.one(tx.conn, org=tx.org_id, invoice=invoice_id, now=tx.now)
    return None if row is None else PlanRow(**row)


async def find_reminders(tx: Tx, invoice_id: UUID) -> list[ReminderRow]:
    """In the order of the policy's days."""
    return [ReminderRow(**row) for row in await _OF_INVOICE.all(tx.conn, org=tx.org_id, invoice=invoice_id)]


async def find_reminders_of(tx: Tx, invoice_ids: list[UUID]) -> dict[UUID, list[ReminderRow]]:
    """The same of several invoices."""
    found: dict[UUID, list[ReminderRow]] = {id: [] for id in invoice_ids}
    for row in await _OF_INVOICES.all(tx.conn, org=tx.org_id, invoices=invoice_ids):
        values = dict(row)
        found[values.pop("invoice_id")].append(ReminderRow(**values))
    return found


async def find_recent_to_client(tx: Tx, client_id: UUID) -> tuple[datetime, ...]:
    """When the client got reminders in the last eight days, of whichever invoice."""
    since = tx.now - timedelta(days=8)
    return tuple(row["at"] for row in await _TO_CLIENT.all(tx.conn, org=tx.org_id, client=client_id, since=since))


async def find_upcoming(tx: Tx, *, limit: int, cursor: str | None = None) -> Page[UpcomingReminder]:
    """What is expected next, soonest first, of the companies the actor may see. Raises `BadCursor`."""
    after_at, after = decode_instant(cursor, "at")
    known = {"org": tx.org_id, "companies": tx.seen_companies, "after_at": after_at, "after": after}
    data = [UpcomingReminder(**row) for row in await _UPCOMING.all(tx.conn, **known, limit=limit + 1)]
    more = encode_cursor("at", data[limit - 1].at, data[limit - 1].invoice_id) if len(data) > limit else None
    return Page(data=data[:limit], next=more)


async def count_queued(tx: Tx, *, since: datetime, until: datetime) -> int:
    """How many reminders were handed to delivery in this time, by the organization's clock."""
    return int(await _QUEUED_BETWEEN.value(tx.conn, org=tx.org_id, since=since, until=until))


def as_planned(row: ReminderRow) -> PlannedStep:
    return PlannedStep(step=row.step, at=row.at, state=row.state, reason=row.reason)
