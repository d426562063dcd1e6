"""Amend: an issued invoice says something else under the same number, as a new signed version; the earlier ones stay.

Only where the company's rules allow it. Number, kind, series, parties, currency and issue date stay; what is owed follows
the new amount.
"""

from dataclasses import replace
from typing import Any
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.accounts.signing import signer
from duespark.engine.errors import Conflict, Invalid
from duespark.engine.invoice.diff import diff
from duespark.engine.invoice.history import Version, next_version
from duespark.engine.invoice.lifecycle import require
from duespark.invoices.balance import settled_at, tell_balance
from duespark.invoices.chain import CHAIN, Sealed, actor_text, link_values, newest_version, take_link
from duespark.invoices.compose import Composed, compose, named
from duespark.invoices.correct import find_corrections
from duespark.invoices.deposit_uses import keep_deposits
from duespark.invoices.events import InvoiceAmended
from duespark.invoices.issue import check_lawful
from duespark.invoices.lifecycle_schemas import AmendIn
from duespark.invoices.limits import check_discounts, check_given
from duespark.invoices.lines import LINES
from duespark.invoices.queries import InvoiceRow, get_invoice, ids_of_source, lock_invoice
from duespark.invoices.rules import get_rules, rules_of
from duespark.invoices.schemas import DraftIn
from duespark.invoices.void import Corrected, IssuedElsewhere
from duespark.runtime.db import Q
from duespark.runtime.events import record
from duespark.runtime.tx import Tx
from duespark.runtime.web import ChangedElsewhere
from duespark.taxes.decide import evidence

_CLEAR = Q("DELETE FROM invoice_lines WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:id AS uuid)")
_AMEND = Q(
    f"WITH {CHAIN}, {LINES}"
    " UPDATE invoices SET document = (SELECT document FROM sealed), due_date = CAST(:due_date AS date),"
    " net = CAST(:net AS numeric), tax = CAST(:tax AS numeric), gross = CAST(:gross AS numeric),"
    " amount_due = CAST(:amount_due AS numeric), settled_at = CAST(:settled_at AS timestamptz),"
    " client_name = :client_name, bank_account_id = CAST(:bank_account_id AS uuid),"
    " seller_address_id = CAST(:seller_address_id AS uuid), ship_from_id = CAST(:ship_from_id AS uuid),"
    " updated_at = CAST(:now AS timestamptz), version = version + 1"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)


class AmendmentKeeps(Invalid):
    code = "invoice.amendment_keeps"
    sentence = "An amendment keeps the {what} of the invoice. Credit it and issue a new one instead."


class OnlyInvoicesAmended(Conflict):
    code = "invoice.only_invoices_amended"
    sentence = "Only an invoice gets new versions; void this {kind}, or credit it."


class AmendedBelowPaid(Conflict):
    code = "invoice.amended_below_paid"
    sentence = (
        "{paid} {currency} of invoice {number} is paid, credited or written off, and {amount} would be due."
        " Credit it instead."
    )


async def amend_invoice(tx: Tx, id: UUID, wish: AmendIn, *, version: int, approved: bool = False) -> InvoiceRow:
    """Give an issued invoice a new version. Records `InvoiceAmended`, and `InvoiceSettled` or `InvoiceReopened`.

    Raises `NotAllowed` under a policy of credit notes, `ChangedElsewhere`, `OnlyInvoicesAmended`, `IssuedElsewhere`,
    `Corrected`, `AmendmentKeeps`, `AmendedBelowPaid`, `WrongChange` when nothing changes, `ApprovalNeeded` unless a second
    person `approved`, and what composing and issuing raise.
    """
    row = await lock_invoice(tx, id)
    if row.version != version:
        raise ChangedElsewhere(row.version)
    made = await amended(tx, row, wish.draft)
    await check_amendment(tx, row, made, approved=approved)
    await _write(tx, row, made, reason=wish.reason)
    await _tell(tx, row, wish, made)
    return await get_invoice(tx, id)


async def amended(tx: Tx, row: InvoiceRow, draft: DraftIn) -> Composed:
    """What the invoice would say; writes nothing. Raises what `amend_invoice` raises about the invoice and the draft."""
    rules = await get_rules(tx, row.company_id)
    require(row.status, "amend", kind=row.kind, policy=rules.amendments)
    await _require_amendable(tx, row)
    made = await compose(tx, await keep_deposits(tx, _kept(row, draft), row))
    document = replace(made.document, number=row.number, lines=named(made.document.lines, await ids_of_source(tx, row)))
    made = replace(made, document=replace(document, attachments=row.document.attachments))
    check_lawful(made.document)
    return made


