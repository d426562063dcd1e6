"""How often one may try: sign-ins by address and by person, mails by recipient. Checked before a transaction begins.

The checks are dependencies of their routes. They take a connection of their own for a moment and give it back, so
that a request never holds one connection while it waits for another.
"""

import hashlib
import math
from dataclasses import dataclass
from datetime import timedelta

import orjson
from fastapi import Request

from duespark.accounts.allow import origin_of
from duespark.runtime import limits
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import HttpProblem

_GIVE_BACK = Q("UPDATE rate_limits SET free_at = free_at - CAST(:cost AS interval) WHERE key = :key")


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times in a while, for each key."""

    name: str
    rate: int
    per: timedelta

    def key(self, *parts: str) -> str:
        """Personal data stays out of the table of limits."""
        return f"{self.name}:{hashlib.sha256(' '.join(parts).encode()).hexdigest()[:32]}"


SIGN_IN_BY_IP = Limit("sign_in/ip", 30, timedelta(minutes=15))
SIGN_IN_BY_PERSON = Limit("sign_in/person", 5, timedelta(minutes=15))
MAIL_BY_IP = Limit("account_mail/ip", 30, timedelta(hours=1))
MAIL_BY_ADDRESS = Limit("account_mail/address", 5, timedelta(hours=1))
LINK_BY_IP = Limit("signed_link/ip", 120, timedelta(minutes=15))


async def limit_by_ip(request: Request) -> None:
    """Raises 429 after too many tries from one address."""
    await _take(request, SIGN_IN_BY_IP, origin_of(request).ip)


async def limit_link(request: Request) -> None:
    """Raises 429 when one address opens too many links of paper and mails, or guesses at them."""
    await _take(request, LINK_BY_IP, origin_of(request).ip)


async def limit_sign_in(request: Request) -> None:
    """Raises 429 after too many tries from one address, or from it for one person."""
    await limit_by_ip(request)
    if email := await _email(request):
        await _take(request, SIGN_IN_BY_PERSON, origin_of(request).ip, email)


async def limit_mail(request: Request) -> None:
    """Raises 429 when one address asked for too many mails, or too many would go to one address."""
    await _take(request, MAIL_BY_IP, origin_of(request).ip)
    if email := await _email(request):
        await _take(request, MAIL_BY_ADDRESS, email)


async def give_back(tx: Tx, *, email: str) -> None:
    """A sign-in that was right does not count. `tx` is in the system's scope."""
    ip = tx.origin.ip
    for limit, key in ((SIGN_IN_BY_IP, SIGN_IN_BY_IP.key(ip)), (SIGN_IN_BY_PERSON, SIGN_IN_BY_PERSON.key(ip, email))):
        await _GIVE_BACK.run(tx.conn, key=key, cost=limit.per / limit.rate)


async def _take(request: Request, limit: Limit, *parts: str) -> None:
    wait = await limits.take(request.app.state.pool, limit.key(*parts), rate=limit.rate, per=limit.per)
    if wait:
        seconds = math.ceil(wait)
        text = f"That was too often. Try again in {_words(seconds)}."
        raise HttpProblem(429, "attempts.too_many", text, headers={"Retry-After": str(seconds)})


def _words(seconds: int) -> str:
    return f"{seconds} seconds" if seconds < 90 else f"{math.ceil(seconds / 60)} minutes"


async def _email(request: Request) -> str:
    """The address in the body as it will be read; "" where the body is not what the route takes, which counts for nobody."""
    try:
        body = orjson.loads(await request.body())
    except ValueError:
        return ""
    email = body.get("email") if isinstance(body, dict) else None
    return email.strip().lower() if isinstance(email, str) else ""
