"""Routes of deliveries and of the local mailbox; `public_router` has the pages that clients open."""

from dataclasses import asdict
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

from fastapi import Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from duespark.accounts.access import Afterwards, Router
from duespark.accounts.permissions import PUBLIC
from duespark.adapters.email import mailbox
from duespark.delivery import again, answer_page, links, notice, send, visit
from duespark.delivery.amendments import find_answers
from duespark.delivery.paper import file_at, files_of, price_of, view_of
from duespark.delivery.queries import DeliveryRow, find_deliveries
from duespark.delivery.schemas import (
    AmendmentAnswer,
    AmendmentAnswers,
    Deliveries,
    Delivery,
    DeliveryState,
    MailAttachmentOut,
    MailOut,
    MailSummaryOut,
    PublicLink,
    ResolveIn,
    SendIn,
    SendPreview,
)
from duespark.documents.file_name import pdf_name
from duespark.documents.look import invoice_look
from duespark.documents.notices.answer import issuer_notice, nowhere
from duespark.documents.notices.issuer import issuer_of
from duespark.documents.public_page import render_html
from duespark.engine.errors import NotFound
from duespark.prints.keep import find_pdf
from duespark.prints.later import pdf_later
from duespark.runtime.health import is_loopback
from duespark.runtime.settings import settings
from duespark.runtime.storage import get_content
from duespark.runtime.tx import Tx
from duespark.runtime.web import PRIVATE, Page, described_file, file_response

router = Router(tags=["deliveries"])
public_router = Router(tags=["public pages"], prefix="")

_MAILED = described_file("application/pdf", "application/octet-stream")
Limit = Annotated[int, Query(ge=1, le=100)]


class MailboxClosed(NotFound):
    code = "mailbox.closed"
    sentence = "There is no local mailbox to read here: mail leaves this machine, or you are not on it."


def _out(row: DeliveryRow) -> Delivery:
    names = (name for name in Delivery.__dataclass_fields__ if name != "channel")
    return Delivery(channel="email", **{name: getattr(row, name) for name in names})


def _link(row: links.LinkRow) -> PublicLink:
    return PublicLink(url=links.public_url(row.code), **asdict(row))


@router.post("/invoices/{id}/send", "deliveries.write", status=202)
async def send_invoice(tx: Tx, id: UUID, wish: SendIn) -> Deliveries:
    rows = await send.send_invoice(
        tx,
        invoice_id=id,
        to=wish.to,
        subject=wish.subject or "",
        message=wish.message or "",
        with_attachments=wish.attachments,
        password=wish.password,
        later_open=wish.later_mails == "usual",
    )
    return Deliveries(data=[_out(row) for row in rows])


@router.get("/invoices/{id}/send-preview", "deliveries.read")
async def preview_send(tx: Tx, id: UUID, locked: bool = False) -> SendPreview:
    """The mail as it would be sent now; `locked`: with a PDF that opens with a password."""
    to, letter = await send.preview_send(tx, invoice_id=id, locked=locked)
    return SendPreview(to=to, subject=letter.subject, message=letter.message, html=letter.whole, text=letter.text)


@router.get("/invoices/{id}/public-link", "deliveries.read")
async def get_public_link(tx: Tx, id: UUID) -> PublicLink:
    return _link(await links.get_link(tx, id))


@router.post("/invoices/{id}/public-link/replace", "deliveries.write")
async def replace_public_link(tx: Tx, id: UUID) -> PublicLink:
    return _link(await links.replace_link(tx, id))


@router.get("/invoices/{id}/amendment-answers", "invoices.read")
async def list_amendment_answers(tx: Tx, id: UUID) -> AmendmentAnswers:
    """What the client said to new versions of the invoice, newest first."""
    return AmendmentAnswers(data=[AmendmentAnswer(**one) for one in await find_answers(tx, id)])


@router.get("/deliveries", "deliveries.read")
async def list_deliveries(
    tx: Tx,
    state: DeliveryState | None = None,
    invoice_id: UUID | None = None,
    limit: Limit = 50,
    cursor: str | None = None,
) -> Page[Delivery]:
    return await find_deliveries(tx, state=state, invoice_id=invoice_id, limit=limit, cursor=cursor)


@router.post("/deliveries/{id}/resolve", "deliveries.write")
async def resolve_delivery(tx: Tx, id: UUID, found: ResolveIn) -> Delivery:
    return _out(await again.resolve_delivery(tx, id, arrived=found.arrived))


@router.post("/deliveries/{id}/retry", "deliveries.write")
async def retry_delivery(tx: Tx, id: UUID) -> Delivery:
    return _out(await again.retry_delivery(tx, id))


# --- the local mailbox ---------------------------------------------------------------------------------------


def _open_mailbox(request: Request) -> None:
    if not settings().uses_mailbox or not (settings().mailbox_public or is_loopback(request)):
        raise MailboxClosed


@router.get("/mailbox", PUBLIC, tags=["mailbox"])
async def list_mails(
    tx: Tx, request: Request, to: str = "", q: str = "", limit: Limit = 50, cursor: str | None = None
) -> Page[MailSummaryOut]:
    _open_mailbox(request)
    page = await mailbox.find_mails(to=to, q=q, limit=limit, cursor=cursor)
    data: list[MailSummaryOut] = [
        {
            "id": mail.id, "at": mail.at, "from": mail.sender, "to": mail.to,
            "subject": mail.subject, "attachments": mail.attachments,
        }
        for mail in page.data
    ]  # fmt: skip
    return Page(data=data, next=page.next, total=page.total)


