"""Answer: the client accepts or declines a quote, once; by the public page, or a member notes it down."""

from uuid import UUID

from duespark.accounts.audit import audit
from duespark.discounts.uses import give_back_rules
from duespark.engine.invoice.lifecycle import Action, require
from duespark.engine.invoice.quote import answer_quote
from duespark.invoices.chain import newest_version
from duespark.invoices.queries import Answered, InvoiceRow, get_invoice, lock_invoice
from duespark.quotes.events import QuoteAccepted, QuoteRejected
from duespark.quotes.models import quote_answers
from duespark.quotes.state import read_answer
from duespark.runtime.db import Q, insert
from duespark.runtime.events import record
from duespark.runtime.tx import Tx

_INSERT = insert(quote_answers)
_ANSWER = Q(
    "UPDATE invoices SET answer = :answer, answered_at = CAST(:now AS timestamptz), version = version + 1,"
    " updated_at = CAST(:now AS timestamptz) WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)
_ACTIONS: dict[Answered, Action] = {"accepted": "accept", "rejected": "reject"}


async def give_answer(
    tx: Tx, id: UUID, answer: Answered, *, name: str, note: str = "", by_client: bool = False
) -> InvoiceRow:
    """Store the answer to an issued quote with its evidence: who, when, from where, and the seal of what was answered.

    A quote that is declined gives back what it used of discount rules. The same answer again changes nothing. Raises `NotAllowed`, `NotForKind`, `QuoteClosed`.
    """
    row = await lock_invoice(tx, id)
    require(row.status, _ACTIONS[answer], kind=row.kind)
    if row.answer == answer:
        await audit(tx, "quote.answer", subject="invoice", id=id, after={"answer": answer, "again": True})
        return row
    answer_quote(await read_answer(tx, row), _ACTIONS[answer])
    await _store(tx, row, answer, name=name, note=note, by_client=by_client)
    after = {"answer": answer, "name": name, "note": note, "by_client": by_client}
    await audit(tx, "quote.answer", subject="invoice", id=id, before={"answer": None}, after=after)
    if answer == "rejected":
        await give_back_rules(tx, id)
    event = QuoteAccepted if answer == "accepted" else QuoteRejected
    await record(tx, event(id, row.number or "", name, note, by_client))
    return await get_invoice(tx, id)


async def _store(tx: Tx, row: InvoiceRow, answer: Answered, *, name: str, note: str, by_client: bool) -> None:
    await _INSERT.run(
        tx.conn,
        org_id=tx.org_id,
        quote_id=row.id,
        answer=answer,
        by_client=by_client,
        name=name,
        note=note,
        version_hash=(await newest_version(tx, row.id)).seal.hash,
        ip=tx.origin.ip,
        user_agent=tx.origin.user_agent[:300],
        actor_label=tx.actor.label,
        at=tx.now,
    )
    await _ANSWER.run(tx.conn, org=tx.org_id, id=row.id, answer=answer, now=tx.now)
