"""Make a client nameless: what erasing its personal data leaves is a number that documents may refer to."""

from uuid import UUID

from duespark.clients.details import ClientIn
from duespark.clients.queries import COLUMNS, client_row
from duespark.clients.update import change
from duespark.engine.invoice.party import Address, Party
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_THESE = Q(
    f"SELECT {COLUMNS} FROM clients AS c WHERE c.org_id = CAST(:org AS uuid)"
    " AND (c.id = CAST(:client AS uuid) OR c.merged_into = CAST(:client AS uuid)) ORDER BY c.id FOR UPDATE"
)
_CONTACTS = Q(
    "DELETE FROM client_contacts WHERE org_id = CAST(:org AS uuid) AND client_id = ANY(CAST(:clients AS uuid[]))"
)
_EVENTS = Q(
    """UPDATE events SET data = data || '{"merged_name": ""}' WHERE org_id = CAST(:org AS uuid)"""
    " AND kind = 'client.merged' AND subject_id = ANY(CAST(:clients AS uuid[]))"
)
_GRAMS = Q(
    "DELETE FROM client_grams AS g WHERE g.org_id = CAST(:org AS uuid) AND g.word = ANY(CAST(:words AS text[]))"
    " AND NOT EXISTS (SELECT FROM client_words AS w WHERE w.org_id = g.org_id AND w.word = g.word)"
)
_ARCHIVE = Q(
    "UPDATE clients SET archived_at = coalesce(archived_at, CAST(:now AS timestamptz))"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)


async def anonymize_clients(tx: Tx, client_id: UUID) -> list[UUID]:
    """The ids of the client and of those merged into it, whose names, addresses, people, notes and fields are gone.

    They are archived; of the address the country stays, for it decides on taxes. Whoever calls it audits.
    """
    rows = [client_row(row) for row in await _THESE.all(tx.conn, org=tx.org_id, client=client_id)]
    ids = [row.id for row in rows]
    await _CONTACTS.run(tx.conn, org=tx.org_id, clients=ids)
    await _EVENTS.run(tx.conn, org=tx.org_id, clients=ids)
    for row in rows:
        code = f"X{row.id.hex[-12:].upper()}"
        nobody = ClientIn(
            profile=Party(name=f"Erased client {code}", address=Address(country=row.profile.address.country)),
            kind=row.kind,
            code=code,
            currency=row.currency,
            language=row.language,
            time_zone=row.time_zone,
        )
        await change(tx, row, nobody)
        await _GRAMS.run(tx.conn, org=tx.org_id, words=list(row.words))
        await _ARCHIVE.run(tx.conn, org=tx.org_id, id=row.id, now=tx.now)
    return ids
