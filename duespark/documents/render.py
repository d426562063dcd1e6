"""Renders a document for paper: the PDF to keep and send, and the very same pages for the screen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import orjson

from duespark.adapters.pdf import typst
from duespark.documents.view import Look, print_view

STANDARD: Final = typst.Template(root=Path(__file__).parent, main="standard/main.typ")


async def render_pdf(document: Mapping[str, Any], *, look: Look, status: str, pay_url: str | None = None) -> bytes:
    """The document as PDF/A-3a + PDF/UA-1.

    The same arguments give the same bytes on every day and machine, so a PDF need not be stored to stay the same.
    Pass the legal status (draft, issued, void ...), not one that changes with payments, or the paper changes too.
    Raises NotAColor, RenderFailed.
    """
    doc = _data(document, look=look, status=status, pay_url=pay_url)
    day = document["issue_date"]
    return await typst.pdf(doc, template=STANDARD, day=date.fromisoformat(day) if day else None)


async def render_pages(
    document: Mapping[str, Any], *, look: Look, status: str, pay_url: str | None = None
) -> list[str]:
    """The pages of that PDF as SVG, one text a page: a preview that breaks where the paper does.

    Raises NotAColor, RenderFailed.
    """
    return await typst.svg(_data(document, look=look, status=status, pay_url=pay_url), template=STANDARD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overflow:
    """A block that is wider than its place, and of a table the line (counted from 1) that needs the most room."""

    block: str
    line: int | None


async def check_pages(
    document: Mapping[str, Any], *, look: Look, status: str, pay_url: str | None = None
) -> tuple[list[str], list[Overflow]]:
    """The pages as SVG, and what does not fit on them. Raises NotAColor, RenderFailed."""
    view = print_view(document, look=look, status=status, pay_url=pay_url)
    view["template"] |= {"checked": True}
    pages, found = await typst.checked(orjson.dumps(view), template=STANDARD, mark="duespark-overflow")
    return pages, [Overflow(block=str(one["block"]), line=one["line"]) for one in found]


def _data(document: Mapping[str, Any], *, look: Look, status: str, pay_url: str | None) -> bytes:
    return orjson.dumps(print_view(document, look=look, status=status, pay_url=pay_url))
