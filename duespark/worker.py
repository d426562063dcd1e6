"""Runs jobs and ticks until it is told to stop. Any number of these may run at once."""

import asyncio
import signal

from prometheus_client import start_http_server

from duespark import app  # noqa: F401  every module with its jobs
from duespark.reactions import REACTIONS
from duespark.runtime import events
from duespark.runtime.db import open_pool
from duespark.runtime.jobs.runner import run_jobs
from duespark.runtime.memory import spare_the_collector
from duespark.runtime.settings import settings
from duespark.runtime.telemetry import configure_logging, log
from duespark.runtime.ticks import run_ticks
from duespark.schedule import ticks


async def run(dsn: str | None = None) -> None:
    """Work until SIGINT or SIGTERM, then let the jobs in hand end."""
    configure_logging("worker")
    events.connect(REACTIONS)
    dsn = dsn or settings().database_url
    if dsn is None:
        raise RuntimeError("DATABASE_URL is not set; `duespark up` starts an embedded PostgreSQL and sets it.")
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    pool = await open_pool(dsn, size=settings().db_pool)
    if settings().worker_metrics_port:
        start_http_server(settings().worker_metrics_port, addr="127.0.0.1")
    spare_the_collector()
    log.info("worker.started")
    try:
        await asyncio.gather(run_jobs(dsn, pool, stop), run_ticks(pool, ticks(), stop))
    finally:
        await pool.close()
        log.info("worker.stopped")
