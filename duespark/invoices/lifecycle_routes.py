"""Routes of what happens to an invoice: issue, amend, void, credit, correct, write off, deposits; the rules for it."""

from collections.abc import Sequence
from uuid import UUID

from fastapi import Request
from fastapi.responses import Response

from duespark.accounts.access import Router
from duespark.accounts.allow import origin_of
from duespark.accounts.desk import Asked, Outcome
from duespark.engine.invoice.document import Document
from duespark.invoices.amend import amend_invoice as amend
from duespark.invoices.answer import answer_invoice, show_invoice
from duespark.invoices.correct import correct_invoice as correct
from duespark.invoices.correct import find_corrections, find_standing_lines
from duespark.invoices.correct import preview_correction as preview_of_correction
from duespark.invoices.credit import credit_invoice as credit
from duespark.invoices.credit import find_credit_notes
from duespark.invoices.credit import preview_credit as preview_of_credit
from duespark.invoices.deposits import deduct_deposits as deduct
from duespark.invoices.deposits import find_deposits, make_final
from duespark.invoices.issue import issue_invoice as issue
from duespark.invoices.issue_several import Wish, issue_several
from duespark.invoices.lifecycle_schemas import (
    AmendIn,
    AmendPreview,
    CorrectIn,
    CreditIn,
    Deposits,
    DepositsIn,
    InvoiceRules,
    InvoiceRulesIn,
    IssueIn,
    StandingLines,
    VoidIn,
    WriteOffIn,
)
from duespark.invoices.preview_amend import preview_amendment
from duespark.invoices.queries import InvoiceRow
from duespark.invoices.queries import get_invoice as read_invoice
from duespark.invoices.rules import get_rules, update_rules
from duespark.invoices.schemas import DraftIn, Invoice, InvoiceList
from duespark.invoices.sent_from import check_chosen
from duespark.invoices.void import void_invoice as void
from duespark.invoices.write_off import undo_write_off as undo
from duespark.invoices.write_off import write_off
from duespark.runtime.tx import Tx
from duespark.runtime.web import json_response, wanted_version

router = Router(tags=["invoices"])


def _version(request: Request) -> int | None:
    """The version that was read, if the request names it."""
    return wanted_version(request) if "if-match" in request.headers else None


async def _issue_several(tx: Tx, asked: Sequence[Asked]) -> list[Outcome]:
    wishes = [
        Wish(
            id=one.arguments["id"],
            choice=one.arguments["choice"] or IssueIn(),
            version=_version(one.request),
            origin=origin_of(one.request),
        )
        for one in asked
    ]
    found = await issue_several(tx, wishes)
    return [answer_invoice(tx, one) if isinstance(one, InvoiceRow) else one for one in found]


@router.post("/invoices/{id}/issue", "invoices.issue", at_once=3, several=_issue_several, answers=Invoice)
async def issue_invoice(tx: Tx, request: Request, id: UUID, choice: IssueIn | None = None) -> Response:
    """Give the draft its number and freeze it. With If-Match only the version that was read is issued."""
    return answer_invoice(tx, await issue(tx, id, choice or IssueIn(), version=_version(request)))


@router.post("/invoices/{id}/void", "invoices.void", answers=Invoice)
async def void_invoice(tx: Tx, id: UUID, wish: VoidIn) -> Response:
    """Void an issued invoice; its number stays used."""
    return answer_invoice(tx, await void(tx, id, reason=wish.reason))


@router.post("/invoices/{id}/amend", "invoices.void", answers=Invoice)
async def amend_invoice(tx: Tx, request: Request, id: UUID, wish: AmendIn) -> Response:
    """Give an issued invoice a new version under its number, where the company's rules allow it. Needs If-Match."""
    await check_chosen(tx, wish.draft, id=id)
    return answer_invoice(tx, await amend(tx, id, wish, version=wanted_version(request)))


@router.post("/invoices/{id}/amend/preview", "invoices.void", writes=False)
async def preview_invoice_amendment(tx: Tx, id: UUID, draft: DraftIn) -> AmendPreview:
    """What an amendment would change, and whether a second person must approve it. Nothing is stored."""
    await check_chosen(tx, draft, id=id)
    return await preview_amendment(tx, id, draft)


@router.post("/invoices/{id}/credit", "invoices.void", status=201, at_once=3, answers=Invoice)
async def credit_invoice(tx: Tx, id: UUID, wish: CreditIn) -> Response:
    """Issue a credit note for all of an invoice, some of its lines, or an amount."""
    return answer_invoice(tx, await credit(tx, id, wish), 201)


