"""Routes of payment links; `public_router` has the pages that codes on paper lead to: where to pay, and whether it is genuine."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request
from fastapi.responses import HTMLResponse, Response

from duespark.accounts.access import Afterwards, Router
from duespark.accounts.attempts import limit_link
from duespark.accounts.permissions import PUBLIC
from duespark.delivery import notice, visit
from duespark.delivery.paper import Paper, price_of, view_of
from duespark.documents.look import invoice_look
from duespark.documents.notices.answer import issuer_notice, nowhere, plain_notice
from duespark.documents.notices.issuer import issuer_of
from duespark.documents.notices.words import notice_words
from duespark.documents.public_page import render_html
from duespark.runtime.tx import Tx
from duespark.runtime.web import PRIVATE, HttpProblem, Page
from duespark.signed_links.check import check_paper
from duespark.signed_links.find import PaymentLink, find_payment_links
from duespark.signed_links.make import make_payment_link
from duespark.signed_links.open import Opened, open_link
from duespark.signed_links.printed import DRAFT
from duespark.signed_links.revoke import revoke_payment_link
from duespark.signed_links.schemas import PaymentLinkIn

router = Router(tags=["deliveries"])
public_router = Router(tags=["public pages"], prefix="")

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


def _page(html: str) -> HTMLResponse:
    return HTMLResponse(html, headers=PRIVATE)


async def limit_visits(request: Request) -> None:
    """`limit_link`, with a page for whoever comes with a browser."""
    try:
        await limit_link(request)
    except HttpProblem as error:
        error.page = plain_notice(request, notice.TOO_OFTEN, HTTPStatus.TOO_MANY_REQUESTS)
        raise


@public_router.get(
    "/pay/{token}", PUBLIC, include_in_schema=False, dependencies=[Depends(limit_visits)], answers=Response
)
async def get_payment_page(tx: Tx, request: Request, token: str) -> Response | Afterwards[Response]:
    """What is owed now and how to pay it, for whoever has the link; or why there is nothing to pay here, and the way on."""
    if token == DRAFT:
        return plain_notice(request, notice.DRAFT, HTTPStatus.NOT_FOUND)
    opened = await open_link(tx, token, url=str(request.url))
    if opened is None or opened.standing == "altered":
        return nowhere(request)
    if opened.standing == "open":
        return await _open_page(tx, request, opened)
    erased = opened.invoice.erased_at is not None
    said = notice.ERASED if erased else notice.ended_notice(opened.invoice.number or "", opened.standing)
    return issuer_notice(said, await issuer_of(tx, opened.invoice), HTTPStatus.GONE)


async def _open_page(tx: Tx, request: Request, opened: Opened) -> Response:
    found = await visit.visit_by_payment_link(tx, request, opened.invoice.id)
    if request.method == "HEAD":
        return _page("")
    await visit.count_view(tx, request, found)
    price = await price_of(tx, found.paper)
    view = view_of(found.paper, await invoice_look(tx, found.paper.invoice), price=price)
    return _page(render_html(view, links={"pdf": ""}, notice=_since(found.paper, opened)))


def _since(paper: Paper, opened: Opened) -> str:
    return notice_words(paper.document["language"])["changed_since"] if opened.is_old else ""


@public_router.get(
    "/check/{token}", PUBLIC, include_in_schema=False, dependencies=[Depends(limit_visits)], answers=Response
)
async def get_check_page(tx: Tx, request: Request, token: str, hash: str = "") -> Response | Afterwards[Response]:
    """Whether a paper is genuine and current: number, date, total and seal of the version it was printed from."""
    if token == DRAFT:
        return plain_notice(request, notice.DRAFT, HTTPStatus.NOT_FOUND)
    checked = await check_paper(tx, token, hash)
    if checked is None or checked.standing == "altered":
        return nowhere(request)
    issuer = await issuer_of(tx, checked.invoice)
    if checked.standing == "erased":
        return issuer_notice(notice.ERASED, issuer, HTTPStatus.GONE)
    return issuer_notice(notice.checked_notice(issuer, checked), issuer, HTTPStatus.OK)
