"""The links people made and gave away: previews of drafts and payment links, in one list, each of them can be ended."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from duespark.engine.errors import NotFound
from duespark.prints.preview_link import preview_url, revoke_preview_link
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx, clock
from duespark.runtime.web import Closed, Page, decode_cursor, encode_cursor
from duespark.signed_links.find import payment_urls
from duespark.signed_links.revoke import revoke_payment_link

SharedKind = Literal["preview", "payment"]
SharedState = Literal["open", "expired", "used", "closed", "revoked"]

_ALL = """
WITH links AS (
  SELECT l.id, 'preview' AS kind, l.invoice_id, l.code, l.expires_at, l.created_at, l.created_by, l.revoked_at,
    i.status <> 'draft' AS is_closed, false AS is_used, i.company_id, i.client_name, i.number, i.draft_number
    FROM preview_links AS l JOIN invoices AS i ON i.org_id = l.org_id AND i.id = l.invoice_id
   WHERE l.org_id = CAST(:org AS uuid)
  UNION ALL
  SELECT l.id, 'payment', l.invoice_id, '', l.expires_at, l.created_at, l.created_by, l.revoked_at,
    i.status <> 'issued' OR i.balance <= 0, l.one_time AND i.paid > l.paid, i.company_id, i.client_name, i.number, i.draft_number
    FROM signed_links AS l JOIN invoices AS i ON i.org_id = l.org_id AND i.id = l.invoice_id
   WHERE l.org_id = CAST(:org AS uuid) AND l.purpose = 'hand'
), shown AS (
  SELECT id, kind, invoice_id, code, expires_at, created_at, created_by, revoked_at, client_name,
    coalesce(number, draft_number, '') AS number, CASE WHEN revoked_at IS NOT NULL THEN 'revoked' WHEN is_closed THEN 'closed'
      WHEN expires_at <= CAST(:now AS timestamptz) THEN 'expired' WHEN is_used THEN 'used' ELSE 'open' END AS state
    FROM links WHERE CAST(:companies AS uuid[]) IS NULL OR company_id = ANY(CAST(:companies AS uuid[]))
)
"""
_WHERE = (
    " FROM shown WHERE (CAST(:kind AS text) IS NULL OR kind = :kind) AND (CAST(:state AS text) IS NULL OR state = :state)"
    " AND (CAST(:invoice AS uuid) IS NULL OR invoice_id = CAST(:invoice AS uuid))"
)
_FIND = Q(
    f"{_ALL} SELECT *{_WHERE} AND (CAST(:after AS uuid) IS NULL OR id < CAST(:after AS uuid))"
    " ORDER BY id DESC LIMIT CAST(:limit AS int)"
)
_COUNT = Q(f"{_ALL} SELECT count(*){_WHERE}")
_GET = Q(f"{_ALL} SELECT * FROM shown WHERE id = CAST(:id AS uuid)")


class SharedLinkNotFound(NotFound):
    code = "shared_link.not_found"
    sentence = "There is no shared link {id}."


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedLink(Closed):
    """A link to a draft (`preview`) or to pay an invoice (`payment`). `url` is empty unless its `state` is `open`: it is
    `closed` when the draft was issued or nothing is owed any more, `used` by the one payment it was for, `expired`, or
    `revoked` by a person. `number` is that of the document or its draft."""

    id: UUID
    kind: SharedKind
    invoice_id: UUID
    number: str
    client_name: str
    url: str
    state: SharedState
    expires_at: datetime | None
    created_at: datetime
    created_by: str
    revoked_at: datetime | None


SHARED_COLUMNS = [name for name in SharedLink.__dataclass_fields__ if name not in ("id", "invoice_id")]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFilter:
    """Which links; None for all."""

    kind: SharedKind | None = None
    state: SharedState | None = None
    invoice_id: UUID | None = None


def _known(tx: Tx, chosen: SharedFilter) -> dict[str, object]:
    return _seen(tx) | {"kind": chosen.kind, "state": chosen.state, "invoice": chosen.invoice_id}


def _seen(tx: Tx) -> dict[str, object]:
    return {"org": tx.org_id, "now": clock(), "companies": tx.seen_companies}


async def find_shared_links(
    tx: Tx, chosen: SharedFilter, *, limit: int = 50, cursor: str | None = None
) -> Page[SharedLink]:
    """Newest first, of the companies the actor may see. Raises `BadCursor`."""
    place, known = decode_cursor(cursor, "-id"), _known(tx, chosen)
    rows = await _FIND.all(tx.conn, **known, after=place[1] if place else None, limit=limit + 1)
    data = await _shown(tx, [dict(row) for row in rows[:limit]])
    more = encode_cursor("-id", None, data[-1].id) if len(rows) > limit else None
    return Page(data=data, next=more, total=await _COUNT.value(tx.conn, **known))


async def walk_shared_links(tx: Tx, chosen: SharedFilter) -> AsyncIterator[SharedLink]:
    """All the filter finds, for a file."""
    page = await find_shared_links(tx, chosen, limit=500)
    while True:
        for one in page.data:
            yield one
        if page.next is None:
            return
        page = await find_shared_links(tx, chosen, limit=500, cursor=page.next)


async def revoke_shared_link(tx: Tx, id: UUID) -> SharedLink:
    """The address stops working at once. Raises `SharedLinkNotFound`."""
    before = await _get(tx, id)
    revoke = revoke_preview_link if before.kind == "preview" else revoke_payment_link
    await revoke(tx, before.invoice_id, id)
    return await _get(tx, id)


async def _get(tx: Tx, id: UUID) -> SharedLink:
    row = await _GET.one(tx.conn, **_seen(tx), id=id)
    if row is None:
        raise SharedLinkNotFound(id=id)
    return (await _shown(tx, [dict(row)]))[0]


async def _shown(tx: Tx, rows: list[dict[str, object]]) -> list[SharedLink]:
    open_ = [row["id"] for row in rows if row["kind"] == "payment" and row["state"] == "open"]
    urls = await payment_urls(tx, open_) if open_ else {}
    made = []
    for row in rows:
        code = str(row.pop("code"))
        url = preview_url(code) if row["kind"] == "preview" and row["state"] == "open" else urls.get(row["id"], "")
        made.append(SharedLink(url=url, **row))  # type: ignore[arg-type]
    return made
