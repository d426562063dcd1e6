"""HTTP of the fonts an organization brings itself."""

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import Query, Request
from fastapi.responses import Response

from duespark.accounts.access import Router
from duespark.companies.fonts.add import add_fonts
from duespark.companies.fonts.export import COLUMNS, walk_own_fonts
from duespark.companies.fonts.families import known_names
from duespark.companies.fonts.queries import find_own_fonts, get_own_font
from duespark.companies.fonts.remove import remove_font
from duespark.companies.fonts.schemas import AddedFonts, OwnFont, font_for
from duespark.runtime import storage
from duespark.runtime.csv import csv_response
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, described_file
from duespark.runtime.xlsx import XLSX_ANSWER, xlsx_response

router = Router(tags=["brands"])

Search = Annotated[str, Query(max_length=200)]
_FILE: Final = {"schema": {"type": "string", "format": "binary"}}
_FONT_BODY: Final[dict[str, Any]] = {
    "requestBody": {"required": True, "content": {f"font/{kind}": _FILE for kind in ("ttf", "otf", "woff", "woff2")}}
}


@router.get("/own-fonts", "companies.read")
async def list_own_fonts(
    tx: Tx,
    q: Search = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: str | None = None,
) -> Page[OwnFont]:
    """The font files the organization brought, by family and style."""
    rows, more, total = await find_own_fonts(tx, q=q, limit=limit, cursor=cursor)
    return Page(data=[font_for(row) for row in rows], next=more, total=total)


@router.get("/own-fonts.csv", "companies.read", **described_file("text/csv"))
async def export_own_fonts(tx: Tx, q: Search = "") -> Response:
    """All fonts that match, as CSV."""
    return await csv_response("fonts.csv", COLUMNS, walk_own_fonts(tx, q=q))


@router.get("/own-fonts.xlsx", "companies.read", responses=XLSX_ANSWER, response_class=Response)
async def export_own_fonts_workbook(tx: Tx, q: Search = "") -> Response:
    """The same as a workbook for spreadsheet programs."""
    return await xlsx_response("fonts.xlsx", COLUMNS, walk_own_fonts(tx, q=q), zone=tx.zone)


@router.post("/own-fonts", "companies.write", status=201, at_once=1, openapi_extra=_FONT_BODY)
async def add_own_font(tx: Tx, request: Request, licensed: bool = False) -> AddedFonts:
    """Upload a font as the body: TTF, OTF, WOFF or WOFF2, at most 5 MB. `licensed` says that you have a license for documents. Of a
    variable font a regular and a bold are kept."""
    rows = await add_fonts(tx, content=await request.body(), licensed=licensed, shipped=known_names())
    return AddedFonts(data=[font_for(row) for row in rows])


@router.get("/own-fonts/{id}/file", "companies.read", **described_file("font/ttf"))
async def get_own_font_file(tx: Tx, id: UUID) -> Response:
    """The font as print uses it, for members; pages that clients see never load it."""
    content = await storage.get((await get_own_font(tx, id)).key)
    return Response(content, media_type="font/ttf", headers={"Cache-Control": "private, max-age=31536000, immutable"})


@router.delete("/own-fonts/{id}", "companies.write")
async def remove_own_font(tx: Tx, id: UUID) -> None:
    """Take a font away that no brand has. Documents issued with it keep it."""
    await remove_font(tx, id)
