"""Answers with what is printed: found within the request's transaction, drawn and kept once that has ended."""

from collections.abc import Awaitable, Callable
from functools import partial

from fastapi import Request
from fastapi.responses import Response

from duespark.accounts.access import Afterwards
from duespark.prints.keep import Begin, Found, pdf_of
from duespark.runtime.tx import Tx, begin


def begin_again(tx: Tx, request: Request) -> Begin:
    """How to open another transaction for the same organization and actor, when this one has ended."""
    return partial(begin, request.app.state.pool, org=tx.org_id, actor=tx.actor, origin=tx.origin)


def pdf_later(
    tx: Tx, request: Request, found: Found, answer: Callable[[bytes], Awaitable[Response]]
) -> Afterwards[Response]:
    """The answer made of the PDF's bytes."""
    org, again = tx.org_id, begin_again(tx, request)

    async def drawn() -> Response:
        return await answer(await pdf_of(found, org=org, begin=again))

    return Afterwards(drawn)
