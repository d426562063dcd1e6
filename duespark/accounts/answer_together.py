"""Several requests of one caller answered in one transaction, or none of them: then each is answered by itself."""

from collections.abc import Awaitable, Callable, Sequence

import asyncpg
from fastapi import Request
from fastapi.responses import Response

from duespark.accounts.allow import allow, origin_of
from duespark.accounts.desk import Asked, Desk, Outcome
from duespark.accounts.principal import CSRF_HEADER
from duespark.accounts.replay import claim_of, kept
from duespark.runtime import idempotency
from duespark.runtime.idempotency import Claim
from duespark.runtime.telemetry import log
from duespark.runtime.tx import Tx, begin

Several = Callable[[Tx, Sequence[Asked]], Awaitable[Sequence[Outcome]]]
"""What answers them, in their order."""

_LOST = (asyncpg.PostgresConnectionError, asyncpg.InterfaceError, OSError)
"""Errors after which nobody knows whether a commit arrived, so that nothing may be tried again."""


def credentials(request: Request) -> tuple[str | None, ...]:
    """What `allow` reads: requests with the same come from one caller, who may do the same."""
    headers = request.headers
    return headers.get("authorization"), headers.get("cookie"), headers.get(CSRF_HEADER)


async def answer_together(desk: Desk, group: Sequence[Asked], several: Several, permission: str) -> Outcome:
    """Answer all but the first, whose outcome is returned. What fails is taken back whole, and is asked again alone."""
    first = group[0].request
    outcomes: list[Outcome] = [None] * len(group)
    try:
        async with begin(first.app.state.pool, origin=origin_of(first), by_keys=True) as tx:
            await allow(tx, first, permission)
            made = await _answer(tx, group, several)
        outcomes = made
    except _LOST as error:
        outcomes = [error] * len(group)
    except Exception as error:
        log.info("requests.apart", count=len(group), error=repr(error))
        for asked in group:
            asked.alone = True
    finally:
        desk.hand_out(group[1:], outcomes[1:])
    return outcomes[0]


async def _answer(tx: Tx, group: Sequence[Asked], several: Several) -> list[Outcome]:
    """The answers; those with an Idempotency-Key that was used before are left to be replayed."""
    claims = [await claim_of(tx, asked.request) for asked in group]
    fresh = await _reserve(tx, [claim for claim in claims if claim is not None])
    wanted = [asked for asked, claim in zip(group, claims, strict=True) if claim is None or claim in fresh]
    answered = dict(zip(wanted, await several(tx, wanted), strict=True)) if wanted else {}
    outcomes = [answered.get(asked) for asked in group]
    if not tx.audited and any(isinstance(one, Response) for one in outcomes):
        raise RuntimeError("several requests wrote without an audit row")
    await _store(tx, {claim: one for claim, one in zip(claims, outcomes, strict=True) if claim in fresh})
    return outcomes


async def _reserve(tx: Tx, claims: list[Claim]) -> set[Claim | None]:
    return set(await idempotency.reserve_all(tx, owner=tx.org_id, claims=claims)) if claims else set()


async def _store(tx: Tx, outcomes: dict[Claim | None, Outcome]) -> None:
    """Keep the answers under their keys, and give the keys back of those that had no effect."""
    done = {claim: kept(one) for claim, one in outcomes.items() if claim and isinstance(one, Response)}
    if done:
        await idempotency.store(tx, owner=tx.org_id, answers=done)
    undone = [claim for claim in outcomes if claim and claim not in done]
    if undone:
        await idempotency.release(tx, owner=tx.org_id, claims=undone)
