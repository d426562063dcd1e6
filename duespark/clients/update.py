"""Change what is known of a client; invoices that are issued keep what they said."""

from dataclasses import replace
from uuid import UUID

import asyncpg
import sqlalchemy as sa

from duespark.accounts.audit import audit
from duespark.clients.create import CodeTaken
from duespark.clients.details import ClientIn, check_client
from duespark.clients.models import clients
from duespark.clients.queries import ClientRow, get_client, lock_client
from duespark.clients.schemas import client_of
from duespark.clients.stored import columns_of
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_CHANGED = (
    "name", "email", "profile", "code", "currency", "language", "time_zone", "payment_terms_days", "reminders_paused",
    "notes", "updated_at",
)  # fmt: skip
_UPDATE = Q(
    clients.update()
    .where(clients.c.org_id == sa.bindparam("org"), clients.c.id == sa.bindparam("client"))
    .values({name: sa.bindparam(name) for name in _CHANGED} | {"version": clients.c.version + 1})
)


async def update(tx: Tx, id: UUID, *, version: int, wanted: ClientIn) -> ClientRow:
    """The changed client; an empty code keeps the one it has.

    Raises `ClientNotFound`, `ChangedElsewhere`, `CodeTaken`, subclasses of `Invalid`.
    """
    before = await lock_client(tx, id, version=version)
    client = check_client(wanted, zone=before.time_zone, today=tx.today)
    client = replace(client, code=client.code or before.code)
    try:
        await _UPDATE.run(tx.conn, org=tx.org_id, client=id, **columns_of(tx, client))
    except asyncpg.UniqueViolationError as error:
        raise CodeTaken(pointer="/code", value=client.code) from error
    after = await get_client(tx, id)
    await audit(tx, "client.update", subject="client", id=id, before=client_of(before), after=client_of(after))
    return after
