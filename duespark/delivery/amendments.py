"""The client and a new version of an invoice: it is sent again, and accepted or declined on its page, as evidence."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.accounts.mail import post_mail
from duespark.accounts.mail_wording import Kind
from duespark.companies.queries import get_company
from duespark.delivery.events import AmendmentAnswered
from duespark.delivery.models import amendment_answers
from duespark.delivery.phrases import phrases
from duespark.delivery.recipients import BadRecipient, NoRecipient
from duespark.delivery.send import SendUnsure, SentLocked, send_unasked
from duespark.invoices.events import InvoiceAmended
from duespark.invoices.queries import Answered, get_invoice, lock_invoice
from duespark.runtime.db import Q, insert
from duespark.runtime.events import record
from duespark.runtime.tx import Tx

_ANSWER = insert(amendment_answers)
_LATEST = Q(
    "SELECT v.number AS version, v.reason, v.hash, a.answer, a.name, a.note, a.at,"
    " b.document->'totals'->>'amount_due' AS before"
    " FROM invoice_versions AS v JOIN invoice_versions AS b"
    " ON b.org_id = v.org_id AND b.invoice_id = v.invoice_id AND b.number = v.number - 1"
    " LEFT JOIN amendment_answers AS a"
    " ON a.org_id = v.org_id AND a.invoice_id = v.invoice_id AND a.version = v.number"
    " WHERE v.org_id = CAST(:org AS uuid) AND v.invoice_id = CAST(:id AS uuid) AND v.change = 'amendment'"
    " AND v.number = (SELECT max(n.number) FROM invoice_versions AS n WHERE n.org_id = v.org_id AND n.invoice_id = v.invoice_id)"
)
_FIND = Q(
    "SELECT version, answer, name, note, ip, at FROM amendment_answers"
    " WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:id AS uuid) ORDER BY version DESC"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """The newest version of an invoice, which amends the one before; `before`, what that asked for, and what the client
    said to it, None while nothing."""

    version: int
    reason: str
    hash: str
    before: str
    answer: Answered | None
    name: str | None
    note: str | None
    at: datetime | None


async def send_amended(tx: Tx, event: InvoiceAmended) -> None:
    """Reaction to `InvoiceAmended`: who got the invoice gets it again, with the reason. Without an address nobody is told,
    and of one that was sent locked neither: a person sends that, and chooses a password."""
    if not event.notify:
        return
    invoice = await get_invoice(tx, event.invoice_id)
    if invoice.sent_at is None:
        return
    words = phrases(invoice.document.language)["amended_body"]
    message = words.format(number=event.number, reason=event.reason)
    try:
        async with tx.savepoint():
            await send_unasked(tx, invoice_id=event.invoice_id, message=message)
    except (NoRecipient, BadRecipient, SendUnsure, SentLocked):
        return


async def latest_amendment(tx: Tx, invoice_id: UUID) -> Amendment | None:
    """The newest version if it amends the one before."""
    row = await _LATEST.one(tx.conn, org=tx.org_id, id=invoice_id)
    return None if row is None else Amendment(**row)


async def answer_amendment(
    tx: Tx, invoice_id: UUID, answer: Answered, *, version: str, name: str, note: str = ""
) -> None:
    """Keep the answer to the version that was shown; nothing where there is a newer one or it was answered before.

    What is kept: who said it by their own account, from where and when, and the hash of the version it is about.
    """
    invoice = await lock_invoice(tx, invoice_id)
    latest = await latest_amendment(tx, invoice_id)
    if latest is None or str(latest.version) != version or latest.answer:
        return
    kept: dict[str, Any] = {"version": latest.version, "answer": answer, "name": name, "note": note}
    await _ANSWER.run(
        tx.conn, org_id=tx.org_id, invoice_id=invoice_id, hash=latest.hash, ip=tx.origin.ip,
        user_agent=tx.origin.user_agent[:300], at=tx.now, **kept,
    )  # fmt: skip
    await audit(tx, "invoice.answer_amendment", subject="invoice", id=invoice_id, after=kept)
    await record(tx, AmendmentAnswered(invoice_id, invoice.number or "", latest.version, answer, name, note))


async def tell_answered(tx: Tx, event: AmendmentAnswered) -> None:
    """Reaction to `AmendmentAnswered`: the seller gets a mail, once a version; none where the company has no address."""
    row = await get_invoice(tx, event.invoice_id)
    company = await get_company(tx, row.company_id)
    to = company.reply_to or company.profile.email
    if not to:
        return
    facts = {"client": row.client_name, "name": event.name, "number": event.number, "id": str(row.id)}
    facts |= {"version": str(event.version), "note": f"“{event.note}”" if event.note else "They left no note."}
    kind: Kind = "amendment_accepted" if event.answer == "accepted" else "amendment_rejected"
    await post_mail(tx, kind, to=to, key=f"{row.id}:{event.version}", **facts)


async def find_answers(tx: Tx, invoice_id: UUID) -> list[dict[str, Any]]:
    """The client's answers to the versions of an invoice, newest first. Raises `InvoiceNotFound`."""
    await get_invoice(tx, invoice_id)
    return [dict(row) for row in await _FIND.all(tx.conn, org=tx.org_id, id=invoice_id)]
