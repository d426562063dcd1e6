"""Routes of payment links; `public_router` has the pages that codes on paper lead to: where to pay, and whether it is genuine."""

from http import HTTPStatus
from typing import Annotated, cast
from uuid import UUID

from fastapi import Depends, Query, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.routing import APIRoute

from duespark.accounts.access import Router
from duespark.accounts.attempts import limit_link
from duespark.accounts.permissions import PUBLIC
from duespark.delivery import notice, visit
from duespark.delivery.link_words import link_words
from duespark.delivery.paper import Paper, price_of, read_paper, view_of
from duespark.documents.look import invoice_look
from duespark.documents.public_page import render_html
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page
from duespark.signed_links.check import check_paper
from duespark.signed_links.find import PaymentLink, find_payment_links
from duespark.signed_links.make import make_payment_link
from duespark.signed_links.open import Opened, open_link
from duespark.signed_links.printed import DRAFT
from duespark.signed_links.revoke import revoke_payment_link
from duespark.signed_links.schemas import PaymentLinkIn

router = Router(tags=["deliveries"])
public_router = Router(tags=["public pages"], prefix="")

_PRIVATE = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow"}
_UNKNOWN = (
    "This code leads nowhere",
    "Its address may have been cut off. Scan it again, or use the link in the e-mail you got.",
    "If it stays so, do not pay from it: ask the company that issued the document.",
)
Limit = Annotated[int, Query(ge=1, le=100)]


@router.post("/invoices/{id}/payment-links", "deliveries.write", status=201)
async def create_payment_link(tx: Tx, id: UUID, wanted: PaymentLinkIn) -> PaymentLink:
    """An address at which this invoice can be paid: signed, with an end, and for one payment only where that is wished."""
    return await make_payment_link(tx, id, days=wanted.days, one_time=wanted.one_time)


@router.get("/invoices/{id}/payment-links", "deliveries.read")
async def list_payment_links(tx: Tx, id: UUID, limit: Limit = 50, cursor: str | None = None) -> Page[PaymentLink]:
    """The payment links people made for an invoice, newest first, and what each is worth now."""
    return await find_payment_links(tx, id, limit=limit, cursor=cursor)


@router.post("/invoices/{id}/payment-links/{link_id}/revoke", "deliveries.write")
async def end_payment_link(tx: Tx, id: UUID, link_id: UUID) -> PaymentLink:
    """The address stops working at once. Codes on paper cannot be ended: they work while the invoice is unpaid."""
    return await revoke_payment_link(tx, id, link_id)


def _page(html: str, status: HTTPStatus = HTTPStatus.OK) -> HTMLResponse:
    return HTMLResponse(html, status, headers=_PRIVATE)


@public_router.get("/pay/{token}", PUBLIC, include_in_schema=False, dependencies=[Depends(limit_link)])
async def get_payment_page(tx: Tx, request: Request, token: str) -> Response:
    """What is owed now and how to pay it, for whoever has the link; or why there is nothing to pay here, and the way on."""
    if token == DRAFT:
        return _page(notice.plain_notice(*notice.DRAFT), HTTPStatus.NOT_FOUND)
    opened = await open_link(tx, token, url=str(request.url))
    if opened is None:
        return _page(notice.plain_notice(*_UNKNOWN), HTTPStatus.NOT_FOUND)
    if opened.standing == "altered":
        return _page(notice.plain_notice(*notice.ALTERED, tone="bad"), HTTPStatus.BAD_REQUEST)
    if opened.invoice.erased_at is not None:
        return _page(notice.plain_notice(*notice.ERASED), HTTPStatus.GONE)
    if opened.standing != "open":
        paper = await read_paper(tx, opened.invoice.id)
        return _page(notice.ended_notice(paper, opened.standing), HTTPStatus.GONE)
    return await _open_page(tx, request, opened)


async def _open_page(tx: Tx, request: Request, opened: Opened) -> Response:
    found = await visit.visit_by_payment_link(tx, request, opened.invoice.id)
    if request.method == "HEAD":
        return _page("")
    await visit.count_view(tx, request, found)
    price = await price_of(tx, found.paper)
    view = view_of(found.paper, await invoice_look(tx, found.paper.invoice), price=price)
    return _page(render_html(view, links={"pdf": ""}, notice=_since(found.paper, opened)))


def _since(paper: Paper, opened: Opened) -> str:
    return link_words(paper.document["language"])["changed_since"] if opened.is_old else ""


@public_router.get("/check/{token}", PUBLIC, include_in_schema=False, dependencies=[Depends(limit_link)])
async def get_check_page(tx: Tx, token: str, hash: str = "") -> Response:
    """Whether a paper is genuine and current: number, date, total and seal of the version it was printed from."""
    if token == DRAFT:
        return _page(notice.plain_notice(*notice.DRAFT), HTTPStatus.NOT_FOUND)
    checked = await check_paper(tx, token, hash)
    if checked is None:
        return _page(notice.plain_notice(*_UNKNOWN), HTTPStatus.NOT_FOUND)
    if checked.standing == "altered":
        return _page(notice.plain_notice(*notice.ALTERED, tone="bad"), HTTPStatus.BAD_REQUEST)
    if checked.standing == "erased":
        return _page(notice.plain_notice(*notice.ERASED), HTTPStatus.GONE)
    return _page(notice.checked_notice(await read_paper(tx, checked.invoice.id), checked))


for _route in cast(list[APIRoute], public_router.api.routes):  # FastAPI does not answer HEAD; link checkers ask with it
    cast(set[str], _route.methods).add("HEAD")
