"""Which deposits a draft or invoice deducts: the rows, what a draft says of them, and giving them back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from duespark.engine.invoice.document import Document, Prepayment
from duespark.invoices.deposit_models import deposit_uses
from duespark.invoices.queries import InvoiceRow
from duespark.invoices.schemas import DraftIn
from duespark.runtime.db import Q, insert
from duespark.runtime.tx import Tx

_INSERT = insert(deposit_uses)
_OF_INVOICE = Q(
    "SELECT u.deposit_id, u.amount, u.tax, d.number, d.issue_date FROM deposit_uses AS u"
    " JOIN invoices AS d ON d.org_id = u.org_id AND d.id = u.deposit_id"
    " WHERE u.org_id = CAST(:org AS uuid) AND u.invoice_id = CAST(:id AS uuid) ORDER BY d.issue_date, d.id"
)
# The deposits are locked in the order of ids, as everybody does who takes or gives several.
_LOCK = Q(
    "SELECT d.id FROM deposit_uses AS u JOIN invoices AS d ON d.org_id = u.org_id AND d.id = u.deposit_id"
    " WHERE u.org_id = CAST(:org AS uuid) AND u.invoice_id = CAST(:id AS uuid) ORDER BY d.id FOR UPDATE OF d"
)
_OURS = Q(
    "SELECT number FROM invoices WHERE org_id = CAST(:org AS uuid) AND company_id = CAST(:company AS uuid)"
    " AND kind = 'deposit_invoice' AND number = ANY(CAST(:numbers AS text[]))"
)
_GIVE_BACK = Q(
    "WITH gone AS (DELETE FROM deposit_uses WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:id AS uuid)"
    "   RETURNING deposit_id, amount)"
    " UPDATE invoices AS d SET applied = d.applied - gone.amount, version = d.version + 1,"
    " updated_at = CAST(:now AS timestamptz)"
    " FROM gone WHERE d.org_id = CAST(:org AS uuid) AND d.id = gone.deposit_id"
)
_TAKE = Q(
    "UPDATE invoices SET applied = applied + CAST(:amount AS numeric), version = version + 1,"
    " updated_at = CAST(:now AS timestamptz) WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A deposit in an invoice, as the invoice states it."""

    deposit_id: UUID
    amount: Decimal
    tax: Decimal
    number: str
    issue_date: date

    @property
    def stated(self) -> Prepayment:
        return Prepayment(number=self.number, issue_date=self.issue_date, amount=self.amount, tax=self.tax)


async def find_uses(tx: Tx, invoice_id: UUID) -> list[Use]:
    """What the invoice deducts, by the issue date of the deposits."""
    return [Use(**row) for row in await _OF_INVOICE.all(tx.conn, org=tx.org_id, id=invoice_id)]


async def lock_deposits(tx: Tx, invoice_id: UUID) -> None:
    """Lock the deposits the invoice deducts; before the invoice itself, where that may be paid: deposits are older."""
    await _LOCK.run(tx.conn, org=tx.org_id, id=invoice_id)


async def release_deposits(tx: Tx, invoice_id: UUID) -> None:
    """Give back what the invoice deducts, for others to deduct."""
    await lock_deposits(tx, invoice_id)
    await _GIVE_BACK.run(tx.conn, org=tx.org_id, id=invoice_id, now=tx.now)


async def take_deposits(tx: Tx, invoice_id: UUID, uses: Mapping[UUID, tuple[Decimal, Decimal]]) -> None:
    """Deduct amount and tax of each deposit on the invoice; the caller has locked the deposits and asked the engine."""
    for deposit_id, (amount, tax) in sorted(uses.items()):
        await _TAKE.run(tx.conn, org=tx.org_id, id=deposit_id, amount=amount, now=tx.now)
        await _INSERT.run(
            tx.conn, org_id=tx.org_id, invoice_id=invoice_id, deposit_id=deposit_id, amount=amount, tax=tax
        )


def typed_prepayments(prepayments: tuple[Prepayment, ...], uses: list[Use]) -> tuple[Prepayment, ...]:
    """What was paid in advance elsewhere, as people typed it; a program that repeats our own deposits does not mean more."""
    ours = {use.number for use in uses}
    return tuple(each for each in prepayments if each.number not in ours)


async def _not_ours(tx: Tx, draft: DraftIn, typed: tuple[Prepayment, ...]) -> tuple[Prepayment, ...]:
    """Without our own deposits that were taken off the draft since it was read: they may be deducted elsewhere by now."""
    numbers = [each.number for each in typed if each.number]
    if not numbers:
        return typed
    rows = await _OURS.all(tx.conn, org=tx.org_id, company=draft.company_id, numbers=numbers)
    ours = {row["number"] for row in rows}
    return tuple(each for each in typed if each.number not in ours)


async def keep_deposits(tx: Tx, draft: DraftIn, row: InvoiceRow) -> DraftIn:
    """The draft as sent, with the deposits it deducts; they are given back when it is for somebody else now."""
    uses = await find_uses(tx, row.id)
    typed = await _not_ours(tx, draft, typed_prepayments(draft.prepayments, uses))
    if not uses:
        return replace(draft, prepayments=typed)
    same = (draft.company_id, draft.client_id) == (row.company_id, row.client_id)
    if not same or (draft.currency or row.currency) != row.currency or draft.kind not in ("invoice", "final_invoice"):
        await release_deposits(tx, row.id)
        return replace(draft, prepayments=typed)
    return replace(draft, prepayments=(*typed, *(use.stated for use in uses)))


def without_uses(document: Document, uses: list[Use]) -> Document:
    """The document as it is without the deposits."""
    return replace(document, prepayments=typed_prepayments(document.prepayments, uses))
