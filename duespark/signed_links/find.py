"""Reads of payment links that people made: those of an invoice, newest first, with how each stands now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from duespark.accounts.signing import signer_of
from duespark.engine.errors import NotFound
from duespark.engine.money.text import Amount
from duespark.invoices.queries import InvoiceRow, get_invoice
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx, clock
from duespark.runtime.web import Closed, Page, decode_cursor, encode_cursor
from duespark.signed_links.rows import COLUMNS, SIGNS, LinkRow, pay_url

LinkState = Literal["open", "revoked", "closed", "expired", "used"]
"""What a link is worth: open, or why not. `closed`: nothing is owed on the document any more."""

_WHERE = (
    " FROM signed_links WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:invoice AS uuid) AND purpose = 'hand'"
)
_GET = Q(f"SELECT {COLUMNS}{_WHERE} AND id = CAST(:id AS uuid)")
_FIND = Q(
    f"SELECT {COLUMNS}{_WHERE} AND (CAST(:after AS uuid) IS NULL OR id < CAST(:after AS uuid))"
    " ORDER BY id DESC LIMIT CAST(:limit AS int)"
)
_SOME = Q(f"SELECT {COLUMNS} FROM signed_links WHERE org_id = CAST(:org AS uuid) AND id = ANY(CAST(:ids AS uuid[]))")
_COUNT = Q(f"SELECT count(*){_WHERE}")


class PaymentLinkNotFound(NotFound):
    code = "payment_link.not_found"
    sentence = "The invoice has no payment link {id}."


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentLink(Closed):
    """An address to pay one invoice at. `amount` is what was owed when it was made; its page shows what is owed when it is
    opened. `state` is `open`, or why it shows nothing to pay: `revoked` by a person, `closed` because nothing is owed any more,
    `expired`, or `used` by the one payment it was for."""

    id: UUID
    url: str
    amount: Amount
    currency: str
    one_time: bool
    expires_at: datetime | None
    created_at: datetime
    created_by: str
    revoked_at: datetime | None
    state: LinkState


def state_of(link: LinkRow, invoice: InvoiceRow, *, now: datetime) -> LinkState:
    """What the link is worth at `now`, its signature aside."""
    if link.revoked_at is not None:
        return "revoked"
    if invoice.status != "issued" or invoice.balance <= 0:
        return "closed"
    if link.expires_at is not None and now >= link.expires_at:
        return "expired"
    return "used" if link.one_time and invoice.paid > link.paid else "open"


async def get_payment_link(tx: Tx, invoice_id: UUID, id: UUID) -> PaymentLink:
    """Raises `InvoiceNotFound`, `PaymentLinkNotFound`."""
    invoice = await get_invoice(tx, invoice_id)
    row = await _GET.one(tx.conn, org=tx.org_id, invoice=invoice_id, id=id)
    if row is None:
        raise PaymentLinkNotFound(id=id)
    return await _shown(tx, LinkRow(**row), invoice)


async def find_payment_links(tx: Tx, invoice_id: UUID, *, limit: int, cursor: str | None) -> Page[PaymentLink]:
    """Newest first. Raises `InvoiceNotFound`, `BadCursor`."""
    invoice = await get_invoice(tx, invoice_id)
    place = decode_cursor(cursor, "-id")
    after = place[1] if place else None
    rows = await _FIND.all(tx.conn, org=tx.org_id, invoice=invoice_id, after=after, limit=limit + 1)
    data = [await _shown(tx, LinkRow(**row), invoice) for row in rows[:limit]]
    more = encode_cursor("-id", None, data[-1].id) if len(rows) > limit else None
    return Page(data=data, next=more, total=await _COUNT.value(tx.conn, org=tx.org_id, invoice=invoice_id))


async def payment_urls(tx: Tx, ids: Sequence[object]) -> dict[object, str]:
    """The addresses of some links of the organization, by their ids."""
    links = [LinkRow(**row) for row in await _SOME.all(tx.conn, org=tx.org_id, ids=list(ids))]
    secrets = {key: (await signer_of(tx, key)).secret(SIGNS) for key in {link.key_id for link in links}}
    return {link.id: pay_url(link, secrets[link.key_id]) for link in links}


async def _shown(tx: Tx, link: LinkRow, invoice: InvoiceRow) -> PaymentLink:
    secret = (await signer_of(tx, link.key_id)).secret(SIGNS)
    kept = ("id", "amount", "currency", "one_time", "expires_at", "created_at", "created_by", "revoked_at")
    return PaymentLink(
        url=pay_url(link, secret),
        state=state_of(link, invoice, now=clock()),
        **{name: getattr(link, name) for name in kept},
    )
