"""Void: the invoice asks for no money any more; its number stays used. A last version, signed, says so and why."""

from uuid import UUID

from duespark.accounts.audit import audit
from duespark.accounts.signing import signer
from duespark.companies.queries import get_company
from duespark.discounts.uses import give_back_rules
from duespark.engine.errors import Conflict
from duespark.engine.invoice.history import next_version
from duespark.engine.invoice.lifecycle import asks_for_money, require
from duespark.invoices.balance import apply_credited
from duespark.invoices.chain import CHAIN, Sealed, actor_text, link_values, newest_version, take_link
from duespark.invoices.correct import find_corrections, take_back_correction
from duespark.invoices.deposit_uses import lock_deposits, release_deposits
from duespark.invoices.events import InvoiceCredited, InvoiceVoided
from duespark.invoices.limits import check_given
from duespark.invoices.queries import InvoiceRow, get_invoice, lock_invoice
from duespark.runtime.db import Q
from duespark.runtime.events import record
from duespark.runtime.tx import Tx

_VOID = Q(
    f"WITH {CHAIN}"
    " UPDATE invoices SET status = 'void', voided_at = CAST(:now AS timestamptz), void_reason = :void_reason,"
    " updated_at = CAST(:now AS timestamptz), version = version + 1"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)


class PartlyPaid(Conflict):
    code = "invoice.partly_paid"
    sentence = "{paid} {currency} was paid on invoice {number}. Reverse the payment first, or credit the rest."


class PartlyCredited(Conflict):
    code = "invoice.partly_credited"
    sentence = (
        "{credited} {currency} of invoice {number} was credited. Void the credit notes first, or credit the rest."
    )


class IssuedElsewhere(Conflict):
    code = "invoice.issued_elsewhere"
    sentence = "Invoice {number} was issued elsewhere and imported. Undo the import, or credit the invoice."


class Corrected(Conflict):
    code = "invoice.corrected"
    sentence = "{correction} corrects {number}, and later ones build on it. Void the last correction first."


class WrittenOff(Conflict):
    code = "invoice.written_off"
    sentence = "Something of invoice {number} was written off. Undo the write-off first."


async def _require_last(tx: Tx, row: InvoiceRow) -> None:
    """Corrections are taken back in the opposite order, the corrected document last. Raises `Corrected`."""
    if row.kind == "credit_note":
        return
    for other in await find_corrections(tx, row.corrects_id or row.id):
        if other.id != row.id and (row.corrects_id is None or other.created_at > row.created_at):
            raise Corrected(number=row.number, correction=other.number)


async def _take_back(tx: Tx, note: InvoiceRow, corrected_id: UUID) -> None:
    """What a credit note or a correction took back is owed again when it is voided."""
    corrected = await lock_invoice(tx, corrected_id)
    if note.kind == "corrective_invoice":
        await take_back_correction(tx, note, corrected)
        return
    await apply_credited(tx, corrected, delta=-note.amount_due)
    await record(
        tx,
        InvoiceCredited(
            corrected.id, corrected.number or "", note.id, note.number or "", -note.amount_due, note.currency
        ),
    )


async def void_invoice(tx: Tx, id: UUID, *, reason: str, approved: bool = False) -> InvoiceRow:
    """Void an issued invoice on which nothing is paid. Raises `NotAllowed`, `PartlyPaid`, `PartlyCredited`,
    `WrittenOff`, `Corrected`, `IssuedElsewhere`, and `ApprovalNeeded` when more is given up than the company's limit unless
    a second person `approved`. Deposits it deducted can be deducted elsewhere, discount rules
    it used be used again.
    """
    await lock_deposits(tx, id)
    row = await lock_invoice(tx, id)
    require(row.status, "void")
    if row.series_id is None:
        raise IssuedElsewhere(number=row.number)
    await _require_last(tx, row)
    if row.paid:
        raise PartlyPaid(paid=row.paid, currency=row.currency, number=row.number)
    if row.credited:
        raise PartlyCredited(credited=row.credited, currency=row.currency, number=row.number)
    if row.written_off:
        raise WrittenOff(number=row.number)
    if asks_for_money(row.kind):
        await check_given(tx, row.document, row.amount_due, await get_company(tx, row.company_id), approved=approved)
    await release_deposits(tx, id)
    await give_back_rules(tx, id)
    if row.corrects_id is not None:
        await _take_back(tx, row, row.corrects_id)
    await _void(tx, row, reason)
    await audit(
        tx,
        "invoice.void",
        subject="invoice",
        id=id,
        before={"status": row.status},
        after={"status": "void", "reason": reason},
    )
    await record(tx, InvoiceVoided(id, row.number or "", reason))
    return await get_invoice(tx, id)


async def _void(tx: Tx, row: InvoiceRow, reason: str) -> None:
    assert row.series_id is not None
    key, before = await signer(tx), await newest_version(tx, row.id)
    link = await take_link(tx, row.series_id)
    actor = actor_text(tx.actor.kind, tx.actor.id, tx.actor.label)
    version = next_version(
        before, row.document, change="cancellation", reason=reason, actor=actor, at=tx.now, previous=link.previous
    )
    sealed = [Sealed(row.id, version, link.position)]
    await _VOID.run(tx.conn, id=row.id, void_reason=reason, **link_values(tx, link.series, key, sealed))
