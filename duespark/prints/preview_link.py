"""The link to a draft for somebody without an account: it shows the draft as it is now, and ends by itself."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from pydantic import Field

from duespark.accounts.audit import audit
from duespark.documents.look import invoice_look
from duespark.documents.public_page import render_html
from duespark.documents.view import print_view
from duespark.engine.errors import Conflict
from duespark.invoices.queries import InvoiceRow, get_invoice
from duespark.prints.models import preview_links
from duespark.runtime.db import Q, insert
from duespark.runtime.ids import new_id, new_link_code
from duespark.runtime.settings import settings
from duespark.runtime.tx import Actor, Tx, bind, clock
from duespark.runtime.web import Closed

_CODE = re.compile(r"[A-Za-z0-9]{8,64}")
_INSERT = insert(preview_links, skip=["revoked_at"])
_OF = Q(
    "SELECT id, code, expires_at, created_at, created_by FROM preview_links WHERE org_id = CAST(:org AS uuid)"
    " AND invoice_id = CAST(:invoice AS uuid) AND revoked_at IS NULL AND expires_at > CAST(:now AS timestamptz)"
    " ORDER BY created_at DESC"
)
_REVOKE = Q(
    "UPDATE preview_links SET revoked_at = CAST(:now AS timestamptz) WHERE org_id = CAST(:org AS uuid)"
    " AND invoice_id = CAST(:invoice AS uuid) AND revoked_at IS NULL"
)
_REVOKE_ONE = Q(
    "UPDATE preview_links SET revoked_at = CAST(:now AS timestamptz) WHERE org_id = CAST(:org AS uuid)"
    " AND invoice_id = CAST(:invoice AS uuid) AND id = CAST(:id AS uuid) AND revoked_at IS NULL"
)
_FIND = Q(
    "SELECT org_id, invoice_id, revoked_at IS NULL AND expires_at > CAST(:now AS timestamptz) AS lasts"
    " FROM preview_links WHERE code = :code"
)


class NotADraft(Conflict):
    code = "preview_link.not_a_draft"
    sentence = "{number} is issued. Send its public link instead."


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewLinkIn(Closed):
    days: Annotated[int, Field(ge=1, le=30)] = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewLink(Closed):
    """Whoever has the address sees the draft as it then is, until the link expires or the draft is issued."""

    id: UUID
    url: str
    expires_at: datetime
    created_at: datetime
    created_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewLinks(Closed):
    data: list[PreviewLink]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a code leads to. Nothing of the draft may be shown once it `has_ended`: by time, by hand, or because it was issued."""

    row: InvoiceRow
    has_ended: bool


async def make_preview_link(tx: Tx, id: UUID, wanted: PreviewLinkIn) -> PreviewLink:
    """A new link to a draft. Raises `InvoiceNotFound`, `NotADraft`."""
    row = await get_invoice(tx, id)
    if row.status != "draft":
        raise NotADraft(number=row.number)
    expires = clock() + timedelta(days=wanted.days)
    await _INSERT.run(
        tx.conn, org_id=tx.org_id, id=new_id(), invoice_id=id, code=new_link_code(24), expires_at=expires,
        created_at=clock(), created_by=tx.actor.label,
    )  # fmt: skip
    await audit(tx, "invoice.share_preview", subject="invoice", id=id, after={"expires_at": expires})
    return (await find_preview_links(tx, id))[0]


async def find_preview_links(tx: Tx, id: UUID) -> list[PreviewLink]:
    """The links to a draft that work now, newest first. Raises `InvoiceNotFound`."""
    await get_invoice(tx, id)
    rows = await _OF.all(tx.conn, org=tx.org_id, invoice=id, now=clock())
    return [
        PreviewLink(
            url=preview_url(row["code"]),
            **{name: row[name] for name in ("id", "expires_at", "created_at", "created_by")},
        )
        for row in rows
    ]


def preview_url(code: str) -> str:
    """The address people open."""
    return f"{settings().base_url}/p/{code}"


async def revoke_preview_link(tx: Tx, id: UUID, link_id: UUID) -> None:
    """End one link to a draft. Raises `InvoiceNotFound`."""
    await get_invoice(tx, id)
    await _REVOKE_ONE.run(tx.conn, org=tx.org_id, invoice=id, id=link_id, now=clock())
    await audit(tx, "invoice.unshare_preview", subject="invoice", id=id, before={"links": 1}, after={"link": link_id})


async def revoke_preview_links(tx: Tx, id: UUID) -> None:
    """End all links to a draft at once. Raises `InvoiceNotFound`."""
    before = await find_preview_links(tx, id)
    await _REVOKE.run(tx.conn, org=tx.org_id, invoice=id, now=clock())
    await audit(tx, "invoice.unshare_preview", subject="invoice", id=id, before={"links": len(before)})


async def open_preview(tx: Tx, code: str) -> Preview | None:
    """The draft behind a code; binds the transaction to its organization. None for an unknown code."""
    found = await _FIND.one(tx.conn, code=code, now=clock()) if _CODE.fullmatch(code) else None
    if found is None:
        return None
    await bind(tx, found["org_id"])
    tx.actor = Actor(kind="client", label="Somebody with the link")
    row = await get_invoice(tx, found["invoice_id"])
    return Preview(row=row, has_ended=not found["lasts"] or row.status != "draft")


async def page_of(tx: Tx, row: InvoiceRow, *, pdf: str) -> str:
    """The draft as a page; `pdf` is where its PDF is."""
    view = print_view(row.plain, look=await invoice_look(tx, row), status=row.status)
    return render_html(view, links={"pdf": pdf})
