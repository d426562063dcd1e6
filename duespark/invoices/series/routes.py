"""Routes of number series."""

from uuid import UUID

from fastapi import Request

from duespark.accounts.access import Router
from duespark.invoices.series import preview
from duespark.invoices.series.add import add_series, make_default
from duespark.invoices.series.change import update_series as change
from duespark.invoices.series.queries import find_series
from duespark.invoices.series.schemas import (
    NewSeries,
    ReadySchemes,
    Series,
    SeriesIn,
    SeriesList,
    SeriesPreview,
    SeriesPreviewIn,
)
from duespark.runtime.tx import Tx
from duespark.runtime.web import wanted_version

router = Router(tags=["series"])


@router.get("/series", "companies.read")
async def list_series(tx: Tx) -> SeriesList:
    """The number series of the companies."""
    return SeriesList(data=await find_series(tx))


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
