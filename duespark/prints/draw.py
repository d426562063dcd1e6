"""Draws the PDF to keep: the pages, then the e-invoice inside. Needs no transaction and takes none."""

import asyncio
import hashlib
import io
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Literal
from uuid import UUID

import pikepdf

from duespark.adapters.pdf.certificate import Certificate
from duespark.adapters.pdf.factur_x import embed_einvoice
from duespark.adapters.pdf.sign import sign_pdf
from duespark.documents.render import Printed, print_pdf
from duespark.documents.view import NO_LINKS, Look
from duespark.engine.errors import Conflict
from duespark.engine.invoice.plain import load
from duespark.prints.einvoice import LEVELS, Inside, Judged, choose
from duespark.prints.wish import EInvoiceWish
from duespark.runtime.tx import clock
from duespark.signed_links.printed import PrintedLinks

Carried = Literal["off", "left_out", "en16931", "xrechnung"]


class CertificateExpired(Conflict):
    code = "signing.certificate_expired"
    sentence = "The certificate that signs expired on {day}. Renew it or upload a new one in the company's settings, or turn signing off."


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A print that is not made yet, with everything it takes. `input` names it, see `models.prints`."""

    invoice_id: UUID
    input: str
    document: Mapping[str, Any]
    status: str
    look: Look
    einvoice: EInvoiceWish
    certificate: Certificate | None = None
    links: PrintedLinks = NO_LINKS


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A PDF and what there is to know of it. One that is not `final` may come out better another time."""

    pdf: bytes
    page_count: int
    einvoice: Carried
    problems: tuple[dict[str, Any], ...] = ()
    template_problems: tuple[dict[str, Any], ...] = ()
    signed_by: str = ""
    final: bool = True

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.pdf).hexdigest()


async def draw(wanted: Wanted) -> Drawn:
    """The PDF, signed last where it shall be. Equal input gives equal bytes, but for the time in a signature.

    Raises `NotAColor`, `RenderFailed`, `CertificateExpired`, `SignerMissing`, `SigningFailed`.
    """
    if wanted.certificate is not None and wanted.certificate.not_after <= clock():
        raise CertificateExpired(day=f"{wanted.certificate.not_after:%Y-%m-%d}")
    drawn = await _draw(wanted)
    if wanted.certificate is None:
        return drawn
    signed = await asyncio.to_thread(sign_pdf, drawn.pdf, wanted.certificate.pkcs12, name=wanted.certificate.subject)
    return replace(drawn, pdf=signed, signed_by=wanted.certificate.subject)


async def _draw(wanted: Wanted) -> Drawn:
    if wanted.einvoice == "off":
        printed = await _printed(wanted)
        pages = await asyncio.to_thread(count_pages, printed.pdf)
        return Drawn(pdf=printed.pdf, page_count=pages, einvoice="off", template_problems=printed.problems)
    # The pages are drawn while the e-invoice is written and checked; neither needs the other.
    judging = asyncio.create_task(choose(load(wanted.document), wanted.einvoice))
    try:
        printed = await _printed(wanted)
        inside, judged = await judging
    finally:
        judging.cancel()
    return await asyncio.to_thread(_put_inside, printed, judged, inside, wanted)


async def _printed(wanted: Wanted) -> Printed:
    return await print_pdf(wanted.document, look=wanted.look, status=wanted.status, links=wanted.links)


def _put_inside(printed: Printed, judged: Judged, inside: Inside, wanted: Wanted) -> Drawn:
    carried: Carried = "left_out"
    pdf = printed.pdf
    if judged.xml is not None:
        day = date.fromisoformat(wanted.document["issue_date"])
        pdf = embed_einvoice(pdf, judged.xml, level=LEVELS[inside], day=day)
        carried = inside
    problems = tuple(asdict(one) for one in judged.problems)
    return Drawn(
        pdf=pdf, page_count=count_pages(pdf), einvoice=carried, problems=problems,
        template_problems=printed.problems, final=judged.final,
    )  # fmt: skip


def count_pages(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return len(file.pages)
