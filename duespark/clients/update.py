"""Change what is known of a client; invoices that are issued keep what they said."""

from dataclasses import replace
from uuid import UUID

import asyncpg
import sqlalchemy as sa

from duespark.accounts.audit import audit
from duespark.clients.create import CodeTaken
from duespark.clients.custom import check_custom
from duespark.clients.details import ClientIn, check_client
from duespark.clients.index import index_words
from duespark.clients.models import clients
from duespark.clients.queries import ClientRow, get_client, lock_client
from duespark.clients.schemas import client_of
from duespark.clients.stored import columns_of
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_CHANGED = (
    "name", "email", "profile", "kind", "code", "currency", "language", "time_zone", "payment_terms_days",
    "early_discounts", "shipping_address", "order_format", "credit_limit", "custom", "tags", "folded_name", "search", "reminders_paused", "notes", "updated_at",
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
    after = await change(tx, before, wanted)
    await audit(tx, "client.update", subject="client", id=id, before=client_of(before), after=client_of(after))
    return after


async def change(tx: Tx, before: ClientRow, wanted: ClientIn) -> ClientRow:
    """Store `wanted` in the place of `before`, which is locked; whoever calls it audits."""
    client, id = check_client(wanted, zone=before.time_zone, today=tx.today), before.id
    custom = await check_custom(tx, client.custom, before=before.custom)
    client = replace(client, code=client.code or before.code, custom=custom)
    try:
        await _UPDATE.run(tx.conn, org=tx.org_id, client=id, **columns_of(tx, client))
    except asyncpg.UniqueViolationError as error:
        raise CodeTaken(pointer="/code", value=client.code) from error
    after = await get_client(tx, id)
    await index_words(tx, id, before=before.words, after=after.words)
    return after
