"""HTTP of a company's brands."""

import asyncio
from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import Query, Request
from fastapi.responses import Response

from duespark.accounts.access import Router
from duespark.accounts.permissions import PUBLIC
from duespark.companies.brands import archive, default, logo
from duespark.companies.brands.change import change_brand
from duespark.companies.brands.create import create_brand
from duespark.companies.brands.design import Variant
from duespark.companies.brands.export import COLUMNS, walk_brands
from duespark.companies.brands.press import read_inks
from duespark.companies.brands.queries import find_brands
from duespark.companies.brands.queries import get_brand as read_brand
from duespark.companies.brands.schemas import (
    Brand,
    BrandIn,
    Contrast,
    ContrastIn,
    Fonts,
    InkReadings,
    NewBrand,
    OwnFamily,
    brand_for,
    contrast_of,
)
from duespark.companies.fonts.families import PAIRINGS, families, read_font
from duespark.companies.fonts.names import style_name
from duespark.companies.fonts.queries import find_own_families
from duespark.companies.picture_answer import PICTURE_ANSWER, PICTURE_BODY, picture_answer
from duespark.engine.look.palette import tidied
from duespark.runtime.csv import csv_response
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, described_file, wanted_version
from duespark.runtime.xlsx import XLSX_ANSWER, xlsx_response

router = Router(tags=["brands"])

Search = Annotated[str, Query(max_length=200)]


@router.get("/companies/{id}/brands", "companies.read")
async def list_brands(
    tx: Tx,
    id: UUID,
    q: Search = "",
    archived: bool = False,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: str | None = None,
) -> Page[Brand]:
    """The company's brands by name."""
    rows, more, total = await find_brands(tx, id, q=q, archived=archived, limit=limit, cursor=cursor)
    return Page(data=[brand_for(row) for row in rows], next=more, total=total)


@router.get("/companies/{id}/brands.csv", "companies.read", **described_file("text/csv"))
async def export_brands(tx: Tx, id: UUID, q: Search = "", archived: bool = False) -> Response:
    """All brands that match, as CSV."""
    return await csv_response("brands.csv", COLUMNS, walk_brands(tx, id, q=q, archived=archived))


@router.get("/companies/{id}/brands.xlsx", "companies.read", responses=XLSX_ANSWER, response_class=Response)
async def export_brands_workbook(tx: Tx, id: UUID, q: Search = "", archived: bool = False) -> Response:
    """The same as a workbook for spreadsheet programs."""
    rows = walk_brands(tx, id, q=q, archived=archived)
    return await xlsx_response("brands.xlsx", COLUMNS, rows, zone=tx.zone)


@router.post("/companies/{id}/brands", "companies.write", status=201)
async def add_brand(tx: Tx, id: UUID, wanted: NewBrand) -> Brand:
    """Add a brand: with a design, or as a copy of another one."""
    made = await create_brand(tx, id, name=wanted.name, copy_of=wanted.copy_of, design=wanted.design)
    return brand_for(made)


@router.post("/brands/contrast", "companies.read", writes=False)
async def check_contrast(tx: Tx, wanted: ContrastIn) -> Contrast:
    """How well a design's colors can be read (WCAG 2.1, level AA), with the nearest color for each that cannot."""
    palette = tidied(wanted.design.palette, at="/design/palette")
    return contrast_of(replace(wanted.design, palette=palette))


@router.post("/brands/inks", "companies.read", writes=False)
async def check_inks(tx: Tx, wanted: ContrastIn) -> InkReadings:
    """How the inks of a design look on coated paper, and inks near to each color; nothing is saved."""
    return InkReadings(data=await read_inks(wanted.design))


@router.get("/fonts", "companies.read")
async def list_fonts(tx: Tx) -> Fonts:
    """The families a brand may choose, and pairs of them that go well together."""
    own = [
        OwnFamily(
            family=name,
            styles=[style_name(file["weight"], file["italic"]) for file in files],
            tabular=all(file["tabular"] for file in files),
        )
        for name, files in (await find_own_families(tx)).items()
    ]
    return Fonts(data=list(families().values()), own=own, pairings=list(PAIRINGS))


@router.get("/fonts/{family}/{style}", PUBLIC, **described_file("font/ttf"))
async def get_font(tx: Tx, family: str, style: str) -> Response:
    """The file of a font that comes along, for the pages that clients see."""
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "Access-Control-Allow-Origin": "*"}
    return Response(await asyncio.to_thread(read_font, family, style), media_type="font/ttf", headers=headers)


@router.get("/companies/{id}/brands/{brand}", "companies.read")
async def get_brand(tx: Tx, id: UUID, brand: UUID) -> Brand:
    """One brand."""
    return brand_for(await read_brand(tx, id, brand))


@router.put("/companies/{id}/brands/{brand}", "companies.write")
async def update_brand(tx: Tx, id: UUID, brand: UUID, wanted: BrandIn, request: Request) -> Brand:
    """Change a brand; what was issued keeps its look. Needs If-Match."""
    version = wanted_version(request)
    return brand_for(await change_brand(tx, id, brand, name=wanted.name, design=wanted.design, version=version))


@router.post("/companies/{id}/brands/{brand}/default", "companies.write")
async def make_default_brand(tx: Tx, id: UUID, brand: UUID) -> Brand:
    """Let this brand draw what nobody chose another one for."""
    return brand_for(await default.make_default(tx, id, brand))


@router.post("/companies/{id}/brands/{brand}/archive", "companies.write")
async def archive_brand(tx: Tx, id: UUID, brand: UUID) -> Brand:
    """Put a brand away; what was issued with it stays."""
    return brand_for(await archive.archive_brand(tx, id, brand))


@router.post("/companies/{id}/brands/{brand}/restore", "companies.write")
async def restore_brand(tx: Tx, id: UUID, brand: UUID) -> Brand:
    """Use an archived brand again."""
    return brand_for(await archive.restore_brand(tx, id, brand))


@router.get("/companies/{id}/brands/{brand}/logo", "companies.read", responses=PICTURE_ANSWER, response_class=Response)
async def get_brand_logo(tx: Tx, id: UUID, brand: UUID, variant: Variant = "full") -> Response:
    """A brand's logo, or a variant of it."""
    return picture_answer(await logo.read_logo(await read_brand(tx, id, brand), variant))


@router.put("/companies/{id}/brands/{brand}/logo", "companies.write", openapi_extra=PICTURE_BODY)
async def set_brand_logo(tx: Tx, id: UUID, brand: UUID, request: Request, variant: Variant = "full") -> Brand:
    """Upload a logo as the body: PNG, JPEG or SVG, at most 5 MB. Variants nobody uploaded are made from the full one."""
    return brand_for(await logo.put_logo(tx, id, brand, content=await request.body(), variant=variant))


@router.delete("/companies/{id}/brands/{brand}/logo", "companies.write")
async def remove_brand_logo(tx: Tx, id: UUID, brand: UUID, variant: Variant = "full") -> Brand:
    """Take a logo away, and what was made from it."""
    return brand_for(await logo.drop_logo(tx, id, brand, variant=variant))
