"""The database as migrations leave it: equal to the tables in the code, and every table behind row-level security."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateTable

from duespark.runtime.db import metadata
from duespark.runtime.schema import all_tables, security_sql
from tests.support.world import World, new_world

NOT_OURS = ("alembic_version", "pgqueuer")
"""Tables of Alembic and of the queue; they hold no rows of an organization but jobs, which only the runtime reads."""

UNPROTECTED = """
SELECT c.relname FROM pg_class AS c
 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
   AND NOT (c.relrowsecurity AND c.relforcerowsecurity
            AND EXISTS (SELECT 1 FROM pg_policy AS p WHERE p.polrelid = c.oid))
 ORDER BY c.relname
"""

CHECKS_AND_POLICIES = """
SELECT conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
 WHERE connamespace = CAST($1 AS regnamespace) AND contype = 'c'
UNION ALL
SELECT polrelid::regclass::text || ' ' || polname || ' ' || CAST(polcmd AS text) || ' '
       || pg_get_expr(polqual, polrelid) || coalesce(pg_get_expr(polwithcheck, polrelid), '')
  FROM pg_policy JOIN pg_class AS c ON c.oid = polrelid WHERE c.relnamespace = CAST($1 AS regnamespace)
"""


def is_ours(table: str | None) -> bool:
    return not str(table).startswith(NOT_OURS)


def differences(connection: Connection) -> list[Any]:
    """What a new migration would have to do."""
    options = {
        "compare_type": True,
        "compare_server_default": True,
        "include_name": lambda name, kind, parents: kind != "table" or is_ours(name),
    }
    found = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
    return [one for one in found if not is_comment(one)]


def is_comment(difference: Any) -> bool:
    """Comments of columns are for readers of the code and stay there."""
    return isinstance(difference, list) and all(change[0] == "modify_comment" for change in difference)


async def compared(dsn: str) -> list[Any]:
    all_tables()
    engine = create_async_engine(
        "postgresql+asyncpg://", async_creator=lambda: asyncpg.connect(dsn), poolclass=NullPool
    )
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(differences)
    finally:
        await engine.dispose()


def create_everything() -> list[str]:
    """What makes the tables of the code from nothing."""
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    tables = all_tables()
    return [
        *(str(CreateTable(table).compile(dialect=dialect)) for table in tables),
        *(statement for table in tables for statement in security_sql(table)),
    ]


async def checks_and_policies(conn: asyncpg.Connection, schema: str) -> set[str]:
    await conn.execute(f"SET search_path = {schema}")
    return {row[0] for row in await conn.fetch(CHECKS_AND_POLICIES, schema) if is_ours(row[0])}


async def unprotected(conn: asyncpg.Connection) -> list[str]:
    return [row["relname"] for row in await conn.fetch(UNPROTECTED) if is_ours(row["relname"])]


@asynccontextmanager
async def connected(dsn: str) -> AsyncIterator[asyncpg.Connection]:
    conn = await asyncpg.connect(dsn)
    try:
        yield conn
    finally:
        await conn.close()


class TestMigrations:
    async def test_end_at_the_tables_in_the_code(self, fresh_database: str) -> None:
        assert await compared(fresh_database) == []

    @pytest.mark.parametrize(
        "sql",
        [
            "ALTER TABLE clients DROP COLUMN notes",
            "ALTER TABLE clients ALTER COLUMN notes DROP NOT NULL",
            "ALTER TABLE clients ALTER COLUMN notes SET DEFAULT 'x'",
            "ALTER TABLE clients ALTER COLUMN payment_terms_days TYPE bigint",
            "DROP INDEX ix_clients_name",
            "ALTER TABLE clients DROP CONSTRAINT uq_clients_org_id_code",
            "CREATE TABLE forgotten (id int PRIMARY KEY)",
        ],
    )
    async def test_a_difference_is_found(self, fresh_database: str, sql: str) -> None:
        async with connected(fresh_database) as conn:
            await conn.execute(sql)
        assert await compared(fresh_database) != []

    async def test_checks_and_policies_are_those_of_the_code(self, fresh_database: str) -> None:
        """Alembic does not compare them, so the code's tables are made once more beside the migrated ones."""
        async with connected(fresh_database) as conn:
            await conn.execute("CREATE SCHEMA code; SET search_path = code")
            for statement in create_everything():
                await conn.execute(statement)
            assert await checks_and_policies(conn, "public") == await checks_and_policies(conn, "code")
            assert len(await checks_and_policies(conn, "public")) > len(all_tables())
            await conn.execute("ALTER POLICY tenant ON public.clients USING (true)")
            assert len(await checks_and_policies(conn, "public") - await checks_and_policies(conn, "code")) == 1


