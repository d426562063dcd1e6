"""A real worker process, for tests that kill it."""

import asyncio
import os

from duespark import worker
from duespark.runtime.settings import settings


def work(database: str) -> None:
    """What the process does: run jobs and ticks of this database until it is told to stop."""
    os.environ |= {"DATABASE_URL": database, "DUESPARK_HEARTBEAT_SECONDS": "2"}
    settings.cache_clear()
    asyncio.run(worker.run())
