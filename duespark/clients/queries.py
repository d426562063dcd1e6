"""Reads of clients."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

import asyncpg
import orjson
import sqlalchemy as sa

from duespark.clients.details import ClientKind
from duespark.clients.models import clients
from duespark.clients.words import Kind, words_of
from duespark.companies.early import EarlyStep, load_early
from duespark.companies.profile import load_profile
from duespark.engine.errors import Conflict, NotFound
from duespark.engine.invoice.party import Address, Party
from duespark.engine.money.rounding import round_money
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import ChangedElsewhere


class ClientNotFound(NotFound):
    code = "client.not_found"
    sentence = "There is no client {id}."


class ClientGone(Conflict):
    code = "client.merged"
    sentence = "{name} was merged into another client and is only kept to be read. Use the client {into} instead."


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientRow:
    """A client as stored."""

    id: UUID
    name: str
    email: str
    profile: Party
    kind: ClientKind
    code: str
    currency: str
    language: str
    time_zone: str
    payment_terms_days: int | None
    early_discounts: tuple[EarlyStep, ...] | None
    shipping_address: Address | None
    order_format: str
    credit_limit: Decimal | None
    custom: Mapping[str, str]
    tags: tuple[str, ...]
    reminders_paused: bool
    notes: str
    archived_at: datetime | None
    merged_into: UUID | None
    version: int
    created_at: datetime
    updated_at: datetime

    @property
    def words(self) -> dict[str, Kind]:
        """What it is found by."""
        return words_of(self.profile, self.code)


COLUMNS = ", ".join(f"c.{name}" for name in ClientRow.__dataclass_fields__)
"""For reads from `clients AS c` that make their rows with `client_row`."""
_ONE = sa.select(*(clients.c[name] for name in ClientRow.__dataclass_fields__)).where(
    clients.c.org_id == sa.bindparam("org"), clients.c.id == sa.bindparam("id")
)
_GET = Q(_ONE)
_LOCK = Q(_ONE.with_for_update())
_HOLD = Q(
    "SELECT name, merged_into FROM clients WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid) FOR KEY SHARE"
)


def client_row(record: asyncpg.Record) -> ClientRow:
    """The row from the columns `COLUMNS`."""
    values = {name: record[name] for name in ClientRow.__dataclass_fields__}
    values["profile"] = load_profile(values["profile"])
    values["shipping_address"] = values["shipping_address"] and Address(**orjson.loads(values["shipping_address"]))
    early = values["early_discounts"]
    values["early_discounts"] = None if early is None else load_early(early)
    values["custom"] = orjson.loads(values["custom"])
    values["tags"] = tuple(values["tags"])
    limit = values["credit_limit"]
    values["credit_limit"] = None if limit is None else round_money(limit, values["currency"])
    return ClientRow(**values)


async def get_client(tx: Tx, id: UUID) -> ClientRow:
    """The client, also when archived. Raises `ClientNotFound`."""
    record = await _GET.one(tx.conn, org=tx.org_id, id=id)
    if record is None:
        raise ClientNotFound(id=id)
    return client_row(record)


async def lock_client(tx: Tx, id: UUID, *, version: int | None = None) -> ClientRow:
    """The client, locked until the transaction ends.

    Raises `ClientNotFound`, `ClientGone`, and `ChangedElsewhere` when `version` is given and no longer the newest.
    """
    record = await _LOCK.one(tx.conn, org=tx.org_id, id=id)
    if record is None:
        raise ClientNotFound(id=id)
    if version is not None and record["version"] != version:
        raise ChangedElsewhere(record["version"])
    if record["merged_into"] is not None:
        raise ClientGone(name=record["name"], into=record["merged_into"])
    return client_row(record)


async def hold_client(tx: Tx, id: UUID) -> None:
    """Keep the client from being merged away until the transaction ends. Whoever writes something of a client's calls
    this before any other lock, else it could come to lie on a client that nobody looks at any more.

    Raises `ClientNotFound`, `ClientGone`.
    """
    record = await _HOLD.one(tx.conn, org=tx.org_id, id=id)
    if record is None:
        raise ClientNotFound(id=id)
    if record["merged_into"] is not None:
        raise ClientGone(name=record["name"], into=record["merged_into"])
