"""Legal holds: while one stands, nothing of the client is erased, whoever asks."""

from uuid import UUID

import asyncpg

from duespark.accounts.audit import audit
from duespark.clients.queries import get_client, hold_client
from duespark.engine.errors import Conflict, NotFound
from duespark.invoices.queries import InvoiceNotFound, get_invoice
from duespark.privacy.models import legal_holds
from duespark.privacy.schemas import HoldIn, LegalHold
from duespark.runtime.db import Q, insert
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx

_HOLD = (
    "SELECT h.id, h.client_id, c.name AS client_name, h.invoice_id, i.number AS invoice_number, h.reason, h.placed_by, h.placed_at,"
    " h.release_reason, h.released_by, h.released_at FROM legal_holds AS h"
    " JOIN clients AS c ON c.org_id = h.org_id AND c.id = h.client_id"
    " LEFT JOIN invoices AS i ON i.org_id = h.org_id AND i.id = h.invoice_id WHERE h.org_id = CAST(:org AS uuid)"
)
_ONE = Q(f"{_HOLD} AND h.id = CAST(:id AS uuid)")
# A hold on a client that was merged away holds the one that took over what it had.
_OF_CLIENT = Q(
    f"{_HOLD} AND (h.client_id = CAST(:client AS uuid) OR h.client_id IN (SELECT id FROM clients"
    " WHERE org_id = CAST(:org AS uuid) AND merged_into = CAST(:client AS uuid))) ORDER BY h.id DESC"
)
_INSERT = insert(legal_holds, skip=["release_reason", "released_by", "released_at"])
_RELEASE = Q(
    "UPDATE legal_holds SET release_reason = :reason, released_by = :by, released_at = CAST(:now AS timestamptz)"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid) AND released_at IS NULL RETURNING id"
)


class HoldNotFound(NotFound):
    code = "legal_hold.not_found"
    sentence = "There is no legal hold {id}."


class HoldReleased(Conflict):
    code = "legal_hold.released"
    sentence = "This legal hold was released before, by {by}."


async def find_holds(tx: Tx, client_id: UUID) -> list[LegalHold]:
    """All legal holds on a client, also released ones, the newest first. Raises `ClientNotFound`."""
    await get_client(tx, client_id)
    return [_shown(row) for row in await _OF_CLIENT.all(tx.conn, org=tx.org_id, client=client_id)]


async def place_hold(tx: Tx, client_id: UUID, wanted: HoldIn) -> LegalHold:
    """A new legal hold. Raises `ClientNotFound`, `ClientGone`, `InvoiceNotFound` also for another client's document."""
    await hold_client(tx, client_id)
    if wanted.invoice_id is not None and (await get_invoice(tx, wanted.invoice_id)).client_id != client_id:
        raise InvoiceNotFound(id=wanted.invoice_id)
    id = new_id()
    await _INSERT.run(
        tx.conn, org_id=tx.org_id, id=id, client_id=client_id, invoice_id=wanted.invoice_id, reason=wanted.reason,
        placed_by=tx.actor.label, placed_at=tx.now,
    )  # fmt: skip
    made = await _get(tx, id)
    await audit(tx, "legal_hold.place", subject="client", id=client_id, after=made)
    return made


async def release_hold(tx: Tx, id: UUID, *, reason: str) -> LegalHold:
    """The hold, released for this reason. Raises `HoldNotFound`, `HoldReleased`."""
    before = await _get(tx, id)
    released = await _RELEASE.value(tx.conn, org=tx.org_id, id=id, reason=reason, by=tx.actor.label, now=tx.now)
    if released is None:
        raise HoldReleased(by=(await _get(tx, id)).released_by)
    after = await _get(tx, id)
    await audit(tx, "legal_hold.release", subject="client", id=before.client_id, before=before, after=after)
    return after


async def _get(tx: Tx, id: UUID) -> LegalHold:
    row = await _ONE.one(tx.conn, org=tx.org_id, id=id)
    if row is None:
        raise HoldNotFound(id=id)
    return _shown(row)


def _shown(row: asyncpg.Record) -> LegalHold:
    return LegalHold(**row)
