"""The first schema: every table with its constraints, indexes and row-level security, and the job queue."""

from pathlib import Path
from typing import Any

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    sql = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")

    async def execute(driver: Any) -> None:
        await driver.execute(sql)

    op.get_bind().connection.dbapi_connection.run_async(execute)  # many statements at once: the plain driver
