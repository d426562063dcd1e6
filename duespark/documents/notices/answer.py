"""Answers with notices: those of an issuer at once, and one and the same to whoever opens a link that proves nothing."""

import asyncio
import time
from http import HTTPStatus
from typing import Final

from fastapi import Request
from fastapi.responses import HTMLResponse, Response

from duespark.accounts.access import Afterwards
from duespark.documents.labels import printed
from duespark.documents.notices.page import Issuer, Notice, issuer_page, plain_page
from duespark.documents.notices.reader import reader_language
from duespark.runtime.web import PRIVATE

NOWHERE: Final = Notice(title="nowhere", lines=("nowhere_text", "nowhere_ask"))
ANSWERED_AFTER: Final = 0.1
"""Seconds. Longer than it takes to find a link and see that it was changed, so that the time tells nothing of what was found."""


def nowhere(request: Request) -> Afterwards[Response]:
    """The answer to a link that is unknown or was changed: the same page, status and time for both, and nobody's name.

    Said in the reader's language. The wait holds no connection, and counts from the moment the request came in.
    """
    language = _reader(request)
    page = _html(plain_page(NOWHERE, language), HTTPStatus.NOT_FOUND, language)

    async def later() -> Response:
        await asyncio.sleep(request.scope["begun"] + ANSWERED_AFTER - time.perf_counter())
        return page

    return Afterwards(later)


def plain_notice(request: Request, notice: Notice, status: HTTPStatus) -> Response:
    """A notice about no document at all, in the reader's language."""
    language = _reader(request)
    return _html(plain_page(notice, language), status, language)


def issuer_notice(notice: Notice, issuer: Issuer, status: HTTPStatus) -> Response:
    """A notice of the seller's, in the document's language."""
    return _html(issuer_page(notice, issuer), status, printed(issuer.language))


def _reader(request: Request) -> str:
    return reader_language(request.headers.get("accept-language", ""))


def _html(page: str, status: HTTPStatus, language: str) -> HTMLResponse:
    headers = {**PRIVATE, "Content-Language": language, "Vary": "Accept-Language"}
    return HTMLResponse(page, status, headers=headers)
