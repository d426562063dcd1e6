"""Log lines (structlog) and metrics (Prometheus). Ids only: no names, addresses or amounts of people."""

import logging
import sys

import structlog
from prometheus_client import Counter, Gauge, Histogram

from duespark.runtime.settings import settings

log: structlog.stdlib.BoundLogger = structlog.get_logger("duespark")

REQUESTS = Counter("duespark_http_requests_total", "Requests answered", ["method", "route", "status"])
REQUEST_SECONDS = Histogram(
    "duespark_http_request_seconds",
    "Time to answer",
    ["method", "route"],
    buckets=(0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10),
)
JOBS = Counter("duespark_jobs_total", "Jobs run", ["kind", "outcome"])
JOB_SECONDS = Histogram("duespark_job_seconds", "Time a job took", ["kind"], buckets=(0.01, 0.05, 0.2, 1, 5, 30, 120))
SENDS = Counter("duespark_sends_total", "Messages handed to a provider", ["kind", "outcome"])
SENDS_UNSURE = Gauge("duespark_sends_unsure", "Sends a person must look at: nobody knows whether they arrived")
QUEUE_DEPTH = Gauge("duespark_jobs_waiting", "Jobs that are due and not yet begun")


def configure_logging(process: str) -> None:
    """Set up log lines for this process: colored for people, JSON for machines."""
    chosen = settings()
    as_json = chosen.log_format == "json" or (chosen.log_format == "auto" and not sys.stderr.isatty())
    level = getattr(logging, chosen.log_level.upper())
    renderer = (
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(process=process)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
