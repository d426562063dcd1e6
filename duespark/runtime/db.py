"""SQLAlchemy Core statements, compiled once at import and run on plain asyncpg.

Tables are described once (`metadata`), which is also what migrations are checked against; statements are
written in Core where that reads better than SQL. Python-side defaults and type processors do not run: values go
to the driver as they are. Lists are passed as arrays (`= ANY(:ids)`).
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

import asyncpg
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

_names = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = sa.MetaData(naming_convention=_names)

_DIALECT = postgresql.asyncpg.dialect()  # type: ignore[no-untyped-call]

# asyncpg has no type hints of its own; what it returns is named here and checked where it is used.
Connection: TypeAlias = Any
Pool: TypeAlias = Any


class Q:
    """A statement compiled once: its SQL, and the order its named parameters take."""

    __slots__ = ("defaults", "names", "sql")

    def __init__(self, statement: Any, columns: Iterable[str] | None = None) -> None:
        if isinstance(statement, str):
            statement = sa.text(statement)
        compiled = statement.compile(dialect=_DIALECT, column_keys=list(columns) if columns is not None else None)
        self.sql: str = compiled.string
        self.names: tuple[str, ...] = tuple(compiled.positiontup or ())
        self.defaults: dict[str, Any] = dict(compiled.params)

    def args(self, values: Mapping[str, Any]) -> list[Any]:
        defaults = self.defaults
        return [values[name] if name in values else defaults[name] for name in self.names]

    async def all(self, conn: Connection, **values: Any) -> list[asyncpg.Record]:
        rows: list[asyncpg.Record] = await conn.fetch(self.sql, *self.args(values))
        return rows

    async def one(self, conn: Connection, **values: Any) -> asyncpg.Record | None:
        return await conn.fetchrow(self.sql, *self.args(values))

    async def value(self, conn: Connection, **values: Any) -> Any:
        return await conn.fetchval(self.sql, *self.args(values))

    async def run(self, conn: Connection, **values: Any) -> str:
        """Executes and returns the command tag, for example "UPDATE 1"."""
        tag: str = await conn.execute(self.sql, *self.args(values))
        return tag

    async def many(self, conn: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
        await conn.executemany(self.sql, [self.args(row) for row in rows])


def insert(table: sa.Table, *, skip: Iterable[str] = ()) -> Q:
    """INSERT of all columns of `table` but `skip` (those with a server default)."""
    left_out = set(skip)
    return Q(table.insert(), [column.name for column in table.columns if column.name not in left_out])


async def _keep(_: Any) -> None:
    """Connections need no reset: every setting is local to its transaction."""


async def open_pool(dsn: str, *, size: int, on_connect: Callable[[Connection], Any] | None = None) -> Pool:
    """A pool whose connections hold nothing between transactions."""
    return await asyncpg.create_pool(
        dsn,
        min_size=1,
        max_size=size,
        reset=_keep,
        init=on_connect,
        max_inactive_connection_lifetime=300,
        statement_cache_size=512,
        server_settings={"application_name": "duespark", "timezone": "UTC"},
    )
