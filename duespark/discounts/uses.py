"""How often discount rules were used: counted when a document is issued, given back when it is voided or declined.

A rule with a limit is locked until the issue is done, so that two issues at the same time never use it once too often.
To give a use back needs no lock: it only makes room. Documents made from one another (a quote, what takes its place, its
invoices) keep one promise, which counts once for as long as one of them holds it.
"""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

import asyncpg

from duespark.discounts.models import discount_rule_uses
from duespark.discounts.queries import HELD, RuleRow
from duespark.engine.errors import Conflict
from duespark.engine.invoice.discount_effect import taken_by_rules
from duespark.engine.invoice.document import Document
from duespark.runtime.db import Q, insert
from duespark.runtime.tx import Tx

Exhausted = Literal["used_up", "used_up_by_client"]

# In the order of ids, as everybody locks several rules.
_LOCK = Q(
    "SELECT id, name, most_uses, most_uses_per_client FROM discount_rules"
    " WHERE org_id = CAST(:org AS uuid) AND id = ANY(CAST(:ids AS uuid[]))"
    " AND (most_uses IS NOT NULL OR most_uses_per_client IS NOT NULL) ORDER BY id FOR NO KEY UPDATE"
)
_COUNT = Q(
    "SELECT u.rule_id, count(DISTINCT u.promise_id) AS of_all,"
    " count(DISTINCT u.promise_id) FILTER (WHERE u.client_id = CAST(:client AS uuid)) AS of_client"
    " FROM discount_rule_uses AS u WHERE u.org_id = CAST(:org AS uuid) AND u.rule_id = ANY(CAST(:ids AS uuid[]))"
    f" AND {HELD} GROUP BY u.rule_id"
)
# Whoever answers, voids or replaces an offer holds it too, so what it promises stays until this issue is done.
_HOLD_OFFER = Q(
    "SELECT 1 FROM invoices WHERE org_id = CAST(:org AS uuid) AND id = CAST(:source AS uuid)"
    " AND kind IN ('quote', 'proforma') FOR UPDATE"
)
_PROMISED = Q(
    "SELECT u.rule_id, u.promise_id FROM discount_rule_uses AS u"
    f" WHERE u.org_id = CAST(:org AS uuid) AND u.invoice_id = CAST(:source AS uuid) AND {HELD}"
)
_EXISTING = Q("SELECT id FROM discount_rules WHERE org_id = CAST(:org AS uuid) AND id = ANY(CAST(:ids AS uuid[]))")
_INSERT = insert(discount_rule_uses)
_GIVE_BACK = Q(
    "DELETE FROM discount_rule_uses WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:invoice AS uuid)"
)


class RuleUsedUp(Conflict):
    code = "discount_rule.used_up"
    sentence = (
        "The discount {name} has a limit of {most} invoices{whose}, and that is used up. Save the draft again to go on without it, or raise the"
        " limit of the rule."
    )


async def use_rules(tx: Tx, document: Document, *, invoice_id: UUID, client_id: UUID, source_id: UUID | None) -> None:
    """Count each rule that takes something off a document that is being issued, once for the document.

    What the document was made from counts for it too: a promise is kept and counted once, unless it was given back. Locks
    the offer it was made from, then the rules. Raises `RuleUsedUp`.
    """
    if source_id is not None:
        await _HOLD_OFFER.one(tx.conn, org=tx.org_id, source=source_id)
    ids = rules_in(document)
    if not ids:
        return
    promised = await _promised(tx, source_id)
    await _take(tx, [id for id in ids if id not in promised], client_id)
    known = {row["id"] for row in await _EXISTING.all(tx.conn, org=tx.org_id, ids=ids)}
    use = {"org_id": tx.org_id, "invoice_id": invoice_id, "client_id": client_id, "used_at": tx.now}
    use |= {"open_until": document.valid_until if document.kind == "quote" else None}
    rows = [{**use, "rule_id": id, "promise_id": promised.get(id, invoice_id)} for id in ids if id in known]
    await _INSERT.many(tx.conn, rows)


async def _promised(tx: Tx, source_id: UUID | None) -> dict[UUID, UUID]:
    """The rules that the document another is made from still holds, with the document that promised each first."""
    if source_id is None:
        return {}
    rows = await _PROMISED.all(tx.conn, org=tx.org_id, source=source_id, today=tx.today)
    return {row["rule_id"]: row["promise_id"] for row in rows}


async def _take(tx: Tx, ids: list[UUID], client_id: UUID) -> None:
    """Lock the rules that have a limit. Raises `RuleUsedUp` where one is reached."""
    limited = await _LOCK.all(tx.conn, org=tx.org_id, ids=ids) if ids else []
    counts = await _counts(tx, [row["id"] for row in limited], client_id)
    for row in limited:
        why = _exhausted(row["most_uses"], row["most_uses_per_client"], counts.get(row["id"], (0, 0)))
        if why is not None:
            most = row["most_uses"] if why == "used_up" else row["most_uses_per_client"]
            whose = "" if why == "used_up" else " for each client"
            raise RuleUsedUp(pointer="/discount_codes", name=row["name"], most=most, whose=whose)


async def give_back_rules(tx: Tx, invoice_id: UUID) -> None:
    """A document that is void, or a quote that was declined, uses nothing. The caller holds it."""
    await _GIVE_BACK.run(tx.conn, org=tx.org_id, invoice=invoice_id)


async def find_exhausted(
    tx: Tx, rows: Sequence[RuleRow], *, client_id: UUID, source_id: UUID | None = None
) -> dict[UUID, Exhausted]:
    """The rules that may not be used any more, by all or by this client, with which of the two it is; not those that what
    the draft is made from holds."""
    limited = [row for row in rows if row.rule.most_uses or row.rule.most_uses_per_client]
    if not limited:
        return {}
    counts = await _counts(tx, [row.id for row in limited], client_id)
    found = {
        row.id: _exhausted(row.rule.most_uses, row.rule.most_uses_per_client, counts.get(row.id, (0, 0)))
        for row in limited
    }
    spent = {id: why for id, why in found.items() if why is not None}
    promised = await _promised(tx, source_id) if spent else {}
    return {id: why for id, why in spent.items() if id not in promised}


async def _counts(tx: Tx, ids: list[UUID], client_id: UUID) -> dict[UUID, tuple[int, int]]:
    if not ids:
        return {}
    rows: list[asyncpg.Record] = await _COUNT.all(tx.conn, org=tx.org_id, ids=ids, client=client_id, today=tx.today)
    return {row["rule_id"]: (row["of_all"], row["of_client"]) for row in rows}


def _exhausted(most: int | None, most_per_client: int | None, used: tuple[int, int]) -> Exhausted | None:
    of_all, of_client = used
    if most is not None and of_all >= most:
        return "used_up"
    return "used_up_by_client" if most_per_client is not None and of_client >= most_per_client else None


def rules_in(document: Document) -> list[UUID]:
    """The rules that take something off, in the order of ids."""
    found = []
    for key, taken in taken_by_rules(document).items():
        try:
            found += [UUID(key)] if taken else []
        except ValueError:
            continue
    return sorted(found)
