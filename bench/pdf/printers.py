"""The printers that are compared, each as one function from a document to a PDF: ours in three steps, and two others."""

import asyncio
import shutil
import subprocess
from collections.abc import Callable, Mapping
from datetime import date
from importlib.util import find_spec
from typing import Any
from uuid import UUID

from duespark.adapters.pdf.factur_x import embed_einvoice
from duespark.documents.public_page import render_html
from duespark.documents.render import render_pdf
from duespark.documents.view import Look, print_view
from duespark.einvoice.profiles import PROFILES, write_einvoice
from duespark.engine.invoice.plain import load
from duespark.prints.draw import Wanted, draw

Plain = Mapping[str, Any]
LOOK = Look()


async def pages(document: Plain) -> bytes:
    """The pages alone: PDF/A-3a and PDF/UA-1."""
    return await render_pdf(document, look=LOOK, status="issued")


async def hybrid(document: Plain) -> bytes:
    """The same with the e-invoice inside, written while the pages are drawn as `prints.draw` does it, and not checked."""
    pdf, xml = await asyncio.gather(pages(document), asyncio.to_thread(_einvoice, document))
    return embed_einvoice(pdf, xml, level="EN 16931", day=date.fromisoformat(document["issue_date"]))


def _einvoice(document: Plain) -> bytes:
    return write_einvoice(load(document), PROFILES["factur-x"])


async def kept(document: Plain) -> bytes:
    """All that happens once for an issued document: drawn, written, checked by the official rules, put inside."""
    wanted = Wanted(invoice_id=UUID(int=0), input="", document=document, status="issued", look=LOOK, einvoice="en16931")
    drawn = await draw(wanted)
    assert drawn.einvoice == "en16931", drawn.problems
    return drawn.pdf


def page(document: Plain) -> str:
    """What the others print: our public page, which says the same and needs nothing from elsewhere."""
    return render_html(print_view(document, look=LOOK, status="issued"), links={"pdf": "/"})


def weasyprint(html: str) -> bytes:
    from weasyprint import HTML

    written: bytes = HTML(string=html).write_pdf()
    return written


def wkhtmltopdf(html: str) -> bytes:
    command = ["wkhtmltopdf", "--quiet", "--disable-javascript", "-", "-"]
    return subprocess.run(command, input=html.encode(), capture_output=True, check=True, timeout=300).stdout


def others() -> dict[str, Callable[[str], bytes]]:
    """Those of the others that are installed here."""
    found: dict[str, Callable[[str], bytes]] = {}
    if find_spec("weasyprint"):
        found["WeasyPrint"] = weasyprint
    if shutil.which("wkhtmltopdf"):
        found["wkhtmltopdf"] = wkhtmltopdf
    return found
