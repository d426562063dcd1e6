"""Deduct deposits: paid deposit invoices lower what a later invoice asks for, which states them with their tax."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.clients.queries import get_client
from duespark.companies.queries import get_company
from duespark.engine.errors import Conflict
from duespark.engine.invoice.document import Document
from duespark.engine.invoice.lifecycle import NotForKind, require, require_follow
from duespark.engine.invoice.totals import calculate
from duespark.engine.payment.credit import Credit, use_problem
from duespark.engine.payment.deposits import CreditUse, apply_credits, prepayments_for
from duespark.invoices.compose import Composed, taxed
from duespark.invoices.deposit_uses import Use, find_uses, release_deposits, take_deposits, without_uses
from duespark.invoices.draft import copied, create_draft, restate_draft
from duespark.invoices.events import InvoiceDepositDeducted, InvoiceIssued
from duespark.invoices.follow import follow_document
from duespark.invoices.lifecycle_schemas import Deposit, Deposits, DepositUse
from duespark.invoices.queries import InvoiceRow, get_invoice, lock_invoice
from duespark.invoices.saves import CHOSEN
from duespark.invoices.stored import read_document
from duespark.runtime.db import Q
from duespark.runtime.events import record
from duespark.runtime.tx import Tx
from duespark.runtime.web import ChangedElsewhere

_DEDUCTS = ("invoice", "final_invoice")
_PAID = """
SELECT i.id, i.number, i.issue_date, i.amount_due, i.paid, i.credited, i.applied, i.document AS document_json, i.source_id,
       t.expires_on
  FROM invoices AS i LEFT JOIN deposit_terms AS t ON t.org_id = i.org_id AND t.deposit_id = i.id
 WHERE i.org_id = CAST(:org AS uuid) AND i.kind = 'deposit_invoice' AND i.status = 'issued' AND i.paid > 0
   AND i.company_id = CAST(:company AS uuid) AND i.client_id = CAST(:client AS uuid) AND i.currency = :currency
 ORDER BY i.id
