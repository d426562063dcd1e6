"""Routes of deposits: what is left of them, what was agreed, refund, forfeit, and what is owed for them."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request
from fastapi.responses import Response

from duespark.accounts.access import Router
from duespark.invoices import deposit_forfeit
from duespark.invoices.deposit_terms import set_deposit_terms
from duespark.payments import refund_deposit as back
from duespark.payments.deposit_liability import find_liability, walk_liability
from duespark.payments.deposit_list import DepositFilter, find_deposits, walk_deposits
from duespark.payments.deposit_list import get_deposit as read_deposit
from duespark.payments.schemas import (
    CreditUse,
    DepositDetails,
    DepositLiabilities,
    DepositLiability,
    DepositRecord,
    DepositRefundIn,
    DepositState,
    DepositTermsIn,
    ForfeitIn,
    ReverseIn,
)
from duespark.runtime.csv import csv_response
from duespark.runtime.day import AnyDay
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, described_file, wanted_version
from duespark.runtime.xlsx import XLSX_ANSWER, xlsx_response

router = Router(tags=["deposits"])

Limit = Annotated[int, Query(ge=1, le=100)]
AsOf = Annotated[AnyDay | None, Query(description="The day; today without one.")]


async def chosen_deposits(
    client_id: UUID | None = None,
    company_id: UUID | None = None,
    state: DepositState | None = None,
    expires_to: Annotated[AnyDay | None, Query(description="With a last day until then.")] = None,
) -> DepositFilter:
    """The filters of the list, as query parameters."""
    return DepositFilter(client_id=client_id, company_id=company_id, state=state, expires_to=expires_to)


Chosen = Annotated[DepositFilter, Depends(chosen_deposits)]
_COLUMNS = [name for name in DepositRecord.__dataclass_fields__ if not name.endswith("_id") and name != "version"]
_OWED = [name for name in DepositLiability.__dataclass_fields__ if not name.endswith("_id")]


@router.get("/deposits", "payments.read")
async def list_deposit_records(
    tx: Tx, chosen: Chosen, limit: Limit = 50, cursor: Annotated[str | None, Query(max_length=500)] = None
) -> Page[DepositRecord]:
    """Issued deposit invoices with what is left of them, newest first."""
    return await find_deposits(tx, chosen, limit=limit, cursor=cursor)


@router.get("/deposits.csv", "payments.read", **described_file("text/csv"))
async def export_deposits(tx: Tx, chosen: Chosen) -> Response:
    """All deposits the filter finds, as CSV."""
    return await csv_response("deposits.csv", _COLUMNS, walk_deposits(tx, chosen))


@router.get("/deposits.xlsx", "payments.read", responses=XLSX_ANSWER, response_class=Response)
async def export_deposits_workbook(tx: Tx, chosen: Chosen) -> Response:
    """The same as a workbook for spreadsheet programs."""
    return await xlsx_response("deposits.xlsx", _COLUMNS, walk_deposits(tx, chosen), zone=tx.zone)


@router.get("/deposit-liability", "payments.read")
async def get_deposit_liability(tx: Tx, day: AsOf = None, company_id: UUID | None = None) -> DepositLiabilities:
    """What is owed for unused deposits as of a day, also a past one, by company, client and currency."""
    return await find_liability(tx, day=day or tx.today, company_id=company_id)


@router.get("/deposit-liability.csv", "payments.read", **described_file("text/csv"))
async def export_deposit_liability(tx: Tx, day: AsOf = None, company_id: UUID | None = None) -> Response:
    """The same as CSV."""
    rows = walk_liability(tx, day=day or tx.today, company_id=company_id)
    return await csv_response(f"deposit-liability-{day or tx.today}.csv", _OWED, rows)


@router.get("/deposit-liability.xlsx", "payments.read", responses=XLSX_ANSWER, response_class=Response)
async def export_deposit_liability_workbook(tx: Tx, day: AsOf = None, company_id: UUID | None = None) -> Response:
    """The same as a workbook for spreadsheet programs."""
    rows = walk_liability(tx, day=day or tx.today, company_id=company_id)
    return await xlsx_response(f"deposit-liability-{day or tx.today}.xlsx", _OWED, rows, zone=tx.zone)


@router.get("/deposits/{id}", "payments.read")
async def get_deposit(tx: Tx, id: UUID) -> DepositDetails:
    """One deposit, by the id of its invoice."""
    return await read_deposit(tx, id)


@router.put("/deposits/{id}/terms", "payments.write")
async def change_deposit_terms(tx: Tx, request: Request, id: UUID, given: DepositTermsIn) -> DepositDetails:
    """Say until when a deposit can be deducted and whether its rest is given back. Needs If-Match."""
    terms = {"expires_on": given.expires_on, "refundable": given.is_refundable}
    await set_deposit_terms(tx, id, **terms, version=wanted_version(request))  # type: ignore[arg-type]
    return await read_deposit(tx, id)


@router.post("/deposits/{id}/refund", "invoices.void", status=201)
async def refund_deposit(tx: Tx, id: UUID, given: DepositRefundIn) -> CreditUse:
    """Give an unused deposit back, whole or in part: a credit note for it is issued, and the refund recorded."""
    return await back.refund_deposit(tx, id, given)


@router.post("/deposits/{id}/forfeit", "invoices.write_off")
async def forfeit_deposit(tx: Tx, id: UUID, given: ForfeitIn) -> DepositDetails:
    """Keep what the client did not use, or a part of it."""
    await deposit_forfeit.forfeit_deposit(tx, id, reason=given.reason, amount=given.amount)
    return await read_deposit(tx, id)


@router.post("/deposit-forfeits/{id}/undo", "invoices.write_off")
async def undo_forfeit(tx: Tx, id: UUID, given: ReverseIn) -> DepositDetails:
    """What was forfeited can be used again."""
    return await read_deposit(tx, (await deposit_forfeit.undo_forfeit(tx, id, reason=given.reason)).id)
