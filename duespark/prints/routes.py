"""Routes of prints: the PDF of a document and of its versions, its thumbnail, what is inside; a company's wish and certificate."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from fastapi import Path, Request
from fastapi.responses import Response

from duespark.accounts.access import Afterwards, Router
from duespark.adapters.pdf.lock import lock_pdf
from duespark.adapters.pdf.password import prepared
from duespark.companies.queries import get_company
from duespark.documents.file_name import pdf_name
from duespark.invoices.queries import get_invoice
from duespark.invoices.versions import get_version
from duespark.prints.about import about_print
from duespark.prints.certificates import (
    SigningCertificate,
    SigningCertificateIn,
    SigningCertificates,
    find_certificates,
    get_certificate,
    get_certificate_file,
)
from duespark.prints.certify import make_own_certificate, remove_certificate, upload_certificate
from duespark.prints.keep import find_pdf, find_version_print
from duespark.prints.later import begin_again, pdf_later
from duespark.prints.schemas import LockIn, PrintFacts
from duespark.prints.thumbnail import thumbnail_of
from duespark.prints.wish import PrintSettings, PrintWish, change_wish, get_wish
from duespark.runtime.tx import Tx
from duespark.runtime.web import described_file, file_response, wanted_version

router = Router(tags=["documents"])

_PDF = described_file("application/pdf")

_PNG = {200: {"description": "The picture.", "content": {"image/png": {"schema": {"type": "string"}}}}}


def _named(name: str) -> Callable[[bytes], Awaitable[Response]]:
    """A PDF that opens in the browser, under this name."""
    headers = {"content-disposition": f"inline; filename*=UTF-8''{quote(name)}", "cache-control": "private, no-cache"}

    async def answer(pdf: bytes) -> Response:
        return Response(pdf, media_type="application/pdf", headers=headers)

    return answer


@router.get("/invoices/{id}/pdf", "invoices.read", answers=Response, **_PDF)
async def get_invoice_pdf(tx: Tx, request: Request, id: UUID) -> Afterwards[Response]:
    """The invoice as PDF/A-3a and PDF/UA-1, with its e-invoice inside where it qualifies; drafts and void invoices say so on
    the page. An issued one is made once and then always the same bytes."""
    row = await get_invoice(tx, id)
    return pdf_later(tx, request, await find_pdf(tx, row), _named(pdf_name(row.plain)))


@router.post("/invoices/{id}/locked-pdf", "invoices.read", writes=False, answers=Response, **_PDF)
async def lock_invoice_pdf(tx: Tx, request: Request, id: UUID, wanted: LockIn) -> Afterwards[Response]:
    """A copy of the PDF that opens with a password only. It is no PDF/A, and carries neither e-invoice nor signature."""
    row = await get_invoice(tx, id)
    answer = _named(pdf_name(row.plain).removesuffix(".pdf") + "_locked.pdf")
    password = prepared(wanted.password)
    may = {"allow_print": wanted.allow_print, "allow_copy": wanted.allow_copy}

    async def locked(pdf: bytes) -> Response:
        return await answer(await asyncio.to_thread(lock_pdf, pdf, password, **may))

    return pdf_later(tx, request, await find_pdf(tx, row), locked)


@router.get("/invoices/{id}/versions/{number}/pdf", "invoices.read", answers=Response, **_PDF)
async def get_invoice_version_pdf(
    tx: Tx, request: Request, id: UUID, number: Annotated[int, Path(ge=1, le=1_000_000)]
) -> Afterwards[Response]:
    """A version as PDF, with the document and the look it was frozen with; the version that voids says so on the page."""
    row = await get_invoice(tx, id)
    version = (await get_version(tx, id, number)).version
    name = pdf_name(version.document).removesuffix(".pdf") + f"_v{number}.pdf"
    return pdf_later(tx, request, await find_version_print(tx, row, version), _named(name))


@router.get("/invoices/{id}/print", "invoices.read")
async def get_invoice_print(tx: Tx, id: UUID) -> PrintFacts:
    """Whether the PDF carries the e-invoice, and if not, what is missing; of a draft, what there would be once it is issued."""
    return await about_print(tx, id)


@router.get("/invoices/{id}/thumbnail", "invoices.read", responses=_PNG, response_class=Response, answers=Response)
async def get_invoice_thumbnail(tx: Tx, request: Request, id: UUID) -> Afterwards[Response]:
    """The first page as a PNG, 480 pixels wide."""
    org, found, again = tx.org_id, await find_pdf(tx, await get_invoice(tx, id)), begin_again(tx, request)

    async def drawn() -> Response:
        picture = await thumbnail_of(found, org=org, begin=again)
        return Response(picture, media_type="image/png", headers={"cache-control": "private, no-cache"})

    return Afterwards(drawn)


@router.get("/companies/{id}/print-settings", "companies.read")
async def get_print_settings(tx: Tx, id: UUID) -> PrintSettings:
    """Which e-invoice the company's PDFs carry."""
    return await get_wish(tx, id)


@router.put("/companies/{id}/print-settings", "companies.write")
async def change_print_settings(tx: Tx, id: UUID, wish: PrintWish, request: Request) -> PrintSettings:
    """Choose for PDFs made from now on; those made already stay as they are."""
    return await change_wish(tx, id, wish, version=wanted_version(request))


@router.get("/companies/{id}/signing-certificate", "companies.read")
async def get_signing_certificate(tx: Tx, id: UUID) -> SigningCertificate:
    """Whose certificate signs the company's PDFs, and how long it holds."""
    return await get_certificate(tx, await get_company(tx, id))


@router.put("/companies/{id}/signing-certificate", "companies.write", replay=False)
async def upload_signing_certificate(tx: Tx, id: UUID, certificate: SigningCertificateIn) -> SigningCertificate:
    """Upload a PKCS#12 file to sign with. Its key is encrypted at rest and never handed out."""
    return await upload_certificate(tx, id, certificate)


@router.post("/companies/{id}/signing-certificate/make", "companies.write")
async def make_signing_certificate(tx: Tx, id: UUID) -> SigningCertificate:
    """Make a key and a certificate in the company's name: it proves that nothing was changed, not who signed. Where there is
    one already this renews it."""
    return await make_own_certificate(tx, id)


@router.delete("/companies/{id}/signing-certificate", "companies.write")
async def remove_signing_certificate(tx: Tx, id: UUID) -> None:
    """Destroy the key and sign no more; what is signed stays signed, and the certificate stays to check it with."""
    await remove_certificate(tx, id)


@router.get("/companies/{id}/signing-certificates", "companies.read")
async def list_signing_certificates(tx: Tx, id: UUID) -> SigningCertificates:
    """The certificates the company ever signed with, newest first; one without `retired_at` is in use."""
    return SigningCertificates(data=await find_certificates(tx, id))


@router.get(
    "/companies/{id}/signing-certificates/{certificate_id}/file",
    "companies.read",
    **described_file("application/pkix-cert"),
)
async def download_signing_certificate(tx: Tx, id: UUID, certificate_id: UUID) -> Response:
    """The public certificate (X.509, DER), for whoever gets the PDFs and wants to check them. The key is not in it."""
    return file_response(*await get_certificate_file(tx, id, certificate_id), "application/pkix-cert")