"""
_FIND_PAID, _LOCK_PAID = Q(_PAID), Q(f"{_PAID} FOR UPDATE OF i")
_USES = Q(
    "SELECT i.id AS invoice_id, i.number, i.status, u.amount FROM deposit_uses AS u"
    " JOIN invoices AS i ON i.org_id = u.org_id AND i.id = u.invoice_id"
    " WHERE u.org_id = CAST(:org AS uuid) AND u.deposit_id = CAST(:id AS uuid) ORDER BY i.created_at, i.id"
)


class NoDeposit(Conflict):
    code = "invoice.no_deposit"
    sentence = "Nothing of deposit {number} can be deducted: it is not paid yet, or all of it is deducted already."


def _credit(row: Any) -> Credit[UUID]:
    """A paid deposit as the engine sees it."""
    document = read_document(row["document_json"])
    assert document.totals is not None
    remaining = min(row["paid"], row["amount_due"] - row["credited"]) - row["applied"]
    return Credit(
        id=row["id"],
        received_on=row["issue_date"],
        amount=row["amount_due"],
        remaining=max(remaining, row["paid"] * 0),
        currency=document.currency,
        tax=document.totals.tax,
        number=row["number"],
        issue_date=row["issue_date"],
        expires_on=row["expires_on"],
    )


async def _find(tx: Tx, row: InvoiceRow, query: Q) -> list[Any]:
    known = {"company": row.company_id, "client": row.client_id, "currency": row.currency}
    return list(await query.all(tx.conn, org=tx.org_id, **known))


async def find_deposits(tx: Tx, row: InvoiceRow) -> Deposits:
    """What can be deducted on a draft and is deducted on it; of a deposit invoice, where it is deducted."""
    used = {use.deposit_id: use for use in await find_uses(tx, row.id)}
    deposits = []
    for found in await _find(tx, row, _FIND_PAID) if row.kind in _DEDUCTS else []:
        use, credit = used.get(found["id"]), _credit(found)
        offered = credit.remaining > 0 and not use_problem(credit, on=tx.today, currency=row.currency)
        if use or (offered and row.status == "draft"):
            deposits.append(_shown(credit, use))
    uses = [DepositUse(**each) for each in await _USES.all(tx.conn, org=tx.org_id, id=row.id)]
    return Deposits(deposits=deposits, uses=uses)


def _shown(credit: Credit[UUID], use: Use | None) -> Deposit:
    assert credit.issue_date is not None
    nothing = credit.amount * 0
    return Deposit(
        id=credit.id,
        number=credit.number,
        issue_date=credit.issue_date,
        amount=credit.amount,
        remaining=credit.remaining,
        used=use.amount if use else nothing,
        used_tax=use.tax if use else nothing,
    )


async def deduct_deposits(
    tx: Tx, id: UUID, *, manual: Mapping[UUID, Decimal] | None, is_final: bool, version: int
) -> InvoiceRow:
    """Deduct `manual` amounts of paid deposits on a draft, or the oldest first; in place of what it deducted before.

    Never more than is due and never more than remains of a deposit, whoever deducts at the same time (FM-39). Raises
    `NotAllowed`, `NotForKind`, `ChangedElsewhere`, `InvalidCreditUse`.
    """
    row = await lock_invoice(tx, id)
    require(row.status, "edit")
    if row.version != version:
        raise ChangedElsewhere(row.version)
    return await _deduct(tx, row, manual=manual, is_final=is_final)


async def _deduct(
    tx: Tx, row: InvoiceRow, *, manual: Mapping[UUID, Decimal] | None, is_final: bool, of: UUID | None = None
) -> InvoiceRow:
    if row.kind not in _DEDUCTS:
        raise NotForKind(kind=row.kind.replace("_", " "), action="deduct a deposit", valid="invoice, final invoice")
    uses = await find_uses(tx, row.id)
    await release_deposits(tx, row.id)
    rows = [each for each in await _find(tx, row, _LOCK_PAID) if of is None or of in (each["id"], each["source_id"])]
    bare = replace(without_uses(row.document, uses), kind="final_invoice" if is_final else "invoice")
    made = await _calculated(tx, row, bare)
    assert made.document.totals is not None
    due = max(made.document.totals.amount_due, Decimal(0))
    used = apply_credits(due, [_credit(each) for each in rows], on=tx.today, currency=row.currency, manual=manual)
    stored = await _store(tx, row, made, used)
    after = {"deposits": {each.number: each.amount for each in used.applications}, "final": is_final}
    await audit(tx, "invoice.deduct_deposits", subject="invoice", id=row.id, after=after)
    return stored


async def _store(tx: Tx, row: InvoiceRow, made: Composed, used: CreditUse[UUID]) -> InvoiceRow:
    await take_deposits(tx, row.id, {each.credit: (each.amount, each.tax) for each in used.applications})
    stated = (*made.document.prepayments, *prepayments_for(used.applications))
    return await restate_draft(tx, row, await _calculated(tx, row, replace(made.document, prepayments=stated)))


async def _calculated(tx: Tx, row: InvoiceRow, document: Document) -> Composed:
    company, client = await get_company(tx, row.company_id), await get_client(tx, row.client_id)
    decision = await taxed(tx, document, company, client, tx.today)
    kept: dict[str, Any] = {name: getattr(row, name) for name in ("exchange_typed", *CHOSEN)}
    kept["series_id"] = row.chosen_series_id
    calculated = calculate(document, decision.context)
    return Composed(document=calculated, company=company, client=client, decision=decision, **kept)


async def make_final(tx: Tx, id: UUID) -> InvoiceRow:
    """A draft of the final invoice behind a paid deposit invoice: what is left of the quote it came from, less all paid
    deposits of that quote. Without a quote it is empty, and the deposit is deducted once there are lines.

    Raises `NotAllowed`, `CannotFollow`, `NoDeposit`, and what `follow_document` raises.
    """
    row = await lock_invoice(tx, id)
    require_follow(row.status, row.kind, "final_invoice")
    if min(row.paid, row.amount_due - row.credited) <= row.applied:
        raise NoDeposit(number=row.number)
    if row.source_id is None:
        draft = replace(
            copied(row), kind="final_invoice", lines=(), allowances=(), charges=(), prices_include_tax=False
        )
        return await create_draft(tx, draft, source_id=row.id)
    source = await lock_invoice(tx, row.source_id)
    made = await follow_document(tx, source, "invoice")
    return await _deduct(tx, await lock_invoice(tx, made.id), manual=None, is_final=True, of=source.id)


async def tell_deducted(tx: Tx, event: InvoiceIssued) -> None:
    """Reaction to `InvoiceIssued`: the story of each deposit says where it was deducted."""
    if not event.prepaid:
        return
    for use in await find_uses(tx, event.invoice_id):
        deposit = await get_invoice(tx, use.deposit_id)
        await record(
            tx,
            InvoiceDepositDeducted(deposit.id, use.number, event.invoice_id, event.number, use.amount, event.currency),
        )
