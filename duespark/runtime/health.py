"""Is the process alive, is it ready for traffic, and what has it counted."""

from ipaddress import ip_address

from fastapi import APIRouter, Request
from fastapi.responses import Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from duespark.runtime import migrate
from duespark.runtime.db import Q
from duespark.runtime.security import same
from duespark.runtime.settings import settings
from duespark.runtime.telemetry import QUEUE_DEPTH, SENDS_UNSURE
from duespark.runtime.web import HttpProblem, json_response

router = APIRouter(tags=["house"])

_REVISION = Q("SELECT version_num FROM alembic_version")
_WAITING = Q("SELECT count(*) FROM pgqueuer WHERE status = 'queued' AND execute_after <= now()")
_UNSURE = Q("SELECT count(*) FROM sends WHERE state = 'unsure'")


def is_loopback(request: Request) -> bool:
    """Whether the peer is on this machine."""
    try:
        return request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:
        return False


@router.get("/healthz", name="get_health")
async def get_health() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz", name="get_readiness")
async def get_readiness(request: Request) -> Response:
    """The process can do its work: the database answers and no migration is pending."""
    checks = {"database": "ok", "migrations": "ok"}
    try:
        async with request.app.state.pool.acquire(timeout=3) as conn:
            if await _REVISION.value(conn) != migrate.newest():
                checks["migrations"] = "pending: run duespark migrate"
    except Exception as error:
        checks["database"] = f"unavailable: {type(error).__name__}"
        checks["migrations"] = "unknown"
    ready = all(result == "ok" for result in checks.values())
    return json_response({"status": "ready" if ready else "not ready", "checks": checks}, 200 if ready else 503)


@router.get("/metrics", name="get_metrics", include_in_schema=False)
async def get_metrics(request: Request) -> Response:
    """Prometheus metrics: for loopback, or for whoever has the token."""
    token = settings().metrics_token
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    allowed = same(given, token.get_secret_value()) if token else is_loopback(request)
    if not allowed:
        raise HttpProblem(403, "metrics.forbidden", "Send DUESPARK_METRICS_TOKEN as a bearer token.")
    async with request.app.state.pool.acquire() as conn, conn.transaction():
        await conn.execute("SET LOCAL app.org = '*'")
        QUEUE_DEPTH.set(await _WAITING.value(conn))
        SENDS_UNSURE.set(await _UNSURE.value(conn))
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
