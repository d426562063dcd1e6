"""How often discount rules were used: counted when a document is issued, given back when it is voided.

A rule with a limit is locked until the issue is done, so that two issues at the same time never use it once too often.
"""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

import asyncpg

from duespark.discounts.queries import RuleRow
from duespark.engine.errors import Conflict
from duespark.engine.invoice.discount_effect import taken_by_rules
from duespark.engine.invoice.document import Document
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

Exhausted = Literal["used_up", "used_up_by_client"]

# In the order of ids, as everybody locks several rules.
_LOCK = Q(
    "SELECT id, name, most_uses, most_uses_per_client FROM discount_rules"
    " WHERE org_id = CAST(:org AS uuid) AND id = ANY(CAST(:ids AS uuid[]))"
    " AND (most_uses IS NOT NULL OR most_uses_per_client IS NOT NULL) ORDER BY id FOR NO KEY UPDATE"
)
_COUNT = Q(
    "SELECT rule_id, count(*) AS of_all, count(*) FILTER (WHERE client_id = CAST(:client AS uuid)) AS of_client"
    " FROM discount_rule_uses WHERE org_id = CAST(:org AS uuid) AND rule_id = ANY(CAST(:ids AS uuid[])) AND counted"
    " GROUP BY rule_id"
)
_PROMISED = Q(
    "SELECT rule_id FROM discount_rule_uses WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:source AS uuid)"
)
_USE = Q(
    "INSERT INTO discount_rule_uses (org_id, rule_id, invoice_id, client_id, counted, used_at)"
    " SELECT org_id, id, CAST(:invoice AS uuid), CAST(:client AS uuid), id <> ALL(CAST(:promised AS uuid[])),"
    " CAST(:now AS timestamptz) FROM discount_rules WHERE org_id = CAST(:org AS uuid) AND id = ANY(CAST(:ids AS uuid[]))"
)
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

    What the document was made from counts for it too: a promise is kept and counted once. Raises `RuleUsedUp`.
    """
    ids = _rules_in(document)
    if not ids:
        return
    promised = [row["rule_id"] for row in await _PROMISED.all(tx.conn, org=tx.org_id, source=source_id)]
    fresh = [id for id in ids if id not in promised]
    limited = await _LOCK.all(tx.conn, org=tx.org_id, ids=fresh)
    counts = await _counts(tx, [row["id"] for row in limited], client_id)
    for row in limited:
        why = _exhausted(row["most_uses"], row["most_uses_per_client"], counts.get(row["id"], (0, 0)))
        if why is not None:
            most = row["most_uses"] if why == "used_up" else row["most_uses_per_client"]
            whose = "" if why == "used_up" else " for each client"
            raise RuleUsedUp(pointer="/discount_codes", name=row["name"], most=most, whose=whose)
    await _USE.run(tx.conn, org=tx.org_id, ids=ids, invoice=invoice_id, client=client_id, promised=promised, now=tx.now)


async def give_back_rules(tx: Tx, invoice_id: UUID) -> None:
    """A voided document uses nothing."""
    await _GIVE_BACK.run(tx.conn, org=tx.org_id, invoice=invoice_id)


async def find_exhausted(tx: Tx, rows: Sequence[RuleRow], *, client_id: UUID) -> dict[UUID, Exhausted]:
    """The rules that may not be used any more, by all or by this client, with which of the two it is."""
    limited = [row for row in rows if row.rule.most_uses or row.rule.most_uses_per_client]
    if not limited:
        return {}
    counts = await _counts(tx, [row.id for row in limited], client_id)
    found = {
        row.id: _exhausted(row.rule.most_uses, row.rule.most_uses_per_client, counts.get(row.id, (0, 0)))
        for row in limited
    }
    return {id: why for id, why in found.items() if why is not None}


async def _counts(tx: Tx, ids: list[UUID], client_id: UUID) -> dict[UUID, tuple[int, int]]:
    if not ids:
        return {}
    rows: list[asyncpg.Record] = await _COUNT.all(tx.conn, org=tx.org_id, ids=ids, client=client_id)
    return {row["rule_id"]: (row["of_all"], row["of_client"]) for row in rows}


def _exhausted(most: int | None, most_per_client: int | None, used: tuple[int, int]) -> Exhausted | None:
    of_all, of_client = used
    if most is not None and of_all >= most:
        return "used_up"
    return "used_up_by_client" if most_per_client is not None and of_client >= most_per_client else None


def _rules_in(document: Document) -> list[UUID]:
    """The rules that take something off, in the order of ids."""
    found = []
    for key, taken in taken_by_rules(document).items():
        try:
            found += [UUID(key)] if taken else []
        except ValueError:
            continue
    return sorted(found)
