"""Routes of evidence: the report on a series' numbers, and the export for auditors."""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Query, Request
from fastapi.responses import Response, StreamingResponse

from duespark.accounts.access import Router
from duespark.evidence.explain import explain_gap
from duespark.evidence.export import ask
from duespark.evidence.formats import as_csv, as_json
from duespark.evidence.report import series_report
from duespark.evidence.schemas import ExplanationIn, SeriesReport
from duespark.runtime.day import Day
from duespark.runtime.tx import Tx

router = Router(tags=["evidence"])

_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A download, written while it is read.",
        "content": {"application/json": {"schema": {"type": "object"}}, "text/csv": {"schema": {"type": "string"}}},
    }
}


@router.get("/series/{id}/report", "companies.read")
async def get_series_report(tx: Tx, id: UUID) -> SeriesReport:
    """Gaps and duplicates among the numbers of a series, and the numbers void invoices keep, each with its reason."""
    return await series_report(tx, id)


@router.post("/series/{id}/explanations", "companies.write")
async def explain_series_gap(tx: Tx, id: UUID, said: ExplanationIn) -> SeriesReport:
    """Say why numbers are missing. The reason stands in the report and in the audit trail."""
    return await explain_gap(tx, id, said)


@router.get("/exports/audit", "audit.read", responses=_FILE, response_class=Response)
async def export_evidence(
    tx: Tx,
    request: Request,
    first: Annotated[Day, Query(alias="from")],
    last: Annotated[Day, Query(alias="to")],
    format: Literal["json", "csv"] = "json",
) -> Response:
    """For auditors: sealed versions with hashes, signatures and public keys, and the audit trail of these days."""
    asked = ask(tx, first=first, last=last)
    write = as_json if format == "json" else as_csv
    name = f"evidence_{first}_{last}.{format}"
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    media = "application/json" if format == "json" else "text/csv; charset=utf-8"
    return StreamingResponse(write(request.app.state.pool, asked), headers=headers, media_type=media)