async def check_amendment(tx: Tx, row: InvoiceRow, made: Composed, *, approved: bool) -> None:
    """Raises `ApprovalNeeded` where it gives more than one person may, unless a second one `approved`, and what
    `check_discounts` raises; `AmendedBelowPaid`."""
    check_discounts(made.document, made.company, await rules_of(tx, made.company), approved=approved)
    assert made.document.totals is not None
    due, taken = made.document.totals.amount_due, row.paid + row.credited + row.written_off
    if due < taken:
        raise AmendedBelowPaid(paid=taken, currency=row.currency, number=row.number, amount=due)
    await check_given(tx, made.document, row.amount_due - due, made.company, approved=approved)


async def _require_amendable(tx: Tx, row: InvoiceRow) -> None:
    """An invoice that was not corrected by a document: that would state lines before and after that are no more."""
    if row.kind != "invoice":
        raise OnlyInvoicesAmended(kind=row.kind.replace("_", " "))
    if row.series_id is None:
        raise IssuedElsewhere(number=row.number)
    corrections = await find_corrections(tx, row.id)
    if corrections:
        raise Corrected(number=row.number, correction=corrections[-1].number)


def _kept(row: InvoiceRow, draft: DraftIn) -> DraftIn:
    """The draft with what must stay. Raises `AmendmentKeeps`."""
    original = row.document
    for what, same in (
        ("kind", draft.kind == row.kind),
        ("company", draft.company_id == row.company_id),
        ("client", draft.client_id == row.client_id),
        ("currency", draft.currency in (None, row.currency)),
        ("issue date", draft.issue_date in (None, row.issue_date)),
        ("exchange rate", draft.exchange in (None, original.exchange)),
    ):
        if not same:
            raise AmendmentKeeps(what=what)
    # What rules took off stays as it was promised.
    draft = replace(draft, discount_codes=None)
    return replace(draft, issue_date=row.issue_date, currency=row.currency, exchange=original.exchange)


async def _write(tx: Tx, row: InvoiceRow, made: Composed, *, reason: str) -> None:
    document, totals = made.document, made.document.totals
    assert totals is not None and row.series_id is not None
    taken = row.paid + row.credited + row.written_off
    key, before = await signer(tx), await newest_version(tx, row.id)
    link = await take_link(tx, row.series_id)
    actor = actor_text(tx.actor.kind, tx.actor.id, tx.actor.label)
    version: Version = next_version(
        before, document, change="amendment", reason=reason, actor=actor, at=tx.now, previous=link.previous
    )
    await _CLEAR.run(tx.conn, org=tx.org_id, id=row.id)
    await _AMEND.run(
        tx.conn,
        id=row.id,
        **link_values(tx, link.series, key, [Sealed(row.id, version, link.position)]),
        due_date=document.due_date,
        client_name=made.client.profile.name,
        bank_account_id=made.bank_account_id,
        seller_address_id=made.seller_address_id,
        ship_from_id=made.ship_from_id,
        net=totals.net,
        tax=totals.tax,
        gross=totals.gross,
        amount_due=totals.amount_due,
        settled_at=settled_at(tx, row, totals.amount_due - taken),
    )


async def _tell(tx: Tx, row: InvoiceRow, wish: AmendIn, made: Composed) -> None:
    after = await get_invoice(tx, row.id)
    newest = await newest_version(tx, row.id)
    changes = [_change(one) for one in diff(row.document, made.document, computed=False)]
    what = {"reason": wish.reason, "version": newest.number, "changes": changes[:100]}
    await audit(tx, "invoice.amend", subject="invoice", id=row.id, before={"gross": row.gross}, after=what)
    await audit(tx, "invoice.tax_decided", subject="invoice", id=row.id, after=evidence(made.decision))
    number = row.number or ""
    await record(
        tx,
        InvoiceAmended(row.id, number, newest.number, wish.reason, after.amount_due, row.currency, wish.notify),
    )
    await tell_balance(tx, row, after.settled_at, after.balance)


def _change(one: Any) -> dict[str, Any]:
    return {"path": one.path, "old": one.old, "new": one.new}
