"""Made once, kept, and the same bytes ever after: finds the print of a document, or makes it and keeps it.

What it takes is read in one transaction; drawing needs none, and takes no connection from others while it lasts. First the
bytes go to the store, under their own hash, then the row, in a second transaction: a process killed between leaves bytes that
nobody points to, which the next attempt writes again. Of two who make the same print at once, the first row stands for both.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from duespark.companies.queries import get_company
from duespark.documents.look import invoice_look, version_look
from duespark.documents.render import render_pdf
from duespark.documents.view import Look
from duespark.engine.invoice.history import Version
from duespark.invoices.queries import ContentErased, InvoiceRow, get_invoice
from duespark.prints.certificates import open_certificate
from duespark.prints.draw import Carried, Drawn, Wanted, draw
from duespark.prints.einvoice import may_be_einvoice
from duespark.prints.input import input_of
from duespark.prints.models import prints
from duespark.prints.wish import wish_of
from duespark.runtime import storage
from duespark.runtime.db import Q
from duespark.runtime.jobs import Work
from duespark.runtime.storage import get_content
from duespark.runtime.tx import Tx
from duespark.signed_links.printed import PrintedLinks, draft_links, printed_links

_COLUMNS = [column.name for column in prints.columns if column.name != "org_id"]
_GET = Q(
    f"SELECT {', '.join(_COLUMNS)} FROM prints"
    " WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:invoice AS uuid) AND input = :input"
)
_KEEP = Q(
    "INSERT INTO prints AS p (org_id, invoice_id, input, sha256, size, page_count, einvoice, problems, template_problems, signed_by,"
    " made_at)"
    " VALUES (CAST(:org AS uuid), CAST(:invoice AS uuid), :input, :sha256, CAST(:size AS int), CAST(:page_count AS int),"
    " :einvoice, CAST(:problems AS jsonb), CAST(:template_problems AS jsonb), :signed_by, CAST(:now AS timestamptz))"
    " ON CONFLICT (org_id, invoice_id, input) DO UPDATE SET sha256 = p.sha256"
    f" RETURNING {', '.join(_COLUMNS)}"
)

_USED = Q(
    "SELECT 1 FROM prints WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:invoice AS uuid) AND sha256 = :sha256"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """A kept print; `problems` say why the e-invoice was left out, `template_problems` what its template could not print."""

    invoice_id: UUID
    input: str
    sha256: str
    size: int
    page_count: int
    einvoice: Carried
    problems: list[dict[str, Any]]
    template_problems: list[dict[str, Any]]
    signed_by: str
    thumbnail: str | None
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Unissued:
    """A draft, with everything it takes to draw it. It is never kept."""

    row: InvoiceRow
    look: Look


Found = Print | Wanted | Unissued
Begin = Callable[[], AbstractAsyncContextManager[Tx]]
"""Opens another transaction of the organization, once the first has ended."""


def _print(row: asyncpg.Record) -> Print:
    lists = {name: orjson.loads(row[name]) for name in ("problems", "template_problems")}
    return Print(**{**row, **lists})


async def find_pdf(tx: Tx, row: InvoiceRow) -> Found:
    """The kept print of an issued or void document, or what it takes to make it; of a draft, what it takes to draw it."""
    return Unissued(row=row, look=await invoice_look(tx, row)) if row.status == "draft" else await find_print(tx, row)


async def find_print(tx: Tx, row: InvoiceRow) -> Print | Wanted:
    """The print of an issued or void document, or what it takes to make it."""
    frozen = row.look is not None
    look = None if frozen else await invoice_look(tx, row)
    document = row.plain
    input = input_of(document, row.status, look)
    found = await _GET.one(tx.conn, org=tx.org_id, invoice=row.id, input=input)
    if found is not None:
        return _print(found)
    links = await printed_links(tx, row, document)
    return await _wanted(tx, row, input, document, row.status, look or await invoice_look(tx, row), links)


async def find_version_print(tx: Tx, row: InvoiceRow, version: Version) -> Print | Wanted:
    """The same of a version, with the document and the look it was frozen with; the one that voids says so."""
    status = "void" if version.change == "cancellation" else "issued"
    input = input_of(version.document, status, None)
    found = await _GET.one(tx.conn, org=tx.org_id, invoice=row.id, input=input)
    if found is not None:
        return _print(found)
    look = await version_look(tx, row.id, version.look)
    links = await printed_links(tx, row, version.document, version=(version.number, version.seal.hash))
    return await _wanted(tx, row, input, version.document, status, look, links)


async def _wanted(
    tx: Tx, row: InvoiceRow, input: str, document: Mapping[str, Any], status: str, look: Look, links: PrintedLinks
) -> Wanted:
    company = await get_company(tx, row.company_id)
    wish = await wish_of(tx, company)
    return Wanted(
        invoice_id=row.id,
        input=input,
        document=document,
        status=status,
        look=look,
        einvoice=wish.einvoice if may_be_einvoice(row.kind, status) else "off",
        certificate=await open_certificate(tx, company) if wish.sign else None,
        links=links,
    )


async def pdf_of(found: Found, *, org: UUID, begin: Begin) -> bytes:
    """The bytes of what was found, made and kept if need be. For when that transaction has ended; `begin` opens another.

    Raises `RenderFailed`, `ObjectDamaged` where the store gives other bytes than were put there, and what `make_print` raises.
    """
    if isinstance(found, Unissued):
        links = draft_links(found.row.kind)
        return await render_pdf(found.row.plain, look=found.look, status="draft", links=links)
    if isinstance(found, Wanted):
        return (await make_print(found, org=org, begin=begin))[0]
    return await get_content(org, found.sha256)


async def make_print(wanted: Wanted, *, org: UUID, begin: Begin) -> tuple[bytes, Print | None]:
    """Draw it, put its bytes in the store, then keep it; no print where only its check was out of order. One that somebody else
    kept in the meantime wins, and its bytes are returned.

    Raises what `draw` raises, and `ContentErased` where the document was erased while it was drawn: then nothing of it stays.
    """
    drawn = await draw(wanted)
    if not drawn.final:
        return drawn.pdf, None
    await storage.put(org, drawn.pdf)
    try:
        async with begin() as tx:
            kept = await _keep(tx, wanted, drawn)
    except ContentErased:
        await _drop(wanted, drawn, org=org, begin=begin)
        raise
    if kept.sha256 == drawn.sha256:
        return drawn.pdf, kept
    await _drop(wanted, drawn, org=org, begin=begin)  # signed a moment later than the one that stands
    return await get_content(org, kept.sha256), kept


async def _drop(wanted: Wanted, drawn: Drawn, *, org: UUID, begin: Begin) -> None:
    """Take bytes out of the store again that no print points to. Only prints of one document can have the same."""
    async with begin() as tx:
        used = await _USED.value(tx.conn, org=org, invoice=wanted.invoice_id, sha256=drawn.sha256)
    if not used:
        await storage.remove_content(org, drawn.sha256)


async def _keep(tx: Tx, wanted: Wanted, drawn: Drawn) -> Print:
    """Point to a print whose bytes are in the store; one that stands already wins. Raises `ContentErased`."""
    row = await _KEEP.one(
        tx.conn, org=tx.org_id, invoice=wanted.invoice_id, input=wanted.input, sha256=drawn.sha256, size=len(drawn.pdf),
        page_count=drawn.page_count, einvoice=drawn.einvoice, problems=orjson.dumps(drawn.problems).decode(),
        template_problems=orjson.dumps(drawn.template_problems).decode(), signed_by=drawn.signed_by,
        now=tx.now,
    )  # fmt: skip
    assert row is not None
    # Read behind the insert, whose foreign key waits for whoever erases the document just now.
    (await get_invoice(tx, wanted.invoice_id)).require_content()
    return _print(row)


async def pdf_for_job(work: Work, row: InvoiceRow) -> bytes:
    """The PDF of an invoice for a job: kept for an issued or void one, drawn anew for a draft. Raises what `pdf_of` raises."""
    async with work.begin() as tx:
        org, found = tx.org_id, await find_pdf(tx, row)
    return await pdf_of(found, org=org, begin=work.begin)