@router.post("/invoices/{id}/credit/preview", "invoices.void", writes=False)
async def preview_credit(tx: Tx, id: UUID, wish: CreditIn) -> Document:
    """The credit note that would be issued."""
    return await preview_of_credit(tx, id, wish)


@router.get("/invoices/{id}/credit-notes", "invoices.read", answers=InvoiceList)
async def list_credit_notes(tx: Tx, id: UUID) -> Response:
    """The credit notes of an invoice, oldest first."""
    await read_invoice(tx, id)
    return json_response({"data": [show_invoice(tx, row) for row in await find_credit_notes(tx, id)]})


@router.get("/invoices/{id}/corrections", "invoices.read", answers=InvoiceList)
async def list_corrections(tx: Tx, id: UUID) -> Response:
    """The corrective invoices of an invoice, oldest first."""
    await read_invoice(tx, id)
    return json_response({"data": [show_invoice(tx, row) for row in await find_corrections(tx, id)]})


@router.get("/invoices/{id}/standing-lines", "invoices.read")
async def list_standing_lines(tx: Tx, id: UUID) -> StandingLines:
    """The items of an issued invoice as its corrections have left them: where the next correction begins."""
    return StandingLines(data=await find_standing_lines(tx, id))


@router.post("/invoices/{id}/correct", "invoices.void", status=201, at_once=3, answers=Invoice)
async def correct_invoice(tx: Tx, id: UUID, wish: CorrectIn) -> Response:
    """Issue a corrective invoice: the lines as they were and as they are from now on."""
    return answer_invoice(tx, await correct(tx, id, wish), 201)


@router.post("/invoices/{id}/correct/preview", "invoices.void", writes=False)
async def preview_correction(tx: Tx, id: UUID, wish: CorrectIn) -> Document:
    """The corrective invoice that would be issued."""
    return await preview_of_correction(tx, id, wish)


@router.post("/invoices/{id}/write-off", "invoices.write_off", answers=Invoice)
async def write_off_invoice(tx: Tx, id: UUID, wish: WriteOffIn) -> Response:
    """Give up what is owed, or a part of it: it is not reminded of any more and counts as a loss."""
    return answer_invoice(tx, await write_off(tx, id, wish))


@router.post("/invoices/{id}/write-off/undo", "invoices.write_off", answers=Invoice)
async def undo_write_off(tx: Tx, id: UUID, wish: VoidIn) -> Response:
    """What was given up is owed again, and reminded of."""
    return answer_invoice(tx, await undo(tx, id, reason=wish.reason))


@router.get("/invoices/{id}/deposits", "invoices.read")
async def list_deposits(tx: Tx, id: UUID) -> Deposits:
    """The deposits an invoice deducts or could deduct; for a deposit invoice, where it was deducted."""
    return await find_deposits(tx, await read_invoice(tx, id))


@router.put("/invoices/{id}/deposits", "invoices.write", answers=Invoice)
async def deduct_deposits(tx: Tx, request: Request, id: UUID, wish: DepositsIn) -> Response:
    """Deduct paid deposits on a draft, in place of what it deducted before. Needs If-Match."""
    manual = None if wish.deposits is None else {each.deposit_id: each.amount for each in wish.deposits}
    row = await deduct(tx, id, manual=manual, is_final=wish.is_final, version=wanted_version(request))
    return answer_invoice(tx, row)


@router.post("/invoices/{id}/final", "invoices.write", status=201, answers=Invoice)
async def create_final_invoice(tx: Tx, id: UUID) -> Response:
    """A draft of the final invoice that follows a deposit invoice and deducts it."""
    return answer_invoice(tx, await make_final(tx, id), 201)


@router.get("/companies/{id}/invoice-rules", "companies.read")
async def get_invoice_rules(tx: Tx, id: UUID) -> InvoiceRules:
    """How the company amends what it issued, and what needs a second person."""
    return await get_rules(tx, id)


@router.put("/companies/{id}/invoice-rules", "companies.write")
async def update_invoice_rules(tx: Tx, request: Request, id: UUID, wanted: InvoiceRulesIn) -> InvoiceRules:
    """Replace these rules. Needs If-Match; "0" where nobody chose any yet."""
    return await update_rules(tx, id, wanted, version=wanted_version(request))
