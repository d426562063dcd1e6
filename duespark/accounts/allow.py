"""Who asks, and may they: what every route asks before its verb runs."""

from fastapi import Request

from duespark.accounts.permissions import PUBLIC, SIGNED_IN
from duespark.accounts.principal import authenticate, check_csrf
from duespark.runtime.tx import Origin, Tx
from duespark.runtime.web import HttpProblem

SAFE_METHODS = frozenset({"GET", "HEAD"})


class NoOrganization(HttpProblem):
    def __init__(self) -> None:
        super().__init__(409, "organization.none", "Create or choose an organization first: POST /v1/organizations.")


def origin_of(request: Request) -> Origin:
    """Where the request came from, for sessions and the audit trail."""
    client = request.client
    return Origin(
        ip=client.host if client else "",
        user_agent=request.headers.get("user-agent", ""),
        request_id=request.scope.get("request_id", ""),
    )


async def allow(tx: Tx, request: Request, permission: str) -> None:
    """Bind the transaction to who asks; raises 401, 403 or 409."""
    if permission == PUBLIC:
        return
    await authenticate(tx, request)
    if request.method not in SAFE_METHODS:
        check_csrf(request)
    if permission == SIGNED_IN:
        return
    if tx.org is None:
        raise NoOrganization
    if not tx.actor.may(permission):
        raise HttpProblem(
            403,
            "permission.missing",
            f"Your role ({tx.actor.role or 'none'}) does not include {permission}. Ask an owner or admin.",
        )
