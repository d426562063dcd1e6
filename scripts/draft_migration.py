"""Writes migrations/versions/0001_begin.sql anew from the tables in the code.

Only until the first release: after it a migration is never rewritten, and changes are drafted with
`alembic revision --autogenerate`. `tests/test_schema.py` compares the migrated database with the tables.
"""

from pathlib import Path

from pgqueuer.adapters.persistence.schema_ddl import render_install
from pgqueuer.domain.settings import DBSettings
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from duespark.runtime.schema import all_tables, security_sql

TARGET = Path(__file__).parents[1] / "migrations" / "versions" / "0001_begin.sql"


def statements() -> list[str]:
    """Each table with its indexes; then the policies, which may look at other tables."""
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    found = []
    for table in all_tables():
        found.append(str(CreateTable(table).compile(dialect=dialect)).strip())
        indexes = sorted(table.indexes, key=lambda one: str(one.name))
        found += [str(CreateIndex(index).compile(dialect=dialect)) for index in indexes]
    return found + [statement for table in all_tables() for statement in security_sql(table)]


if __name__ == "__main__":
    queue = "-- The job queue (PgQueuer)\n" + render_install(DBSettings()).strip()
    text = ";\n\n".join(statements()) + ";\n\n" + queue + "\n"
    TARGET.write_text("\n".join(line.rstrip() for line in text.replace("\t", "    ").splitlines()) + "\n")
