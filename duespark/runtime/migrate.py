"""Brings a database to the newest schema, and tells whether it is there (Alembic, under an advisory lock)."""

import asyncio
from pathlib import Path

import asyncpg
from alembic.config import Config
from alembic.script import ScriptDirectory

_PACKAGED = Path(__file__).resolve().parents[1] / "_migrations"
_CHECKOUT = Path(__file__).resolve().parents[2] / "migrations"


def config(dsn: str = "") -> Config:
    """Alembic's configuration: the scripts of this checkout, or those in the wheel."""
    chosen = Config()
    chosen.set_main_option("script_location", str(_PACKAGED if _PACKAGED.exists() else _CHECKOUT))
    chosen.attributes["dsn"] = dsn
    return chosen


def newest() -> str:
    """The revision this program was written for."""
    head = ScriptDirectory.from_config(config()).get_current_head()
    assert head is not None
    return head


async def current(dsn: str) -> str | None:
    """The revision the database is at; None for an empty one."""
    connection = await asyncpg.connect(dsn)
    try:
        if await connection.fetchval("SELECT to_regclass('alembic_version')") is None:
            return None
        found: str | None = await connection.fetchval("SELECT version_num FROM alembic_version")
        return found
    finally:
        await connection.close()


async def is_pending(dsn: str) -> bool:
    """Whether `upgrade` has something to do."""
    return await current(dsn) != newest()


async def upgrade(dsn: str) -> None:
    """Apply all pending migrations; several processes may call it at once."""
    from alembic import command

    await asyncio.to_thread(command.upgrade, config(dsn), "head")
