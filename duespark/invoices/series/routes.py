"""Routes of number series."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request
from fastapi.responses import Response

from duespark.accounts.access import Router
from duespark.engine.invoice.document import DocumentKind
from duespark.invoices.series import preview
from duespark.invoices.series.add import add_series, make_default
from duespark.invoices.series.change import update_series as change
from duespark.invoices.series.queries import SeriesFilter, SeriesLine, find_series_page, walk_series
from duespark.invoices.series.schemas import (
    NewSeries,
    ReadySchemes,
    Series,
    SeriesIn,
    SeriesPreview,
    SeriesPreviewIn,
)
from duespark.runtime.csv import csv_response
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, described_file, wanted_version
from duespark.runtime.xlsx import XLSX_ANSWER, xlsx_response

router = Router(tags=["series"])


async def chosen_series(
    company_id: UUID | None = None,
    kind: DocumentKind | None = None,
    q: Annotated[str, Query(max_length=200, description="Part of a name or pattern.")] = "",
) -> SeriesFilter:
    """The filters of the list, as query parameters."""
    return SeriesFilter(company_id=company_id, kind=kind, q=q)


Chosen = Annotated[SeriesFilter, Depends(chosen_series)]


@router.get("/series", "companies.read")
async def list_series(
    tx: Tx,
    chosen: Chosen,
    limit: Annotated[int, Query(ge=1, le=100)] = 100,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> Page[Series]:
    """The number series of the companies, by company."""
    return await find_series_page(tx, chosen, limit=limit, cursor=cursor)


@router.get("/series.csv", "companies.read", **described_file("text/csv"))
async def export_series(tx: Tx, chosen: Chosen) -> Response:
    """Everything the filter finds, as CSV."""
    return await csv_response("series.csv", SeriesLine._fields, walk_series(tx, chosen))


@router.get("/series.xlsx", "companies.read", responses=XLSX_ANSWER, response_class=Response)
async def export_series_workbook(tx: Tx, chosen: Chosen) -> Response:
    """The same as a workbook for spreadsheet programs."""
    return await xlsx_response("series.xlsx", SeriesLine._fields, walk_series(tx, chosen), zone=tx.zone)


@router.get("/series/schemes", "companies.read")
async def list_number_schemes(tx: Tx) -> ReadySchemes:
    """Ready-made schemes to choose from, each with a number it makes."""
    return preview.ready_schemes(on=tx.today)


@router.post("/series", "companies.write", status=201)
async def create_series(tx: Tx, wanted: NewSeries) -> Series:
    """Add a series beside the default of its kind."""
    return await add_series(tx, wanted)


@router.post("/series/{id}/default", "companies.write")
async def make_default_series(tx: Tx, id: UUID) -> Series:
    """Number documents of its kind in this series unless another one is chosen."""
    return await make_default(tx, id)


@router.put("/series/{id}", "companies.write")
async def update_series(tx: Tx, request: Request, id: UUID, wanted: SeriesIn) -> Series:
    """Change the pattern of numbers still to come. Needs If-Match."""
    return await change(tx, id, wanted, version=wanted_version(request))


@router.post("/series/preview", "companies.read", writes=False)
async def preview_series(tx: Tx, wish: SeriesPreviewIn) -> SeriesPreview:
    """What the next numbers would look like, before anything is changed."""
    return await preview.preview_series(tx, wish)
