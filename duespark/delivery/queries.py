"""Reads of deliveries. The state comes from the ledger's row."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from duespark.delivery.letter import Kind, Wording
from duespark.delivery.models import deliveries
from duespark.delivery.schemas import Delivery
from duespark.engine.errors import NotFound
from duespark.invoices.models import invoices
from duespark.runtime.db import Q
from duespark.runtime.ledger import State, sends
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, decode_cursor, encode_cursor


class DeliveryNotFound(NotFound):
    code = "delivery.not_found"
    sentence = "There is no delivery {id}."


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRow:
    """A delivery with the state of its send."""

    id: UUID
    invoice_id: UUID
    company_id: UUID
    client_id: UUID
    send_id: UUID
    kind: Kind
    recipient: str
    contact_id: UUID | None
    subject: str
    message: str
    subject_template: str | None
    with_attachments: bool
    locked: bool
    discreet: bool
    step: str | None
    message_id: str
    created_at: datetime
    queued_at: datetime
    sent_at: datetime | None
    state: State
    error: str

    @property
    def wording(self) -> Wording:
        """What is to be said. A receipt's and an untouched invoice's words are the program's own."""
        is_template = self.subject_template is not None
        return Wording(
            subject=self.subject_template or self.subject,
            message=self.message,
            is_template=is_template,
            locked=self.locked,
        )


_ORG = sa.bindparam("org", type_=sa.Uuid)
_FROM = deliveries.join(sends, sa.and_(sends.c.org_id == deliveries.c.org_id, sends.c.id == deliveries.c.send_id)).join(
    invoices, sa.and_(invoices.c.org_id == deliveries.c.org_id, invoices.c.id == deliveries.c.invoice_id)
)
_COLUMNS = {
    **deliveries.c,
    "company_id": invoices.c.company_id,
    "client_id": invoices.c.client_id,
    "state": sends.c.state,
    "error": sends.c.error,
}
_SELECT = (
    sa.select(*(_COLUMNS[name] for name in DeliveryRow.__dataclass_fields__))
    .select_from(_FROM)
    .where(deliveries.c.org_id == _ORG)
)
_GET = Q(_SELECT.where(deliveries.c.id == sa.bindparam("id", type_=sa.Uuid)))
_FILTER = (
    "d.org_id = CAST(:org AS uuid)"
    " AND (CAST(:state AS text) IS NULL OR s.state = :state)"
    " AND (CAST(:invoice AS uuid) IS NULL OR d.invoice_id = :invoice)"
    " AND (CAST(:companies AS uuid[]) IS NULL OR i.company_id = ANY(CAST(:companies AS uuid[])))"
)
_JOINED = (
    "FROM deliveries AS d JOIN sends AS s ON s.org_id = d.org_id AND s.id = d.send_id"
    " JOIN invoices AS i ON i.org_id = d.org_id AND i.id = d.invoice_id WHERE " + _FILTER
)
_FIND = Q(
    "SELECT d.id, d.invoice_id, d.kind, d.channel, d.recipient, d.subject, s.state, s.error, d.step, d.locked, d.discreet, d.created_at,"
    " d.sent_at "
    + _JOINED
    + " AND (CAST(:after AS uuid) IS NULL OR d.id < CAST(:after AS uuid)) ORDER BY d.id DESC LIMIT CAST(:limit AS int)"
)
_COUNT = Q("SELECT count(*) " + _JOINED)
_OF_RECIPIENT = Q(
    "SELECT d.id, s.state FROM deliveries AS d JOIN sends AS s ON s.org_id = d.org_id AND s.id = d.send_id"
    " WHERE d.org_id = CAST(:org AS uuid) AND d.invoice_id = CAST(:invoice AS uuid) AND d.kind = 'invoice'"
    " AND d.recipient = :recipient ORDER BY d.id"
)
_PENDING = Q(
    "SELECT d.id FROM deliveries AS d JOIN sends AS s ON s.org_id = d.org_id AND s.id = d.send_id"
    " WHERE d.org_id = CAST(:org AS uuid) AND d.invoice_id = CAST(:invoice AS uuid)"
    " AND d.kind = ANY(CAST(:kinds AS text[])) AND s.state = 'pending' ORDER BY d.id"
)
_BY_HAND = (
    "FROM deliveries AS d JOIN sends AS s ON s.org_id = d.org_id AND s.id = d.send_id"
    " WHERE d.org_id = CAST(:org AS uuid) AND d.kind = 'invoice' AND s.state IN ('pending', 'sending', 'sent', 'unsure')"
)
_LATEST_BY_HAND = Q(f"SELECT max(d.queued_at) {_BY_HAND} AND d.invoice_id = CAST(:invoice AS uuid)")
_LATEST_BY_HANDS = Q(
    f"SELECT d.invoice_id, max(d.queued_at) AS at {_BY_HAND}"
    " AND d.invoice_id = ANY(CAST(:invoices AS uuid[])) GROUP BY d.invoice_id"
)
_DISCREET = Q(
    f"SELECT d.locked AND NOT d.later_open {_BY_HAND} AND d.invoice_id = CAST(:invoice AS uuid)"
    " ORDER BY d.queued_at DESC, d.id DESC LIMIT 1"
)