@router.get("/mailbox/{id}", PUBLIC, tags=["mailbox"])
async def get_mail(tx: Tx, request: Request, id: UUID) -> MailOut:
    _open_mailbox(request)
    mail = await mailbox.get_mail(id)
    files = [
        MailAttachmentOut(
            name=file.name, type=file.content_type, size=len(file.content), url=f"/v1/mailbox/{id}/attachments/{place}"
        )
        for place, file in enumerate(mail.attachments)
    ]
    return {
        "id": mail.id, "at": mail.at, "from": mail.sender, "to": mail.to, "subject": mail.subject,
        "html": mail.html, "text": mail.text, "attachments": files,
    }  # fmt: skip


@router.get("/mailbox/{id}/attachments/{place}", PUBLIC, tags=["mailbox"], **_MAILED)
async def get_mail_attachment(tx: Tx, request: Request, id: UUID, place: int) -> Response:
    """A PDF opens in the browser; anything else is only downloaded, for it would run as a page of ours."""
    _open_mailbox(request)
    mail = await mailbox.get_mail(id)
    if not 0 <= place < len(mail.attachments):
        raise MailboxClosed
    file = mail.attachments[place]
    is_pdf = file.content_type == "application/pdf"
    return _file(file.content, file.name, "application/pdf" if is_pdf else "application/octet-stream", inline=is_pdf)


def _file(content: bytes, name: str, kind: str, *, inline: bool) -> Response:
    disposition = f"{'inline' if inline else 'attachment'}; filename*=UTF-8''{quote(name)}"
    return Response(content, media_type=kind, headers={**PRIVATE, "Content-Disposition": disposition})


# --- public pages --------------------------------------------------------------------------------------------


async def _no_page(tx: Tx, request: Request, found: visit.Closed | None) -> Response | Afterwards[Response]:
    """For a code that shows no document: the seller's word where it did once, else the page that tells nothing."""
    if found is None:
        return nowhere(request)
    said = notice.ERASED if found.invoice.erased_at is not None else notice.CLOSED_LINK
    return issuer_notice(said, await issuer_of(tx, found.invoice), HTTPStatus.GONE)


@public_router.get("/i/{code}", PUBLIC, include_in_schema=False, answers=Response)
async def get_public_page(tx: Tx, request: Request, code: str) -> Response | Afterwards[Response]:
    """The invoice as its client sees it: a page that works without scripts. Other codes get a page that says so."""
    found = await visit.find_visit(tx, request, code)
    if not isinstance(found, visit.Visit):
        return await _no_page(tx, request, found)
    if request.method == "HEAD":
        return HTMLResponse(headers=PRIVATE)
    await visit.count_view(tx, request, found)
    return HTMLResponse(await _page_of(tx, found, code), headers=PRIVATE)


async def _page_of(tx: Tx, found: visit.Visit, code: str, **answer: Any) -> str:
    price = await price_of(tx, found.paper)
    view = view_of(found.paper, await invoice_look(tx, found.paper.invoice), price=price)
    links = {"pdf": f"/i/{code}/pdf", "answer": f"/i/{code}/answer"}
    return render_html(
        view, links=links, files=files_of(found.paper, code), answer=await answer_page.answer_block(tx, found, **answer)
    )


@public_router.post("/i/{code}/answer", PUBLIC, include_in_schema=False, writes=False, answers=Response)
async def answer_on_public_page(tx: Tx, request: Request, code: str) -> Response | Afterwards[Response]:
    """The client's answer to a quote or a new version, from the form on its page. Back to the page, which says how it stands then."""
    found = await visit.find_visit(tx, request, code)
    if not isinstance(found, visit.Visit):
        return await _no_page(tx, request, found)
    form = answer_page.read_form(await request.body())
    problem = await answer_page.take_answer(tx, found, form)
    if problem:
        return HTMLResponse(await _page_of(tx, found, code, problem=problem, typed=form), 422, headers=PRIVATE)
    return RedirectResponse(f"/i/{code}#answer", 303, headers=PRIVATE)


@public_router.get("/i/{code}/pdf", PUBLIC, include_in_schema=False, answers=Response)
async def get_public_pdf(tx: Tx, request: Request, code: str) -> Response | Afterwards[Response]:
    found = await visit.find_visit(tx, request, code)
    if not isinstance(found, visit.Visit):
        return await _no_page(tx, request, found)
    if request.method == "HEAD":
        return Response(media_type="application/pdf", headers=PRIVATE)
    await visit.count_view(tx, request, found)
    name = pdf_name(found.paper.document)

    async def answer(pdf: bytes) -> Response:
        return _file(pdf, name, "application/pdf", inline=True)

    return pdf_later(tx, request, await find_pdf(tx, found.paper.invoice), answer)


@public_router.get("/i/{code}/files/{place}", PUBLIC, include_in_schema=False, answers=Response)
async def get_public_file(tx: Tx, request: Request, code: str, place: int) -> Response | Afterwards[Response]:
    """A file of the document for the client, by its place; a draft's or an internal one is never here."""
    found = await visit.find_visit(tx, request, code)
    if not isinstance(found, visit.Visit):
        return await _no_page(tx, request, found)
    file = file_at(found.paper, place)
    if file is None:
        return nowhere(request)
    answer = file_response(await get_content(tx.org_id, file["sha256"]), file["name"], file["media_type"])
    answer.headers.update(PRIVATE)
    return answer
