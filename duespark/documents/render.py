"""Renders a document for paper: the PDF to keep and send, and the very same pages for the screen."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import orjson

from duespark.adapters.pdf import typst
from duespark.adapters.pdf.inks import in_inks
from duespark.companies.brands.design import Design
from duespark.documents.screen_page import render_screen
from duespark.documents.source.draw import SourceFailed, draw_source, page_svg
from duespark.documents.view import NO_LINKS, Look, print_view
from duespark.engine.look.inks import printed_inks
from duespark.signed_links.printed import PrintedLinks

STANDARD: Final = typst.Template(root=Path(__file__).parent, main="standard/main.typ", draws="document")
_LOOK: Final = ("language", "region", "direction", "words", "brand")
_LOOK_OF_TEMPLATE: Final = ("page", "style", "checked", "carries", "titled")
_OVERFLOW: Final = "duespark-overflow"


def _input(view: Mapping[str, Any]) -> typst.Input:
    """The view for print: apart from what it says, what all documents of its template, brand and language have in common."""
    template = dict(view["template"])
    common = {key: view[key] for key in _LOOK} | {"template": {key: template.pop(key) for key in _LOOK_OF_TEMPLATE}}
    own = {key: value for key, value in view.items() if key not in _LOOK} | {"template": template}
    if own["payment"]:
        own["payment"] = own["payment"] | {name: _on_paper(own["payment"][name]) for name in ("code", "link_code")}
    return typst.Input(doc=orjson.dumps(own), look=orjson.dumps(common))


def _on_paper(code: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """A payment code without the picture that pages and mails show."""
    return {key: value for key, value in code.items() if key != "url"} if code else None


def in_fonts_of(look: Look, template: typst.Template = STANDARD) -> typst.Template:
    """The program that draws, with the fonts the organization brought for this look and no others."""
    return replace(template, own=look.letters.fonts) if look.letters else template


def _folder(look: Look) -> Path | None:
    return look.letters.fonts.folder if look.letters else None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A text of the template that could not be filled in and is left out, and where in it the reason stands."""

    block: str
    line: int
    column: int
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A PDF, and what of its template had to be left out: block, line, column and problem of each."""

    pdf: bytes
    problems: tuple[dict[str, Any], ...] = ()


async def print_pdf(
    document: Mapping[str, Any], *, look: Look, status: str, pay_url: str | None = None, links: PrintedLinks = NO_LINKS
) -> Printed:
    """The document as PDF/A-3a + PDF/UA-1.

    The same arguments give the same bytes on every day and machine, so a PDF need not be stored to stay the same.
    Pass the legal status (draft, issued, void ...), not one that changes with payments, or the paper changes too.
    Raises NotAColor, RenderFailed.
    """
    problems = list[dict[str, Any]]()
    if look.source is not None:
        view = print_view(document, look=look, status=status, pay_url=pay_url, has_bill=False, links=links)
        try:
            (pdf,) = await draw_source(look.source, document, view, want="pdf", fonts=_folder(look))
            return Printed(pdf=await inked(pdf, look.design))
        except SourceFailed as error:
            problems.append(asdict(_instead(error)))
    view = print_view(document, look=look, status=status, pay_url=pay_url, links=links)
    day = document["issue_date"]
    pdf = await typst.pdf(_input(view), template=in_fonts_of(look), day=date.fromisoformat(day) if day else None)
    return Printed(pdf=await inked(pdf, look.design), problems=(*problems, *view["template"]["problems"]))


async def inked(pdf: bytes, design: Design) -> bytes:
    """A PDF in the inks of its brand; as it is where the brand has none."""
    inks = printed_inks(design.palette, design.inks)
    if not inks:
        return pdf
    wanted = {color: (ink.cyan, ink.magenta, ink.yellow, ink.black) for color, ink in inks.items()}
    return await asyncio.to_thread(in_inks, pdf, wanted)


def _instead(error: SourceFailed) -> LeftOut:
    """What is told where a standard template stands in."""
    said = f"A standard template was used instead. {error}"
    return LeftOut(block="", line=error.problem.line, column=error.problem.column, problem=said)


async def render_html(
    document: Mapping[str, Any],
    *,
    look: Look,
    status: str,
    balance: Decimal | None = None,
    links: PrintedLinks = NO_LINKS,
) -> str:
    """The document as one HTML file, complete in itself; `balance` is what is still owed, where that is known. Raises NotAColor."""
    if look.source is not None:
        view = print_view(document, look=look, status=status, balance=balance, has_bill=False, links=links)
        with suppress(SourceFailed):
            (page,) = await draw_source(look.source, document, view, want="html", fonts=_folder(look))
            return page.decode()
    return render_screen(print_view(document, look=look, status=status, balance=balance, links=links))


async def render_pdf(
    document: Mapping[str, Any], *, look: Look, status: str, pay_url: str | None = None, links: PrintedLinks = NO_LINKS
) -> bytes:
    """The PDF of `print_pdf` alone."""
    return (await print_pdf(document, look=look, status=status, pay_url=pay_url, links=links)).pdf


async def render_pages(
    document: Mapping[str, Any], *, look: Look, status: str, pay_url: str | None = None, links: PrintedLinks = NO_LINKS
) -> list[str]:
    """The pages of that PDF as SVG, one text a page: a preview that breaks where the paper does.

    Raises NotAColor, RenderFailed.
    """
    view = print_view(document, look=look, status=status, pay_url=pay_url, links=links)
    return await typst.svg(_input(view), template=in_fonts_of(look))


@dataclass(frozen=True, slots=True, kw_only=True)
class Overflow:
    """A block that is wider than its place, and of a table the line (counted from 1) that needs the most room."""

    block: str
    line: int | None


def _overflow(said: str) -> Overflow:
    block, _, line = said.partition(":")
    return Overflow(block=block, line=int(line) if line else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedPages:
    """Pages as SVG, what does not fit on them, and what was left out."""

    pages: list[str]
    overflow: list[Overflow]
    problems: list[LeftOut]


async def check_pages(
    document: Mapping[str, Any], *, look: Look, status: str, pay_url: str | None = None, links: PrintedLinks = NO_LINKS
) -> CheckedPages:
    """The pages, and what is wrong with them. Raises NotAColor, RenderFailed."""
    told = list[LeftOut]()
    if look.source is not None:
        view = print_view(document, look=look, status=status, pay_url=pay_url, has_bill=False, links=links)
        try:
            drawn = await draw_source(look.source, document, view, want="pages", fonts=_folder(look))
            return CheckedPages(pages=[page_svg(each) for each in drawn], overflow=[], problems=[])
        except SourceFailed as error:
            told.append(_instead(error))
    view = print_view(document, look=look, status=status, pay_url=pay_url, links=links)
    view["template"] |= {"checked": True}
    pages, found = await typst.checked(_input(view), template=in_fonts_of(look), mark=_OVERFLOW)
    return CheckedPages(
        pages=pages,
        overflow=[_overflow(said) for said in found],
        problems=[*told, *(LeftOut(**one) for one in view["template"]["problems"])],
    )