class TestRowLevelSecurity:
    async def test_binds_everybody_on_every_table(self, fresh_database: str) -> None:
        async with connected(fresh_database) as conn:
            assert await unprotected(conn) == []

    @pytest.mark.parametrize(
        "sql",
        [
            "CREATE TABLE bare (org_id uuid)",
            "CREATE TABLE bare (org_id uuid); CREATE POLICY p ON bare USING (true)",
            "CREATE TABLE bare (); ALTER TABLE bare ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON bare USING (true)",
            "CREATE TABLE bare (org_id uuid); ALTER TABLE bare ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
            "ALTER TABLE clients NO FORCE ROW LEVEL SECURITY",
            "ALTER TABLE clients DISABLE ROW LEVEL SECURITY",
            "DROP POLICY tenant ON clients",
        ],
    )
    async def test_a_table_without_it_is_found(self, fresh_database: str, sql: str) -> None:
        async with connected(fresh_database) as conn:
            await conn.execute(sql)
            assert await unprotected(conn) == ["bare" if "bare" in sql else "clients"]

    async def test_only_tables_of_others_are_exempt(self, fresh_database: str) -> None:
        async with connected(fresh_database) as conn:
            exempt = {row["relname"] for row in await conn.fetch(UNPROTECTED)}
        assert exempt == {"alembic_version", "pgqueuer", "pgqueuer_log", "pgqueuer_schedules", "pgqueuer_statistics"}

    async def test_the_program_s_role_cannot_step_around_it(self, database: str) -> None:
        async with connected(database) as conn:
            role = await conn.fetchrow("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert dict(role or {}) == {"rolsuper": False, "rolbypassrls": False}


@pytest.fixture
async def two(database: str) -> AsyncIterator[tuple[World, World]]:
    async with new_world(database) as one, new_world(database) as other:
        for world in (one, other):
            await world.add_invoice()
        yield one, other


async def as_organization(conn: asyncpg.Connection, org: object) -> None:
    await conn.execute("SELECT set_config('app.org', $1, true)", str(org))


WITH_ROWS = ("companies", "clients", "invoices", "series", "events", "audit_entries", "memberships", "api_keys")


class TestTenants:
    @pytest.mark.parametrize("table", WITH_ROWS)
    async def test_plain_sql_shows_only_the_own_rows(self, two: tuple[World, World], table: str) -> None:
        one, other = two
        async with one.pool.acquire() as conn, conn.transaction():
            for org in (one.org, other.org):
                await as_organization(conn, org)
                assert [row[0] for row in await conn.fetch(f"SELECT DISTINCT org_id FROM {table}")] == [org]

    async def test_people_and_organizations_too(self, two: tuple[World, World]) -> None:
        one, other = two
        async with one.pool.acquire() as conn, conn.transaction():
            await as_organization(conn, one.org)
            assert [row["id"] for row in await conn.fetch("SELECT id FROM organizations")] == [one.org]
            assert other.owner not in [row["id"] for row in await conn.fetch("SELECT id FROM users")]

    @pytest.mark.parametrize("scope", ["", None])
    async def test_without_a_scope_there_is_nothing(self, two: tuple[World, World], scope: str | None) -> None:
        ours = [table.name for table in all_tables()]
        async with two[0].pool.acquire() as conn, conn.transaction():
            if scope is not None:
                await as_organization(conn, scope)
            counts = {name: await conn.fetchval(f"SELECT count(*) FROM {name}") for name in ours}
        assert {name: count for name, count in counts.items() if count} == {}

    async def test_rows_of_others_are_neither_changed_nor_deleted(self, two: tuple[World, World]) -> None:
        one, other = two
        async with one.pool.acquire() as conn, conn.transaction():
            await as_organization(conn, one.org)
            theirs = UUID(other.client["id"])
            assert await conn.execute("UPDATE clients SET name = 'Taken' WHERE id = $1", theirs) == "UPDATE 0"
            assert await conn.execute("DELETE FROM clients WHERE id = $1", theirs) == "DELETE 0"

    async def test_rows_for_others_are_not_written(self, two: tuple[World, World]) -> None:
        one, other = two
        async with one.pool.acquire() as conn, conn.transaction():
            await as_organization(conn, one.org)
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                async with conn.transaction():
                    await conn.execute("UPDATE clients SET org_id = $1", other.org)
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                async with conn.transaction():
                    await conn.execute(
                        "INSERT INTO clients SELECT (jsonb_populate_record(c, jsonb_build_object('org_id', $1::text,"
                        " 'code', 'NEW'))).* FROM clients AS c LIMIT 1",
                        str(other.org),
                    )

    async def test_a_row_cannot_lean_on_another_organization_s(self, two: tuple[World, World]) -> None:
        """Foreign keys start with the organization, and PostgreSQL checks them without regard to policies."""
        one, other = two
        async with one.pool.acquire() as conn, conn.transaction():
            await as_organization(conn, one.org)
            with pytest.raises(asyncpg.ForeignKeyViolationError):
                await conn.execute("UPDATE invoices SET client_id = $1", UUID(other.client["id"]))