async def get_delivery(tx: Tx, id: UUID) -> DeliveryRow:
    """The delivery; raises `DeliveryNotFound` also for one of a company the actor may not see."""
    row = await _GET.one(tx.conn, org=tx.org_id, id=id)
    companies = tx.actor.company_ids
    if row is None or (companies is not None and row["company_id"] not in companies):
        raise DeliveryNotFound(id=id)
    return DeliveryRow(**row)


async def find_deliveries(
    tx: Tx, *, state: str | None = None, invoice_id: UUID | None = None, limit: int = 50, cursor: str | None = None
) -> Page[Delivery]:
    """Newest first, of the companies the actor may see. Raises `BadCursor`."""
    place = decode_cursor(cursor, "-id")
    companies = tx.actor.company_ids
    known = {
        "org": tx.org_id,
        "state": state,
        "invoice": invoice_id,
        "companies": None if companies is None else list(companies),
    }
    rows = await _FIND.all(tx.conn, **known, after=place[1] if place else None, limit=limit + 1)
    data = [Delivery(**row) for row in rows[:limit]]
    more = encode_cursor("-id", None, data[-1].id) if len(rows) > limit else None
    return Page(data=data, next=more, total=await _COUNT.value(tx.conn, **known))


async def find_to_recipient(tx: Tx, *, invoice_id: UUID, recipient: str) -> list[tuple[UUID, State]]:
    """All times the invoice itself was sent to this address, oldest first, with the state of each."""
    rows = await _OF_RECIPIENT.all(tx.conn, org=tx.org_id, invoice=invoice_id, recipient=recipient)
    return [(row["id"], row["state"]) for row in rows]


async def find_pending(tx: Tx, *, invoice_id: UUID, kinds: list[Kind]) -> list[UUID]:
    """Deliveries of the invoice that no worker has begun."""
    rows = await _PENDING.all(tx.conn, org=tx.org_id, invoice=invoice_id, kinds=kinds)
    return [row["id"] for row in rows]


async def find_last_by_hands(tx: Tx, invoice_ids: list[UUID]) -> dict[UUID, datetime]:
    """The same of several invoices; one that nobody sent is not in it."""
    rows = await _LATEST_BY_HANDS.all(tx.conn, org=tx.org_id, invoices=invoice_ids)
    return {row["invoice_id"]: row["at"] for row in rows}


async def find_last_by_hand(tx: Tx, invoice_id: UUID) -> datetime | None:
    """When a person last sent the invoice itself, and it was not refused."""
    found: datetime | None = await _LATEST_BY_HAND.value(tx.conn, org=tx.org_id, invoice=invoice_id)
    return found


async def is_discreet(tx: Tx, invoice_id: UUID) -> bool:
    """Whether mails about this invoice must show nothing of it: a person last sent it locked, and did not ask for usual mails after."""
    return bool(await _DISCREET.value(tx.conn, org=tx.org_id, invoice=invoice_id))
