"""The job that carries one delivery to the wire, through the ledger, and tells what became of it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from functools import partial
from uuid import UUID
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

from duespark.adapters.email.message import Attachment, Mail
from duespark.adapters.email.transport import transport
from duespark.adapters.pdf.lock import lock_pdf
from duespark.delivery.letter import Letter, write_letter
from duespark.delivery.links import link_for, public_url
from duespark.delivery.outcome import note_discreet, tell
from duespark.delivery.paper import Paper, read_paper, view_of
from duespark.delivery.password import find_password
from duespark.delivery.queries import DeliveryRow, get_delivery, is_discreet
from duespark.delivery.recipients import addressed
from duespark.delivery.sender import sender_of
from duespark.documents.file_name import pdf_name
from duespark.documents.look import invoice_look
from duespark.documents.view import Look
from duespark.prints.keep import pdf_for_job
from duespark.runtime import ledger
from duespark.runtime.jobs import Work, job
from duespark.runtime.ledger import NotTaken, Receipt, Withdrawn
from duespark.runtime.storage import get_content
from duespark.runtime.telemetry import log
from duespark.signed_links.make import mail_link

METRIC = "email"
_TURNS: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What one transaction read. `spoken` is the paper in the words for its recipient; `discreet`: it follows a locked one, and
    carries nothing of the document."""

    delivery: DeliveryRow
    paper: Paper
    spoken: Paper
    link: str
    pay: str
    zone: str
    org: UUID
    password: str | None = field(repr=False)
    discreet: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Print:
    """What takes longest and never changes: made before the ledger is claimed, so that a worker killed meanwhile
    leaves a message that is still pending, not one of which nobody knows whether it went out."""

    look: Look
    files: tuple[Attachment, ...] | None
    """None for a discreet message."""


@job("delivery.send")
async def send_delivery(work: Work, *, delivery_id: str) -> None:
    """Send it at most once. Safe to run again at any point: the ledger knows how far the last run came."""
    known_id = UUID(delivery_id)
    async with work.begin() as tx:
        delivery = await get_delivery(tx, known_id)
    printed = await _print(work, known_id) if delivery.state == "pending" else None
    async with _turn():
        state = await ledger.send_once(
            work,
            delivery.send_id,
            kind=METRIC,
            wire=partial(_wire, work, known_id, printed),
            proof=partial(transport().has, delivery.message_id),
        )
    async with work.begin() as tx:
        await tell(tx, known_id, state)


def _turn() -> asyncio.Lock:
    """One message of this process at a time between claim and answer: a transport sends one after the other anyway, and
    what waits for it unclaimed is still pending, not unsure, when the worker is killed."""
    loop = asyncio.get_running_loop()
    return _TURNS.setdefault(loop, asyncio.Lock())


async def _print(work: Work, id: UUID) -> _Print | Exception:
    """The printed invoice, or why there is none; the ledger is told the reason when it is claimed."""
    try:
        known = await _read(work, id)
        async with work.begin() as tx:
            look = await invoice_look(tx, known.paper.invoice)
        if known.discreet:
            return _Print(look=look, files=None)
        pdf = await _pdf(known, await pdf_for_job(work, known.paper.invoice))
        return _Print(look=look, files=(pdf, *[file async for file in _files(known)]))
    except Exception as error:
        return error


async def _pdf(known: _Facts, content: bytes) -> Attachment:
    """The invoice, locked where it is to open with a password only."""
    name = pdf_name(known.paper.document)
    if known.password is not None:
        content = await asyncio.to_thread(lock_pdf, content, known.password, allow_print=True, allow_copy=False)
        name = name.removesuffix(".pdf") + "_locked.pdf"
    return Attachment(name, "application/pdf", content)


async def _files(known: _Facts) -> AsyncIterator[Attachment]:
    """The document's own files, where they were asked for."""
    for file in known.paper.document["attachments"] if known.delivery.with_attachments else ():
        if file["sha256"]:
            yield Attachment(file["name"], file["media_type"], await get_content(known.org, file["sha256"]))


async def _wire(work: Work, id: UUID, printed: _Print | Exception | None) -> Receipt:
    """Everything that can go wrong before the wire leaves the message untaken, to be tried again."""
    try:
        mail = await _write(work, id, printed or await _print(work, id))
    except Withdrawn:
        raise
    except Exception as error:
        log.warning("delivery.not_written", delivery=str(id), exc_info=error)
        raise NotTaken(f"the mail could not be written: {error}") from error
    return await transport().send(mail)


async def _write(work: Work, id: UUID, printed: _Print | Exception) -> Mail:
    """The mail with the facts as they are now, whatever they were when the invoice was printed."""
    if isinstance(printed, Exception):
        raise printed
    known = await _read(work, id)
    if printed.files is None and not known.discreet:
        known = replace(known, discreet=True)  # it was printed as one: nothing is attached
    if known.discreet != known.delivery.discreet:
        async with work.begin() as tx:
            await note_discreet(tx, id, discreet=known.discreet)
    letter = _letter(known, printed.look)
    return _address(known, letter, () if known.discreet else printed.files or ())


async def _read(work: Work, id: UUID) -> _Facts:
    """Raises `Withdrawn` when there is no more reason to send it."""
    async with work.begin() as tx:
        delivery = await get_delivery(tx, id)
        paper = await read_paper(tx, delivery.invoice_id)
        password = await find_password(tx, id) if delivery.locked else None
        reason = "password_forgotten" if delivery.locked and password is None else why_not(delivery, paper)
        if reason:
            raise Withdrawn(reason)
        link = public_url(await link_for(tx, delivery.invoice_id))
        spoken = await addressed(tx, paper, delivery.contact_id)
        pay = await mail_link(tx, paper.invoice)
        discreet = delivery.kind != "invoice" and await is_discreet(tx, delivery.invoice_id)
        return _Facts(
            delivery=delivery, paper=paper, spoken=spoken, link=link, pay=pay, zone=tx.zone, org=tx.org_id,
            password=password, discreet=discreet,
        )  # fmt: skip


def why_not(delivery: DeliveryRow, paper: Paper) -> str:
    """Why it must not be sent as things stand now; empty when it may."""
    invoice = paper.invoice
    if delivery.kind == "invoice":
        voided_since = invoice.voided_at is not None and invoice.voided_at >= delivery.queued_at
        return "void" if voided_since else ""
    if invoice.status != "issued":
        return invoice.status
    if delivery.kind == "receipt":
        return "" if invoice.balance <= 0 else "reopened"
    if invoice.balance <= 0:
        return "settled"
    return "client_paused" if paper.client.reminders_paused else ""


def _letter(known: _Facts, look: Look) -> Letter:
    view = view_of(known.spoken, look, in_mail=True, pay=known.pay)
    today = known.delivery.queued_at.astimezone(ZoneInfo(known.zone)).date()
    kind, wording = known.delivery.kind, known.delivery.wording
    wording = wording.discreet() if known.discreet else wording
    return write_letter(kind, known.spoken, view, link=known.link, today=today, wording=wording)


def _address(known: _Facts, letter: Letter, files: tuple[Attachment, ...]) -> Mail:
    sender, reply_to = sender_of(known.paper)
    return Mail(
        message_id=known.delivery.message_id,
        sender=sender,
        to=known.delivery.recipient,
        reply_to=reply_to,
        subject=letter.subject,
        html=letter.html,
        text=letter.text,
        attachments=files,
        pictures=letter.pictures,
        date=known.delivery.queued_at,
    )
