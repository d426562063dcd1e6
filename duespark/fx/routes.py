"""HTTP of exchange rates."""

from datetime import date
from typing import Annotated

from fastapi import Path, Query, Request
from fastapi.responses import Response

from duespark.accounts.access import Router
from duespark.accounts.audit import audit
from duespark.fx.export import COLUMNS, walk_rates
from duespark.fx.overrides import delete_override, put_override
from duespark.fx.queries import Filters, Key, find_page, get_settings, get_status
from duespark.fx.rate import get_rate
from duespark.fx.refresh import ask_for_rates
from duespark.fx.schemas import (
    AppliedRate,
    ExchangeRateOut,
    OverrideIn,
    RateSettings,
    RateSettingsIn,
    RateStatus,
    RefreshIn,
    Source,
)
from duespark.fx.settings import change_settings
from duespark.runtime.csv import csv_response
from duespark.runtime.day import AS_WRITTEN
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, wanted_version
from duespark.runtime.xlsx import XLSX_ANSWER, xlsx_response

router = Router(tags=["exchange rates"])

_CODE = r"^[A-Z]{3}$"
Code = Annotated[str | None, Query(pattern=_CODE, description="Code of ISO 4217.")]
CodeOf = Annotated[str, Query(pattern=_CODE, description="Code of ISO 4217.")]
CodeIn = Annotated[str, Path(pattern=_CODE, description="Code of ISO 4217.")]
Day = Annotated[date, Path(ge=date(1990, 1, 1), le=date(2999, 12, 31)), AS_WRITTEN]
On = Annotated[
    date | None,
    Query(
        ge=date(1990, 1, 1), le=date(2999, 12, 31), description="The rates in force on this day; else all of history."
    ),
    AS_WRITTEN,
]
_CSV_ANSWER = {200: {"description": "One row a rate.", "content": {"text/csv": {"schema": {"type": "string"}}}}}


@router.get("/exchange-rates", "exchange_rates.read")
async def list_exchange_rates(
    tx: Tx,
    base: Code = None,
    quote: Code = None,
    on: On = None,
    source: Source | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: str | None = None,
) -> Page[ExchangeRateOut]:
    """Rates of the chosen source and those entered by hand, the newest day first."""
    return await find_page(tx, Filters(base=base, quote=quote, on=on, source=source), limit=limit, cursor=cursor)


@router.get("/exchange-rates.csv", "exchange_rates.read", responses=_CSV_ANSWER, response_class=Response)
async def export_exchange_rates(
    tx: Tx, base: Code = None, quote: Code = None, on: On = None, source: Source | None = None
) -> Response:
    """All rates that match, as CSV."""
    filters = Filters(base=base, quote=quote, on=on, source=source)
    return await csv_response("exchange-rates.csv", COLUMNS, walk_rates(tx, filters))


@router.get("/exchange-rates.xlsx", "exchange_rates.read", responses=XLSX_ANSWER, response_class=Response)
async def export_exchange_rates_workbook(
    tx: Tx, base: Code = None, quote: Code = None, on: On = None, source: Source | None = None
) -> Response:
    """The same as a workbook for spreadsheet programs."""
    filters = Filters(base=base, quote=quote, on=on, source=source)
    return await xlsx_response("exchange-rates.xlsx", COLUMNS, walk_rates(tx, filters), zone=tx.zone)


@router.get("/exchange-rates/applied", "exchange_rates.read")
async def get_applied_rate(tx: Tx, base: CodeOf, quote: CodeOf, on: On = None) -> AppliedRate:
    """The rate a document of this day (today where none is given) would state, crossed where it must be."""
    rate = await get_rate(tx, base=base, quote=quote, on=on or tx.today)
    return AppliedRate(base=base, quote=quote, rate=rate.rate, rate_date=rate.rate_date, source=rate.source)


@router.get("/exchange-rates/settings", "exchange_rates.read")
async def get_exchange_rate_settings(tx: Tx) -> RateSettings:
    """Where rates come from."""
    return await get_settings(tx)


@router.put("/exchange-rates/settings", "exchange_rates.write")
async def update_exchange_rate_settings(tx: Tx, wanted: RateSettingsIn, request: Request) -> RateSettings:
    """Choose the source, how often it is asked, and its key. Needs If-Match; version 0 is that of no choice yet."""
    return await change_settings(tx, wanted, version=wanted_version(request))


@router.get("/exchange-rates/status", "exchange_rates.read")
async def get_exchange_rate_status(tx: Tx) -> RateStatus:
    """How the chosen source does: its last success and its last failure."""
    return await get_status(tx)


@router.post("/exchange-rates/refresh", "exchange_rates.write", status=202)
async def refresh_exchange_rates(tx: Tx, wanted: RefreshIn) -> RateStatus:
    """Ask for a refresh by a worker; the status tells when it was done."""
    await ask_for_rates(tx, since=wanted.since)
    status = await get_status(tx)
    await audit(
        tx,
        "exchange_rates.refresh",
        subject="organization",
        id=tx.org_id,
        after={"source": status.source, "since": wanted.since},
    )
    return status


@router.put("/exchange-rates/{base}/{quote}/{rate_date}", "exchange_rates.write")
async def put_exchange_rate(
    tx: Tx, base: CodeIn, quote: CodeIn, rate_date: Day, wanted: OverrideIn, request: Request
) -> ExchangeRateOut:
    """Enter a rate for one day, which then wins over published ones. Changing one entered before needs If-Match."""
    version = wanted_version(request) if "if-match" in request.headers else None
    return await put_override(tx, Key(base=base, quote=quote, rate_date=rate_date), wanted, version=version)


@router.delete("/exchange-rates/{base}/{quote}/{rate_date}", "exchange_rates.write")
async def delete_exchange_rate(tx: Tx, base: CodeIn, quote: CodeIn, rate_date: Day, request: Request) -> None:
    """Take back a rate entered by hand. Needs If-Match."""
    version = wanted_version(request)
    await delete_override(tx, Key(base=base, quote=quote, rate_date=rate_date), version=version)
