"""Keeps what a draft was each time it was saved: the last twenty states, of busy minutes one every half a minute.

A state is never the truth of anything; it is there to be looked at and put back. All of them go when the draft is issued or
deleted: the history of a document begins at issue.
"""

from typing import Any
from uuid import UUID

from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

MOST = 20
"""States kept of one draft."""
_KEPT = (
    "company_id",
    "client_id",
    "document",
    "exchange_typed",
    "bank_account_id",
    "brand_id",
    "chosen_series_id",
    "seller_address_id",
    "ship_from_id",
    "discount_codes",
)
_INSERT = Q(
    "INSERT INTO draft_saves (org_id, invoice_id, number, version, company_id, client_id, document, exchange_typed,"
    " bank_account_id, brand_id, chosen_series_id, seller_address_id, ship_from_id, discount_codes, at, actor_kind, actor_id, actor_label)"
    " SELECT CAST(:org AS uuid), CAST(:invoice AS uuid), coalesce(max(number), 0) + 1, CAST(:version AS int),"
    " CAST(:company_id AS uuid), CAST(:client_id AS uuid), CAST(:document AS jsonb), CAST(:exchange_typed AS boolean),"
    " CAST(:bank_account_id AS uuid), CAST(:brand_id AS uuid), CAST(:chosen_series_id AS uuid),"
    " CAST(:seller_address_id AS uuid), CAST(:ship_from_id AS uuid), CAST(:discount_codes AS text[]),"
    " CAST(:now AS timestamptz), :actor_kind, CAST(:actor_id AS uuid), :actor_label"
    " FROM draft_saves WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:invoice AS uuid) RETURNING number"
)
# What the same person saved again within half a minute goes first, the oldest of it; else the oldest of all.
_THIN = Q(
    "DELETE FROM draft_saves AS d USING ("
    "  SELECT number FROM ("
    "    SELECT number, row_number() OVER (ORDER BY number DESC) AS place, count(*) OVER () AS kept,"
    "      lead(at) OVER later - at < interval '30 seconds'"
    "        AND lead(actor_label) OVER later = actor_label AND lead(actor_id) OVER later IS NOT DISTINCT FROM actor_id AS passing"
    "      FROM draft_saves WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:invoice AS uuid)"
    "      WINDOW later AS (ORDER BY number)) AS s"
    "   WHERE kept > CAST(:most AS int) AND place > 1 ORDER BY passing DESC NULLS LAST, number LIMIT 1) AS gone"
    " WHERE d.org_id = CAST(:org AS uuid) AND d.invoice_id = CAST(:invoice AS uuid) AND d.number = gone.number"
)


async def keep_state(tx: Tx, invoice: UUID, columns: dict[str, Any], *, version: int | None) -> int:
    """Keep what these columns say of the draft, which is locked or new; its number. Without a `version` it is only set aside."""
    number: int = await _INSERT.value(
        tx.conn,
        org=tx.org_id,
        invoice=invoice,
        version=version,
        now=tx.now,
        actor_kind=tx.actor.kind,
        actor_id=tx.actor.id,
        actor_label=tx.actor.label,
        **{name: columns[name] for name in _KEPT},
    )
    await _THIN.run(tx.conn, org=tx.org_id, invoice=invoice, most=MOST)
    return number
