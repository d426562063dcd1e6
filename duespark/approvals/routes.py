"""Routes of approvals."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from fastapi.responses import Response

from duespark.accounts.access import Router
from duespark.approvals import decide
from duespark.approvals.queries import find_approvals, find_changes, get_approval, walk_approvals
from duespark.approvals.request import request_approval
from duespark.approvals.schemas import Approval, ApprovalChanges, ApprovalIn, ApprovalState, DecisionIn, DeclineIn
from duespark.runtime.csv import csv_response
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, described_file
from duespark.runtime.xlsx import XLSX_ANSWER, xlsx_response

router = Router(tags=["approvals"])

_COLUMNS = [name for name in Approval.__dataclass_fields__ if not name.endswith("id") and name != "mine"]


@router.get("/approvals", "approvals.read")
async def list_approvals(
    tx: Tx,
    state: ApprovalState | None = None,
    invoice_id: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> Page[Approval]:
    """What somebody asked a second person for, newest first."""
    return await find_approvals(tx, state=state, invoice_id=invoice_id, limit=limit, cursor=cursor)


@router.get("/approvals.csv", "approvals.read", **described_file("text/csv"))
async def export_approvals(tx: Tx, state: ApprovalState | None = None, invoice_id: UUID | None = None) -> Response:
    """Everything the filters find, as CSV."""
    return await csv_response("approvals.csv", _COLUMNS, walk_approvals(tx, state=state, invoice_id=invoice_id))


@router.get("/approvals.xlsx", "approvals.read", responses=XLSX_ANSWER, response_class=Response)
async def export_approvals_workbook(
    tx: Tx, state: ApprovalState | None = None, invoice_id: UUID | None = None
) -> Response:
    """The same as a workbook for spreadsheet programs."""
    rows = walk_approvals(tx, state=state, invoice_id=invoice_id)
    return await xlsx_response("approvals.xlsx", _COLUMNS, rows, zone=tx.zone)


@router.post("/approvals", "approvals.write", status=201)
async def ask_for_approval(tx: Tx, wish: ApprovalIn) -> Approval:
    """Ask a second person for an act that is over a limit of the company."""
    return await request_approval(tx, wish)


@router.get("/approvals/{id}", "approvals.read")
async def get_approval_request(tx: Tx, id: UUID) -> Approval:
    """One request."""
    return await get_approval(tx, id)


@router.get("/approvals/{id}/changes", "approvals.read")
async def get_approval_changes(tx: Tx, id: UUID) -> ApprovalChanges:
    """What approving would change in the invoice, as differences from what it says now."""
    return await find_changes(tx, id)


@router.post("/approvals/{id}/approve", "approvals.write")
async def approve_request(tx: Tx, id: UUID, decision: DecisionIn) -> Approval:
    """Approve somebody else's request: the act is done now, once."""
    return await decide.approve(tx, id, note=decision.note)


@router.post("/approvals/{id}/decline", "approvals.write")
async def decline_request(tx: Tx, id: UUID, decision: DeclineIn) -> Approval:
    """Decline somebody else's request, with the reason."""
    return await decide.decline(tx, id, note=decision.note)


@router.post("/approvals/{id}/withdraw", "approvals.write")
async def withdraw_request(tx: Tx, id: UUID) -> Approval:
    """Take back one's own request."""
    return await decide.withdraw(tx, id)
