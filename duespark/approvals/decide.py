"""Approve, decline, withdraw. An approval and the act are one transaction, so the act happens exactly once or not at all."""

from uuid import UUID

from duespark.accounts.acting import person_behind
from duespark.accounts.audit import audit
from duespark.approvals.acts import ACTS, check_permitted
from duespark.approvals.events import ApprovalDeclined, ApprovalGranted, ApprovalWithdrawn
from duespark.approvals.queries import ApprovalRow, get_approval, lock_approval
from duespark.approvals.schemas import Approval, ApprovalState
from duespark.engine.errors import Conflict, Forbidden
from duespark.invoices.queries import lock_invoice
from duespark.runtime.db import Q
from duespark.runtime.events import record
from duespark.runtime.tx import Tx

_DECIDE = Q(
    "UPDATE approvals SET state = :state, decided_by = CAST(:by AS uuid), decided_label = :label, decision_note = :note,"
    " decided_at = CAST(:now AS timestamptz) WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)


class AlreadyDecided(Conflict):
    code = "approval.decided"
    sentence = "This request is {state} already."


class OwnRequest(Forbidden):
    code = "approval.own"
    sentence = "You asked for this yourself. Somebody else must decide."


class NotYourRequest(Forbidden):
    code = "approval.not_yours"
    sentence = "Somebody else asked for this. Decline it instead."


class InvoiceChangedSince(Conflict):
    code = "approval.changed"
    sentence = "The invoice was changed since somebody asked for this. Decline it, and have them ask again."


async def approve(tx: Tx, id: UUID, *, note: str = "") -> Approval:
    """Do what was asked for, as the one who approves. Raises `ApprovalNotFound`, `AlreadyDecided`, `OwnRequest`,
    `ActNotPermitted`, `InvoiceChangedSince`, and what the act raises; then nothing is decided."""
    row = await _pending(tx, id)
    await _require_other(tx, row)
    check_permitted(tx.actor, row.act)
    invoice = await lock_invoice(tx, row.invoice_id)
    if row.act != "credit" and invoice.version != row.invoice_version:
        raise InvoiceChangedSince
    await _decide(tx, row, "approved", note)
    await ACTS[row.act].do(tx, row.wish, True)
    await record(tx, ApprovalGranted(row.invoice_id, id, row.act, note))
    return await get_approval(tx, id)


async def decline(tx: Tx, id: UUID, *, note: str) -> Approval:
    """Say no, and why. Raises `ApprovalNotFound`, `AlreadyDecided`, `OwnRequest`, `ActNotPermitted`."""
    row = await _pending(tx, id)
    await _require_other(tx, row)
    check_permitted(tx.actor, row.act)
    await _decide(tx, row, "declined", note)
    await record(tx, ApprovalDeclined(row.invoice_id, id, row.act, note))
    return await get_approval(tx, id)


async def withdraw(tx: Tx, id: UUID) -> Approval:
    """Take one's own request back. Raises `ApprovalNotFound`, `AlreadyDecided`, `NotYourRequest`."""
    row = await _pending(tx, id)
    if await person_behind(tx) != row.requested_by:
        raise NotYourRequest
    await _decide(tx, row, "withdrawn", "")
    await record(tx, ApprovalWithdrawn(row.invoice_id, id, row.act))
    return await get_approval(tx, id)


async def _pending(tx: Tx, id: UUID) -> ApprovalRow:
    row = await lock_approval(tx, id)
    if row.state != "pending":
        raise AlreadyDecided(state=row.state)
    return row


async def _require_other(tx: Tx, row: ApprovalRow) -> None:
    """A person is one pair of eyes, by whatever key or session they come."""
    if await person_behind(tx) == row.requested_by:
        raise OwnRequest


async def _decide(tx: Tx, row: ApprovalRow, state: ApprovalState, note: str) -> None:
    by = await person_behind(tx)
    await _DECIDE.run(
        tx.conn, org=tx.org_id, id=row.id, state=state, by=by, label=tx.actor.label, note=note.strip(), now=tx.now
    )
    after = {"approval": row.id, "act": row.act, "note": note.strip()}
    await audit(tx, f"approval.{_VERBS[state]}", subject="invoice", id=row.invoice_id, after=after)


_VERBS = {"approved": "approve", "declined": "decline", "withdrawn": "withdraw"}
