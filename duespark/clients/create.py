"""Add a client to the organization."""

from dataclasses import replace
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from duespark.accounts.audit import audit
from duespark.clients.code import suggest_code
from duespark.clients.custom import check_custom
from duespark.clients.details import ClientIn, check_client
from duespark.clients.events import ClientCreated
from duespark.clients.index import index_words
from duespark.clients.models import clients
from duespark.clients.queries import ClientRow, get_client
from duespark.clients.schemas import client_of
from duespark.clients.stored import columns_of
from duespark.engine.errors import Conflict
from duespark.runtime.db import Q
from duespark.runtime.events import record
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx

_LEFT_TO_DATABASE = ("archived_at", "merged_into", "version")
_INSERT = Q(
    insert(clients)
    .values({column.name: sa.bindparam(column.name) for column in clients.c if column.name not in _LEFT_TO_DATABASE})
    .on_conflict_do_nothing(index_elements=["org_id", "code"])
    .returning(clients.c.id)
)


class CodeTaken(Conflict):
    code = "client.code_taken"
    sentence = "Another client has the code {value}. Choose another one, or leave it empty to have one made."


async def create(tx: Tx, *, wanted: ClientIn) -> ClientRow:
    """The new client; `ClientCreated` is recorded. Two clients may have one e-mail address.

    Raises `CodeTaken`, subclasses of `Invalid`.
    """
    client, client_id = check_client(wanted, zone=tx.zone, today=tx.today), new_id()
    client = replace(client, custom=await check_custom(tx, client.custom))
    if client.code:
        if not await _insert(tx, client_id, client):
            raise CodeTaken(pointer="/code", value=client.code)
    else:
        await _insert_with_new_code(tx, client_id, client)
    made = await get_client(tx, client_id)
    await index_words(tx, client_id, before={}, after=made.words)
    await audit(tx, "client.create", subject="client", id=client_id, after=client_of(made))
    await record(tx, ClientCreated(client_id=client_id))
    return made


async def _insert(tx: Tx, id: UUID, client: ClientIn) -> bool:
    values = columns_of(tx, client)
    return await _INSERT.value(tx.conn, org_id=tx.org_id, id=id, created_at=tx.now, **values) is not None


async def _insert_with_new_code(tx: Tx, id: UUID, client: ClientIn) -> None:
    """Two requests may find the same code free; the insert waits for the other one, and then takes the next."""
    while True:
        code = await suggest_code(tx, client.profile.name)
        if await _insert(tx, id, replace(client, code=code)):
            return
