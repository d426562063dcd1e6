"""Which person stands behind a request: a user, or whoever made the API key."""

from uuid import UUID

from duespark.engine.errors import Forbidden
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_MAKER = Q("SELECT created_by FROM api_keys WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)")


class PersonNeeded(Forbidden):
    code = "person.needed"
    sentence = "An API key cannot do this. Sign in as a person."


async def person_of(tx: Tx) -> UUID:
    """The user, or the maker of the API key that asks."""
    if tx.actor.kind == "api_key":
        maker: UUID = await _MAKER.value(tx.conn, org=tx.org_id, id=tx.actor.id)
        return maker
    return must_be_person(tx)


def must_be_person(tx: Tx) -> UUID:
    """The user who asks. Raises `PersonNeeded` for an API key."""
    if tx.actor.kind != "user" or tx.actor.id is None:
        raise PersonNeeded
    return tx.actor.id
