"""Ask a second person: only for what would happen at once if it were not over the limit."""

import asyncpg

from duespark.accounts.acting import person_behind
from duespark.accounts.audit import audit
from duespark.approvals.acts import ACTS, check_permitted
from duespark.approvals.events import ApprovalRequested
from duespark.approvals.models import approvals
from duespark.approvals.queries import get_approval
from duespark.approvals.schemas import Approval, ApprovalIn
from duespark.engine.errors import Conflict
from duespark.invoices.limits import ApprovalNeeded
from duespark.invoices.queries import lock_invoice
from duespark.runtime.db import insert
from duespark.runtime.events import record
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx
from duespark.runtime.web import to_json

_INSERT = insert(approvals, skip=["state", "decided_by", "decided_label", "decided_at", "decision_note"])


class NoApprovalNeeded(Conflict):
    code = "approval.not_needed"
    sentence = "This is within the limits. Do it without asking."


class AlreadyAsked(Conflict):
    code = "approval.pending"
    sentence = "Somebody has asked about this invoice already. Withdraw that request first, or wait for the answer."


async def request_approval(tx: Tx, wish: ApprovalIn) -> Approval:
    """Raises `InvoiceNotFound`, `ActNotPermitted`, `NoApprovalNeeded`, `AlreadyAsked`, and what the act would raise."""
    check_permitted(tx.actor, wish.act)
    row = await lock_invoice(tx, wish.invoice_id)
    finding = await _try(tx, wish)
    id = new_id()
    try:
        async with tx.savepoint():
            await _INSERT.run(
                tx.conn,
                org_id=tx.org_id,
                id=id,
                invoice_id=row.id,
                act=wish.act,
                wish=to_json(wish).decode(),
                invoice_version=row.version,
                finding=finding,
                note=wish.note.strip(),
                requested_by=await person_behind(tx),
                requested_label=tx.actor.label,
                requested_at=tx.now,
            )
    except asyncpg.UniqueViolationError as error:
        raise AlreadyAsked from error
    await audit(tx, "approval.request", subject="invoice", id=row.id, after={"act": wish.act, "finding": finding})
    await record(tx, ApprovalRequested(row.id, id, wish.act, finding, wish.note.strip()))
    return await get_approval(tx, id)


async def _try(tx: Tx, wish: ApprovalIn) -> str:
    """Which limit the act is over. It is tried and taken back, so that nobody is asked for what could not happen anyway."""
    try:
        async with tx.savepoint():
            await ACTS[wish.act].do(tx, wish, False)
            raise NoApprovalNeeded
    except ApprovalNeeded as needed:
        return str(needed.facts["what"])
