"""The file of an export, a ZIP or one merged PDF: each PDF is stored when it is drawn, so that a killed worker goes on where it was.

Files are packed in a folder of their own on this machine's disk and go to the store from there, so that memory stays flat
however many they are; one PDF is merged by a process that ends with it.
"""

import asyncio
import shutil
import zipfile
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID

from duespark.adapters.pdf.merge import merge_pdfs
from duespark.documents.file_name import pdf_name
from duespark.invoices.queries import InvoiceRow
from duespark.runtime import storage
from duespark.runtime.aside import Aside
from duespark.runtime.settings import settings

MERGING = 1200.0
"""Seconds that one PDF of many may take; a thousand documents take some."""


def _page(org: UUID, run: UUID, position: int) -> str:
    return f"{org}/bulk/{run}/{position}.pdf"


async def put_pdf(org: UUID, run: UUID, position: int, invoice: InvoiceRow, pdf: bytes) -> str:
    """Put one PDF where the file will take it from, and return its name."""
    await storage.put_at(_page(org, run, position), pdf)
    return pdf_name(invoice.plain)


async def write_zip(org: UUID, run: UUID, names: Mapping[int, str]) -> str:
    """Put the drawn PDFs, by position and file name, into one ZIP and return where it lies. Equal names get their position;
    those that differ in small and capital letters are equal, for one would be unpacked over the other."""
    taken: set[str] = set()
    async with _folder(run) as folder:
        made = folder / "invoices.zip"
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
            for position, name in names.items():
                shown = name
                while shown.casefold() in taken:
                    shown = f"{shown.removesuffix('.pdf')}_{position}.pdf"
                taken.add(shown.casefold())
                content = await storage.get(_page(org, run, position))
                # A fixed day: the same invoices give the same file.
                entry = zipfile.ZipInfo(shown, (2000, 1, 1, 0, 0, 0))
                await asyncio.to_thread(file.writestr, entry, content, zipfile.ZIP_DEFLATED)
        return await _to_store(made, f"{org}/bulk/{run}.zip")


async def write_merged(org: UUID, run: UUID, names: Mapping[int, str], *, title: str) -> str:
    """Make one PDF of the drawn ones, each under a bookmark of its name, and return where it lies."""
    async with _folder(run) as folder:
        marks = []
        for position, name in names.items():
            page = folder / f"{position}.pdf"
            page.write_bytes(await storage.get(_page(org, run, position)))
            marks.append((name.removesuffix(".pdf").replace("_", " "), page))
        made = folder / "invoices.pdf"
        merger = Aside(1)
        try:
            await merger.call(MERGING, _merge, marks, made, title)
        finally:
            merger.stop()
        return await _to_store(made, f"{org}/bulk/{run}.pdf")


def _merge(marks: list[tuple[str, Path]], made: Path, title: str) -> None:
    def read() -> Iterator[tuple[str, bytes]]:
        for name, page in marks:
            yield name, page.read_bytes()

    made.write_bytes(merge_pdfs(read(), title=title))


async def _to_store(made: Path, key: str) -> str:
    await storage.put_file_at(key, made)
    return key


@asynccontextmanager
async def _folder(run: UUID) -> AsyncIterator[Path]:
    """An empty folder that is gone afterwards; what a killed worker left in it is gone before."""
    folder = settings().data_dir / "packing" / str(run)
    await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)


async def remove_pages(org: UUID, run: UUID, positions: Iterable[int]) -> None:
    """Delete the single PDFs, which are in the file by now or not wanted any more."""
    for position in positions:
        await storage.remove(_page(org, run, position))
