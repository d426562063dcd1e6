"""One unit of work: a connection inside a transaction, the organization it is bound to, who acts, and what time it is.

The scope is the second wall of tenancy: PostgreSQL's row-level security compares each row's organization with
the transaction's `app.org`. `*` is the scope of the system itself (sign-in, sweeps over all organizations).
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import orjson

from duespark.runtime.db import Connection, Pool, Q

HOUSE = UUID(int=0)
"""Owner of what belongs to no organization: mail about accounts, what a person does outside of any."""


def clock() -> datetime:
    """The real time in UTC. The only reading of the clock in the program; everything else uses `tx.now`."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who does it: a user, an API key, a person behind a public link, or the system."""

    kind: str = "system"
    id: UUID | None = None
    label: str = "DueSpark"
    role: str = ""
    permissions: frozenset[str] = frozenset()
    company_ids: frozenset[UUID] | None = None
    """Companies the actor may see; None means all."""

    def may(self, permission: str) -> bool:
        return permission in self.permissions


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a request came from."""

    ip: str = ""
    user_agent: str = ""
    request_id: str = ""


@dataclass(slots=True, kw_only=True)
class Tx:
    """Handed to every verb and query as its first argument; committed by whoever opened it."""

    conn: Connection
    now: datetime
    org: UUID | None = None
    zone: str = "UTC"
    actor: Actor = field(default_factory=Actor)
    origin: Origin = field(default_factory=Origin)
    audited: bool = False
    _last: list[tuple[str, bool, bytes]] = field(default_factory=list)

    @property
    def org_id(self) -> UUID:
        """The organization; a programming error where the work belongs to none."""
        if self.org is None:
            raise RuntimeError("this transaction is bound to no organization")
        return self.org

    @property
    def seen_companies(self) -> list[UUID] | None:
        """The companies whose rows the actor may see, as a parameter of statements; None for all."""
        return None if self.actor.company_ids is None else list(self.actor.company_ids)

    @property
    def today(self) -> date:
        """Today in the organization's time zone."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    def write_last(self, table: str, row: Mapping[str, Any], *, unless_there: bool = False) -> None:
        """Insert this row before the transaction ends, together with all others of the kind: one round trip for all.

        For what is only written here and read elsewhere, such as the audit trail; what may be read in the same
        transaction needs `flush` first. Give every column; JSON as text in `orjson.Fragment`, bytes as `\\x` and their
        hex digits. A row that breaks a unique key is an error, or is left out with `unless_there`.
        """
        self._last.append((table, unless_there, orjson.dumps(row, default=str)))

    async def flush(self) -> None:
        """Insert what `write_last` holds; for who reads it in the same transaction."""
        if not self._last:
            return
        tables, arrays = self._take_last()
        await self.conn.execute(_insert_into(tables), *arrays)

    async def write_with_last(self, statement: Q, **values: Any) -> list[Any]:
        """Run a statement, one that begins with WITH, and insert in it what `write_last` holds; its rows."""
        tables, arrays = self._take_last()
        sql = _with_inserts(statement.sql, len(statement.names), tables)
        rows: list[Any] = await self.conn.fetch(sql, *statement.args(values), *arrays)
        return rows

    def _take_last(self) -> tuple[tuple[tuple[str, bool], ...], list[str]]:
        """The tables of the rows that wait, and for each an array of them as JSON; none wait any more.

        Rows that may be there stand once and in one order for everybody: who inserts one waits for who inserts the same, and
        in two orders they would wait for each other.
        """
        rows: dict[tuple[str, bool], list[bytes]] = {}
        for table, unless_there, row in self._last:
            rows.setdefault((table, unless_there), []).append(row)
        self._last.clear()
        ordered = [sorted(set(some)) if unless_there else some for (_, unless_there), some in rows.items()]
        return tuple(rows), [f"[{b','.join(some).decode()}]" for some in ordered]

    @asynccontextmanager
    async def as_system(self) -> AsyncIterator[None]:
        """Widen the scope to the whole system for a few statements, then narrow it again."""
        await self.conn.execute("SET LOCAL app.org = '*'")
        yield
        await self.flush()
        await self.conn.execute(f"SET LOCAL app.org = '{self.org or ''}'")

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """A part of the transaction that an error takes back by itself; the error goes on to the caller."""
        await self.flush()
        await self.conn.execute("SAVEPOINT part")
        try:
            yield
        except BaseException:
            self._last.clear()
            if not self.conn.is_closed():
                await self.conn.execute("ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part")
            raise
        await self.conn.execute("RELEASE SAVEPOINT part")


@lru_cache
def _insert_into(tables: tuple[tuple[str, bool], ...]) -> str:
    """One statement that inserts into each table the rows of its parameter, an array of objects."""
    *others, last = _inserts(tables, after=0)
    before = ", ".join(f"part_{at} AS ({part})" for at, part in enumerate(others))
    return f"WITH {before} {last}" if before else last


@lru_cache
def _with_inserts(sql: str, parameters: int, tables: tuple[tuple[str, bool], ...]) -> str:
    """The statement, which has so many parameters, with those inserts in front of its own parts."""
    assert sql.startswith("WITH ")
    parts = "".join(f"last_{at} AS ({part}), " for at, part in enumerate(_inserts(tables, after=parameters)))
    return f"WITH {parts}{sql.removeprefix('WITH ')}"


def _inserts(tables: tuple[tuple[str, bool], ...], *, after: int) -> list[str]:
    """An insert for each table, whose parameters are numbered behind `after`."""
    return [
        f"INSERT INTO {table} SELECT * FROM jsonb_populate_recordset(CAST(NULL AS {table}), CAST(${at} AS jsonb))"
        + " ON CONFLICT DO NOTHING" * unless_there
        for at, (table, unless_there) in enumerate(tables, after + 1)
    ]


_BEGIN = "BEGIN; SET LOCAL app.org = '*'"
_BEGIN_BY_KEYS = f"{_BEGIN}; SET LOCAL plan_cache_mode = force_generic_plan"
_BIND = Q(
    "SELECT set_config('app.org', CAST(:org AS text), true), clock_at, time_zone"
    " FROM organizations WHERE id = CAST(:org AS uuid)"
)


async def bind(tx: Tx, org: UUID) -> None:
    """Narrow a system transaction to one organization and take over its clock and time zone."""
    await tx.flush()
    row = await _BIND.one(tx.conn, org=str(org))
    if row is None:
        raise LookupError(f"no organization {org}")
    tx.org, tx.now, tx.zone = org, row["clock_at"] or tx.now, row["time_zone"]


@asynccontextmanager
async def begin(
    pool: Pool,
    *,
    org: UUID | None = None,
    actor: Actor | None = None,
    origin: Origin | None = None,
    by_keys: bool = False,
) -> AsyncIterator[Tx]:
    """A transaction in the system's scope, or bound to `org`: commits at the end, rolls back on any error.

    With `by_keys` each of its statements is planned once for all values (and not for each of the first five): for work
    whose statements find rows by their keys, whatever the values are.
    """
    async with pool.acquire() as conn:
        await conn.execute(_BEGIN_BY_KEYS if by_keys else _BEGIN)
        tx = Tx(conn=conn, now=clock(), actor=actor or Actor(), origin=origin or Origin())
        try:
            if org is not None:
                await bind(tx, org)
            yield tx
            await tx.flush()
        except BaseException:
            if not conn.is_closed():
                await conn.execute("ROLLBACK")
            raise
        await conn.execute("COMMIT")
