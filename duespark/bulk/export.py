"""The ZIP of an export: each PDF is stored when it is drawn, so that a killed worker goes on where it was."""

import asyncio
import io
import zipfile
from collections.abc import Iterable, Mapping
from uuid import UUID

from duespark.documents.file_name import pdf_name
from duespark.invoices.queries import InvoiceRow
from duespark.runtime import storage


def _page(org: UUID, run: UUID, position: int) -> str:
    return f"{org}/bulk/{run}/{position}.pdf"


async def put_pdf(org: UUID, run: UUID, position: int, invoice: InvoiceRow, pdf: bytes) -> str:
    """Put one PDF where the ZIP will take it from, and return its file name."""
    await storage.put_at(_page(org, run, position), pdf)
    return pdf_name(invoice.plain)


async def write_zip(org: UUID, run: UUID, names: Mapping[int, str]) -> str:
    """Put the drawn PDFs, by position and file name, into one ZIP and return where it lies. Equal names get their position."""
    taken: set[str] = set()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for position, name in names.items():
            shown = f"{name.removesuffix('.pdf')}_{position}.pdf" if name in taken else name
            taken.add(shown)
            content = await storage.get(_page(org, run, position))
            # A fixed day: the same invoices give the same file.
            entry = zipfile.ZipInfo(shown, (2000, 1, 1, 0, 0, 0))
            await asyncio.to_thread(file.writestr, entry, content, zipfile.ZIP_DEFLATED)
    key = f"{org}/bulk/{run}.zip"
    await storage.put_at(key, buffer.getvalue())
    return key


async def remove_pages(org: UUID, run: UUID, positions: Iterable[int]) -> None:
    """Delete the single PDFs, which are in the ZIP by now or not wanted any more."""
    for position in positions:
        await storage.remove(_page(org, run, position))
