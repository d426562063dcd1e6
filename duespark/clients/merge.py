"""Make one client of two: the one that stays takes over everything of the other, in one transaction."""

from uuid import UUID

from duespark.accounts.audit import audit
from duespark.clients.certificates import move_certificates
from duespark.clients.code import suggest_code
from duespark.clients.contacts import move_contacts
from duespark.clients.events import ClientMerged
from duespark.clients.queries import ClientRow, get_client, lock_client
from duespark.clients.schemas import MergeIn, client_of
from duespark.clients.update import change
from duespark.engine.errors import Conflict
from duespark.runtime.db import Q
from duespark.runtime.events import record
from duespark.runtime.tx import Tx

_PUT_AWAY = Q(
    "UPDATE clients SET archived_at = coalesce(archived_at, CAST(:now AS timestamptz)), code = :code,"
    " merged_into = CAST(:into AS uuid), updated_at = CAST(:now AS timestamptz), version = version + 1"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:source AS uuid)"
)
_FOLLOW = Q(
    "UPDATE clients SET merged_into = CAST(:into AS uuid), updated_at = CAST(:now AS timestamptz), version = version + 1"
    " WHERE org_id = CAST(:org AS uuid) AND merged_into = CAST(:source AS uuid)"
)


class MergeWithItself(Conflict):
    code = "client.merge_with_itself"
    sentence = "{name} cannot be merged with itself. Choose another client."


class MergeIntoArchived(Conflict):
    code = "client.merge_into_archived"
    sentence = "{name} is archived. Restore it first, or merge the other way round."


async def merge(tx: Tx, into: UUID, *, version: int, what: MergeIn) -> ClientRow:
    """The client that stays. The other is archived and names it; invoices, payments, contacts and reminders moved.

    Issued documents keep what they say. There is no way back, as nobody could tell any more what belonged to whom.
    Raises `ClientNotFound`, `ClientGone`, `ChangedElsewhere`, `MergeWithItself`, `MergeIntoArchived`, what a change
    raises, and `MergeBeyondYours` when the actor may not see all that would move.
    """
    before, source = await _lock_both(tx, into, version, what)
    code = source.code
    if what.client.code.strip().upper() == source.code:
        code = await suggest_code(tx, source.name)
    await _PUT_AWAY.run(tx.conn, org=tx.org_id, source=source.id, into=into, code=code, now=tx.now)
    await _FOLLOW.run(tx.conn, org=tx.org_id, source=source.id, into=into, now=tx.now)
    after = await change(tx, before, what.client)
    await move_contacts(tx, source=source.id, into=into)
    await move_certificates(tx, source=source.id, into=into)
    await record(tx, ClientMerged(client_id=into, merged_id=source.id, merged_name=source.name))
    gone = await get_client(tx, source.id)
    await audit(tx, "client.merge", subject="client", id=into, before=client_of(before), after=client_of(after))
    await audit(tx, "client.merged", subject="client", id=source.id, before=client_of(source), after=client_of(gone))
    return after


async def _lock_both(tx: Tx, into: UUID, version: int, what: MergeIn) -> tuple[ClientRow, ClientRow]:
    """Both, locked in the order of ids, so that two merges the other way round do not wait in a circle."""
    versions = {into: version, what.source: what.source_version}
    if len(versions) < 2:
        raise MergeWithItself(pointer="/source", name=(await get_client(tx, into)).name)
    rows = {id: await lock_client(tx, id, version=versions[id]) for id in sorted(versions)}
    if rows[into].archived_at is not None:
        raise MergeIntoArchived(name=rows[into].name)
    return rows[into], rows[what.source]
