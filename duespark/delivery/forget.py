"""Forget what was said to whom and who looked: part of erasing a client's personal data, or a document no law keeps."""

from collections.abc import Sequence
from uuid import UUID

from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_LINKS = (
    "SELECT l.id FROM public_links AS l JOIN invoices AS i ON i.org_id = l.org_id AND i.id = l.invoice_id"
    " WHERE l.org_id = CAST(:org AS uuid) AND i.client_id = ANY(CAST(:clients AS uuid[]))"
)
_VIEWS = Q(f"DELETE FROM link_views WHERE org_id = CAST(:org AS uuid) AND link_id IN ({_LINKS})")
_CLOSE = Q(
    "UPDATE public_links SET revoked_at = CAST(:now AS timestamptz) WHERE org_id = CAST(:org AS uuid)"
    f" AND revoked_at IS NULL AND id IN ({_LINKS})"
)


async def forget_visits(tx: Tx, clients: Sequence[UUID]) -> None:
    """No public page of these clients' documents opens any more, and nobody knows who opened one. The caller audits."""
    await _VIEWS.run(tx.conn, org=tx.org_id, clients=list(clients))
    await _CLOSE.run(tx.conn, org=tx.org_id, clients=list(clients), now=tx.now)


_OF = "org_id = CAST(:org AS uuid) AND invoice_id = CAST(:id AS uuid)"
_LINKS_OF = f"SELECT id FROM public_links WHERE {_OF}"
_DOCUMENT = (
    Q(f"DELETE FROM link_views WHERE org_id = CAST(:org AS uuid) AND link_id IN ({_LINKS_OF})"),
    Q(f"UPDATE public_links SET revoked_at = CAST(:now AS timestamptz) WHERE {_OF} AND revoked_at IS NULL"),
    Q(f"DELETE FROM amendment_answers WHERE {_OF}"),
    Q(
        "UPDATE sends SET error = '', key = CAST(id AS text) WHERE org_id = CAST(:org AS uuid)"
        f" AND id IN (SELECT send_id FROM deliveries WHERE {_OF})"
    ),
)
_LETTERS = Q(
    "UPDATE deliveries SET recipient = '', contact_id = NULL, subject = '', message = '', subject_template = NULL, password = NULL"
    f" WHERE {_OF} RETURNING id"
)


async def forget_letters(tx: Tx, invoice_id: UUID) -> list[UUID]:
    """Letters about an erased document keep when they went and nothing else; its pages are closed. The letters' ids."""
    for statement in _DOCUMENT:
        await statement.run(tx.conn, org=tx.org_id, id=invoice_id, now=tx.now)
    return [row["id"] for row in await _LETTERS.all(tx.conn, org=tx.org_id, id=invoice_id)]
