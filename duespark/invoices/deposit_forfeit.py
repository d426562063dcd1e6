"""Forfeit: what a client did not use of a deposit stays with the company, with a reason; it is no liability any more.

The deposit invoice stays as it is and so does the tax it stated; where the law wants that corrected, credit the part.
"""

from decimal import Decimal
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.engine.errors import Conflict, Invalid, NotFound
from duespark.engine.money.rounding import round_money
from duespark.invoices.deposit_models import deposit_forfeits
from duespark.invoices.deposit_terms import remaining, require_deposit
from duespark.invoices.events import InvoiceDepositForfeited
from duespark.invoices.queries import InvoiceRow, get_invoice, lock_invoice
from duespark.runtime.db import Q, insert
from duespark.runtime.events import record
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx

_INSERT = insert(deposit_forfeits, skip=("undone_at", "undo_reason"))
_FIND = Q(
    "SELECT deposit_id, amount FROM deposit_forfeits WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)
_UNDO = Q(
    "UPDATE deposit_forfeits SET undone_at = CAST(:now AS timestamptz), undo_reason = :reason"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid) AND undone_at IS NULL RETURNING id"
)
_APPLY = Q(
    "UPDATE invoices SET applied = applied + CAST(:delta AS numeric), version = version + 1,"
    " updated_at = CAST(:now AS timestamptz) WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)


class InvalidForfeit(Invalid):
    code = "invoice.invalid_forfeit"
    sentence = "{amount} {currency} cannot be forfeited: it must be above zero, in whole {currency} units."


class OverForfeited(Conflict):
    code = "invoice.over_forfeited"
    sentence = "Of deposit {number} {left} {currency} is left; {amount} is more than that."


class ForfeitNotFound(NotFound):
    code = "invoice.forfeit_not_found"
    sentence = "There is no forfeit {id}."


class ForfeitUndone(Conflict):
    code = "invoice.forfeit_undone"
    sentence = "This was undone already."


async def forfeit_deposit(tx: Tx, id: UUID, *, reason: str, amount: Decimal | None = None) -> InvoiceRow:
    """Keep `amount` of what is left of a paid deposit, or all of it: nobody can deduct or refund it any more.

    Raises `NotADeposit`, `InvalidForfeit`, `OverForfeited`.
    """
    row = await lock_invoice(tx, id)
    require_deposit(row)
    left = remaining(row)
    lost = left if amount is None else amount
    if (lost <= 0 and left > 0) or round_money(lost, row.currency) != lost:
        raise InvalidForfeit(pointer="/amount", amount=lost, currency=row.currency)
    if lost > left or left <= 0:
        raise OverForfeited(pointer="/amount", number=row.number, left=left, currency=row.currency, amount=lost)
    lost = round_money(lost, row.currency)
    await _INSERT.run(
        tx.conn,
        org_id=tx.org_id,
        id=new_id(),
        deposit_id=id,
        amount=lost,
        forfeited_on=tx.today,
        reason=reason,
        actor_label=tx.actor.label,
        at=tx.now,
    )
    await _apply(tx, row, lost, reason)
    return await get_invoice(tx, id)


async def undo_forfeit(tx: Tx, id: UUID, *, reason: str) -> InvoiceRow:
    """What was forfeited can be used again. Raises `ForfeitNotFound`, `ForfeitUndone`."""
    found = await _FIND.one(tx.conn, org=tx.org_id, id=id)
    if found is None:
        raise ForfeitNotFound(id=id)
    row = await lock_invoice(tx, found["deposit_id"])
    if await _UNDO.one(tx.conn, org=tx.org_id, id=id, now=tx.now, reason=reason) is None:
        raise ForfeitUndone
    await _apply(tx, row, -found["amount"], reason)
    return await get_invoice(tx, row.id)


async def _apply(tx: Tx, row: InvoiceRow, delta: Decimal, reason: str) -> None:
    await _APPLY.run(tx.conn, org=tx.org_id, id=row.id, delta=delta, now=tx.now)
    await record(tx, InvoiceDepositForfeited(row.id, row.number or "", delta, row.currency, reason))
    before, after = {"remaining": remaining(row)}, {"forfeited": delta, "reason": reason}
    await audit(tx, "invoice.deposit_forfeit", subject="invoice", id=row.id, before=before, after=after)
