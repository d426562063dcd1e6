"""Routes of retention: how long a company keeps documents, what will be erased, what was, and every legal hold."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Request
from fastapi.responses import Response

from duespark.accounts.access import Router
from duespark.privacy import retention, retention_lists
from duespark.privacy.hold_list import HoldFilter, list_holds, walk_holds
from duespark.privacy.retention_lists import RetentionFilter
from duespark.privacy.schemas import DocumentErasure, LegalHold, PlannedErasure
from duespark.runtime.csv import csv_response
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, described_file, wanted_version
from duespark.runtime.xlsx import XLSX_ANSWER, xlsx_response

router = Router(tags=["privacy"])

Limit = Annotated[int, Query(ge=1, le=100)]
Cursor = Annotated[str | None, Query(max_length=500)]
Text = Annotated[str, Query(max_length=100)]


def _shown(shape: Any) -> list[str]:
    """What a table has columns for."""
    return [name for name in shape.__dataclass_fields__ if not name.endswith("_id") and name != "id"]


_HOLD, _PLAN, _ERASED = _shown(LegalHold), _shown(PlannedErasure), _shown(DocumentErasure)


async def chosen_holds(
    stands: Annotated[bool | None, Query(description="Only those that stand, or only released ones.")] = None,
    client_id: UUID | None = None,
    invoice_id: UUID | None = None,
    q: Text = "",
) -> HoldFilter:
    """The filters of legal holds, as query parameters."""
    return HoldFilter(stands=stands, client_id=client_id, invoice_id=invoice_id, q=q)


async def chosen_documents(company_id: UUID | None = None, q: Text = "") -> RetentionFilter:
    """The filters of both lists, as query parameters."""
    return RetentionFilter(company_id=company_id, q=q)


Holds = Annotated[HoldFilter, Depends(chosen_holds)]
Chosen = Annotated[RetentionFilter, Depends(chosen_documents)]


@router.get("/companies/{id}/retention", "privacy.read")
async def get_company_retention(tx: Tx, id: UUID) -> retention.RetentionSettings:
    """How long the company keeps its documents, beside the law, and whether they are erased then."""
    return await retention.get_retention(tx, id)


@router.put("/companies/{id}/retention", "privacy.write")
async def change_company_retention(
    tx: Tx, id: UUID, wanted: retention.RetentionWish, request: Request
) -> retention.RetentionSettings:
    """Keep documents longer than the law says, or have them erased once their period has ended. Shorter is refused."""
    return await retention.change_retention(tx, id, wanted, version=wanted_version(request))


@router.get("/legal-holds", "privacy.read")
async def list_all_legal_holds(tx: Tx, chosen: Holds, limit: Limit = 50, cursor: Cursor = None) -> Page[LegalHold]:
    """Every legal hold, newest first."""
    return await list_holds(tx, chosen, limit=limit, cursor=cursor)


@router.get("/legal-holds.csv", "privacy.read", **described_file("text/csv"))
async def export_legal_holds(tx: Tx, chosen: Holds) -> Response:
    """Everything the filter finds, as CSV."""
    return await csv_response("legal-holds.csv", _HOLD, walk_holds(tx, chosen))


@router.get("/legal-holds.xlsx", "privacy.read", responses=XLSX_ANSWER, response_class=Response)
async def export_legal_holds_workbook(tx: Tx, chosen: Holds) -> Response:
    """The same as a workbook for spreadsheet programs."""
    return await xlsx_response("legal-holds.xlsx", _HOLD, walk_holds(tx, chosen), zone=tx.zone)


@router.get("/planned-erasures", "privacy.read")
async def list_planned_erasures(
    tx: Tx, chosen: Chosen, limit: Limit = 50, cursor: Cursor = None
) -> Page[PlannedErasure]:
    """Documents whose period has ended, the next to be erased first. A legal hold keeps one."""
    return await retention_lists.find_plans(tx, chosen, limit=limit, cursor=cursor)


@router.get("/planned-erasures.csv", "privacy.read", **described_file("text/csv"))
async def export_planned_erasures(tx: Tx, chosen: Chosen) -> Response:
    """Everything the filter finds, as CSV."""
    return await csv_response("planned-erasures.csv", _PLAN, retention_lists.walk_plans(tx, chosen))


@router.get("/planned-erasures.xlsx", "privacy.read", responses=XLSX_ANSWER, response_class=Response)
async def export_planned_erasures_workbook(tx: Tx, chosen: Chosen) -> Response:
    """The same as a workbook for spreadsheet programs."""
    rows = retention_lists.walk_plans(tx, chosen)
    return await xlsx_response("planned-erasures.xlsx", _PLAN, rows, zone=tx.zone)


@router.get("/document-erasures", "privacy.read")
async def list_document_erasures(
    tx: Tx, chosen: Chosen, limit: Limit = 50, cursor: Cursor = None
) -> Page[DocumentErasure]:
    """What was erased after its period, newest first."""
    return await retention_lists.find_erased(tx, chosen, limit=limit, cursor=cursor)


@router.get("/document-erasures.csv", "privacy.read", **described_file("text/csv"))
async def export_document_erasures(tx: Tx, chosen: Chosen) -> Response:
    """Everything the filter finds, as CSV."""
    return await csv_response("document-erasures.csv", _ERASED, retention_lists.walk_erased(tx, chosen))


@router.get("/document-erasures.xlsx", "privacy.read", responses=XLSX_ANSWER, response_class=Response)
async def export_document_erasures_workbook(tx: Tx, chosen: Chosen) -> Response:
    """The same as a workbook for spreadsheet programs."""
    rows = retention_lists.walk_erased(tx, chosen)
    return await xlsx_response("document-erasures.xlsx", _ERASED, rows, zone=tx.zone)
