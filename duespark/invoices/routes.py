"""Routes of invoices."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import Depends, Path, Query, Request
from fastapi.responses import Response

from duespark.accounts.access import Router
from duespark.engine.invoice.document import Document, DocumentKind
from duespark.invoices import find
from duespark.invoices.attachments import (
    AttachedFile,
    AttachedFiles,
    AttachmentIn,
    attach,
    change_attachment,
    detach,
    find_attachments,
    get_attachment,
)
from duespark.invoices.billed_lines import BilledLines, find_billed_lines
from duespark.invoices.correct import correct_invoice as correct
from duespark.invoices.correct import find_corrections, find_standing_lines
from duespark.invoices.correct import preview_correction as preview_of_correction
from duespark.invoices.credit import credit_invoice as credit
from duespark.invoices.credit import find_credit_notes
from duespark.invoices.credit import preview_credit as preview_of_credit
from duespark.invoices.deposits import deduct_deposits as deduct
from duespark.invoices.deposits import find_deposits, make_final
from duespark.invoices.draft import create_draft, delete_draft, update_draft
from duespark.invoices.draft import duplicate_invoice as duplicate
from duespark.invoices.issue import issue_invoice as issue
from duespark.invoices.pay_to import check_pay_to
from duespark.invoices.queries import InvoiceRow
from duespark.invoices.queries import get_invoice as read_invoice
from duespark.invoices.restore import compare_draft, restore_save, set_aside
from duespark.invoices.saves import DraftSave, DraftSaveDetails, DraftSaves, find_saves, get_save
from duespark.invoices.schemas import (
    Balance,
    CorrectIn,
    CreditIn,
    Deposits,
    DepositsIn,
    DraftChanges,
    DraftIn,
    DuplicateIn,
    Invoice,
    InvoiceList,
    InvoicePage,
    InvoiceSummary,
    InvoiceSums,
    InvoiceVersions,
    IssueIn,
    StandingLines,
    Status,
    Timeline,
    TimelineEntry,
    VersionDiff,
    VersionDocument,
    VoidIn,
    WriteOffIn,
)
from duespark.invoices.versions import compare_versions, find_versions, get_version
from duespark.invoices.void import void_invoice as void
from duespark.invoices.write_off import undo_write_off as undo
from duespark.invoices.write_off import write_off
from duespark.runtime.csv import csv_response
from duespark.runtime.events import find_events
from duespark.runtime.storage import get_content
from duespark.runtime.tx import Tx
from duespark.runtime.web import etag, file_response, json_response, wanted_version

router = Router(tags=["invoices"])

FileName = Annotated[str, Query(max_length=300, description="The file's name; its ending is made to fit its content.")]
_ANY_FILE = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
ATTACHMENT_BODY = {"requestBody": {"required": True, "content": _ANY_FILE}}
ATTACHMENT_ANSWER: dict[int | str, dict[str, Any]] = {200: {"description": "The file.", "content": _ANY_FILE}}

_SHOWN = tuple(name for name in Invoice.__dataclass_fields__ if name not in ("document", "balance", "days_past_due"))


def _answer(tx: Tx, row: InvoiceRow, status: int = 200) -> Response:
    return json_response(_shown(tx, row), status, etag(row.version))


def _shown(tx: Tx, row: InvoiceRow) -> dict[str, Any]:
    """The invoice with its stored document spliced in as it is: no re-assembly."""
    shown: dict[str, Any] = {name: getattr(row, name) for name in _SHOWN}
    shown["document"] = orjson.Fragment(row.document_json)
    shown["balance"] = {name: getattr(row, name) for name in Balance.__dataclass_fields__}
    shown["days_past_due"] = find.days_past_due(row.due_date, row.balance, tx.today)
    return shown


async def filters(
    status: Annotated[list[Status] | None, Query(description="One or more.")] = None,
    kind: Annotated[list[DocumentKind] | None, Query(description="One or more.")] = None,
    state: find.State | None = None,
    client_id: UUID | None = None,
    company_id: UUID | None = None,
    currency: Annotated[str | None, Query(min_length=3, max_length=3)] = None,
    issued_from: date | None = None,
    issued_to: date | None = None,
    due_from: date | None = None,
    due_to: date | None = None,
    q: Annotated[str | None, Query(max_length=100, description="Part of the number or of the client's name.")] = None,
) -> find.Filters:
    """The filters of the list, as query parameters."""
    return find.Filters(
        status=None if status is None else tuple(status), kind=None if kind is None else tuple(kind), state=state, client_id=client_id, company_id=company_id,
        currency=currency, issued_from=issued_from, issued_to=issued_to, due_from=due_from, due_to=due_to, q=q or None,
    )  # fmt: skip


Found = Annotated[find.Filters, Depends(filters)]
VersionNumber = Annotated[int, Path(ge=1, le=1_000_000)]


@router.get("/invoices", "invoices.read", answers=InvoicePage)
async def list_invoices(
    tx: Tx,
    found: Found,
    sort: find.Sort = "-created_at",
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
    sums: Annotated[bool, Query(description="Count and add up; without it a long list answers sooner.")] = True,
) -> Response:
    """A page of invoices, with the count and the sums of everything the filters find."""
    page = await find.find_invoices(tx, found, sort=sort, limit=limit, cursor=cursor, with_sums=sums)
    return json_response(page)


@router.get("/invoices/sums", "invoices.read")
async def sum_invoices(tx: Tx, found: Found) -> InvoiceSums:
    """The count and the sums of everything the filters find."""
    sums = await find.sum_invoices(tx, found)
    return InvoiceSums(total=sum(one.count for one in sums), sums=sums)


@router.get("/invoices.csv", "invoices.read")
async def export_invoices(tx: Tx, found: Found, sort: find.Sort = "-created_at") -> Response:
    """Everything the filters find, as CSV."""
    columns = [name for name in InvoiceSummary.__dataclass_fields__ if not name.endswith("id") and name != "version"]
    return await csv_response("invoices.csv", columns, find.walk_invoices(tx, found, sort=sort))


@router.get("/lines", "invoices.read")
async def list_billed_lines(
    tx: Tx,
    q: Annotated[str, Query(max_length=100, description="Part of a description or SKU.")] = "",
    client_id: UUID | None = None,
    company_id: UUID | None = None,
) -> BilledLines:
    """Up to a hundred lines of the newest thousand issued invoices, newest first."""
    return BilledLines(data=await find_billed_lines(tx, q, client_id=client_id, company_id=company_id))


@router.post("/invoices", "invoices.write", status=201, answers=Invoice)
async def create_invoice(tx: Tx, draft: DraftIn) -> Response:
    """Save a new draft."""
    await check_pay_to(tx, draft)
    return _answer(tx, await create_draft(tx, draft), 201)


@router.get("/invoices/{id}", "invoices.read", answers=Invoice)
async def get_invoice(tx: Tx, id: UUID) -> Response:
    """One invoice."""
    return _answer(tx, await read_invoice(tx, id))


@router.put("/invoices/{id}", "invoices.write", answers=Invoice)
async def update_invoice(tx: Tx, request: Request, id: UUID, draft: DraftIn) -> Response:
    """Replace a draft as a whole. Needs If-Match."""
    await check_pay_to(tx, draft, id=id)
    return _answer(tx, await update_draft(tx, id, draft, version=wanted_version(request)))


@router.delete("/invoices/{id}", "invoices.write")
async def delete_invoice(tx: Tx, request: Request, id: UUID) -> None:
    """Delete a draft. Needs If-Match."""
    await delete_draft(tx, id, version=wanted_version(request))


@router.post("/invoices/{id}/compare", "invoices.read", writes=False)
async def compare_invoice_draft(tx: Tx, id: UUID, draft: DraftIn) -> DraftChanges:
    """What saving this body would change of the draft as it is now. Stores nothing."""
    return DraftChanges(changes=await compare_draft(tx, id, draft))


@router.get("/invoices/{id}/saves", "invoices.read")
async def list_draft_saves(tx: Tx, id: UUID) -> DraftSaves:
    """The last saved states of a draft, newest first, each with what it changed; none once it is issued."""
    row = await read_invoice(tx, id)
    return DraftSaves(data=await find_saves(tx, id, version=row.version))


@router.post("/invoices/{id}/saves", "invoices.write", status=201)
async def set_draft_aside(tx: Tx, id: UUID, draft: DraftIn) -> DraftSave:
    """Keep what was typed among the saved states without changing the draft."""
    return await set_aside(tx, id, draft)


@router.get("/invoices/{id}/saves/{number}", "invoices.read")
async def get_draft_save(tx: Tx, id: UUID, number: VersionNumber) -> DraftSaveDetails:
    """One saved state with its document."""
    await read_invoice(tx, id)
    return (await get_save(tx, id, number)).shown


@router.post("/invoices/{id}/saves/{number}/restore", "invoices.write", answers=Invoice)
async def restore_draft_save(tx: Tx, request: Request, id: UUID, number: VersionNumber) -> Response:
    """Make the draft what a saved state was. Needs If-Match."""
    return _answer(tx, await restore_save(tx, id, number, version=wanted_version(request)))


@router.post("/invoices/{id}/duplicate", "invoices.write", status=201, answers=Invoice)
async def duplicate_invoice(tx: Tx, id: UUID, choice: DuplicateIn | None = None) -> Response:
    """A new draft with this invoice's content."""
    return _answer(tx, await duplicate(tx, id, with_attachments=choice is not None and choice.attachments), 201)


@router.get("/invoices/{id}/attachments", "invoices.read")
async def list_attachments(tx: Tx, id: UUID) -> AttachedFiles:
    """The files of an invoice, by name."""
    await read_invoice(tx, id)
    return AttachedFiles(data=await find_attachments(tx, id))


@router.post("/invoices/{id}/attachments", "invoices.write", status=201, openapi_extra=ATTACHMENT_BODY)
async def add_attachment(
    tx: Tx, request: Request, id: UUID, name: FileName = "", for_client: bool = True
) -> AttachedFile:
    """Attach the body to a draft: PDF, PNG, JPEG, CSV, XLSX or ODS, at most 5 MB."""
    return await attach(tx, id, await request.body(), name=name, for_client=for_client)


@router.get("/attachments/{id}/file", "invoices.read", responses=ATTACHMENT_ANSWER, response_class=Response)
async def get_attachment_file(tx: Tx, id: UUID) -> Response:
    """The bytes of an attachment. PDFs and pictures open in the browser, tables are downloaded."""
    file = await get_attachment(tx, id)
    return file_response(await get_content(tx.org_id, file.sha256), file.name, file.media_type)


@router.put("/attachments/{id}", "invoices.write")
async def update_attachment(tx: Tx, request: Request, id: UUID, wanted: AttachmentIn) -> AttachedFile:
    """Rename or describe an attachment of a draft, or say whether it is for the client. Needs If-Match."""
    return await change_attachment(tx, id, wanted, version=wanted_version(request))


@router.delete("/attachments/{id}", "invoices.write")
async def remove_attachment(tx: Tx, id: UUID) -> None:
    """Take an attachment off a draft."""
    await detach(tx, id)


@router.post("/invoices/{id}/issue", "invoices.issue", answers=Invoice)
async def issue_invoice(tx: Tx, request: Request, id: UUID, choice: IssueIn | None = None) -> Response:
    """Give the draft its number and freeze it. With If-Match only the version that was read is issued."""
    version = wanted_version(request) if "if-match" in request.headers else None
    return _answer(tx, await issue(tx, id, choice or IssueIn(), version=version))


@router.post("/invoices/{id}/void", "invoices.void", answers=Invoice)
async def void_invoice(tx: Tx, id: UUID, wish: VoidIn) -> Response:
    """Void an issued invoice; its number stays used."""
    return _answer(tx, await void(tx, id, reason=wish.reason))


@router.post("/invoices/{id}/credit", "invoices.void", status=201, answers=Invoice)
async def credit_invoice(tx: Tx, id: UUID, wish: CreditIn) -> Response:
    """Issue a credit note for all of an invoice, some of its lines, or an amount."""
    return _answer(tx, await credit(tx, id, wish), 201)


@router.post("/invoices/{id}/credit/preview", "invoices.void", writes=False)
async def preview_credit(tx: Tx, id: UUID, wish: CreditIn) -> Document:
    """The credit note that would be issued."""
    return await preview_of_credit(tx, id, wish)


@router.get("/invoices/{id}/credit-notes", "invoices.read", answers=InvoiceList)
async def list_credit_notes(tx: Tx, id: UUID) -> Response:
    """The credit notes of an invoice, oldest first."""
    await read_invoice(tx, id)
    return json_response({"data": [_shown(tx, row) for row in await find_credit_notes(tx, id)]})


@router.get("/invoices/{id}/corrections", "invoices.read", answers=InvoiceList)
async def list_corrections(tx: Tx, id: UUID) -> Response:
    """The corrective invoices of an invoice, oldest first."""
    await read_invoice(tx, id)
    return json_response({"data": [_shown(tx, row) for row in await find_corrections(tx, id)]})


@router.get("/invoices/{id}/standing-lines", "invoices.read")
async def list_standing_lines(tx: Tx, id: UUID) -> StandingLines:
    """The items of an issued invoice as its corrections have left them: where the next correction begins."""
    return StandingLines(data=await find_standing_lines(tx, id))


@router.post("/invoices/{id}/correct", "invoices.void", status=201, answers=Invoice)
async def correct_invoice(tx: Tx, id: UUID, wish: CorrectIn) -> Response:
    """Issue a corrective invoice: the lines as they were and as they are from now on."""
    return _answer(tx, await correct(tx, id, wish), 201)


@router.post("/invoices/{id}/correct/preview", "invoices.void", writes=False)
async def preview_correction(tx: Tx, id: UUID, wish: CorrectIn) -> Document:
    """The corrective invoice that would be issued."""
    return await preview_of_correction(tx, id, wish)


@router.post("/invoices/{id}/write-off", "invoices.write_off", answers=Invoice)
async def write_off_invoice(tx: Tx, id: UUID, wish: WriteOffIn) -> Response:
    """Give up what is owed, or a part of it: it is not reminded of any more and counts as a loss."""
    return _answer(tx, await write_off(tx, id, reason=wish.reason, amount=wish.amount, note=wish.note))


@router.post("/invoices/{id}/write-off/undo", "invoices.write_off", answers=Invoice)
async def undo_write_off(tx: Tx, id: UUID, wish: VoidIn) -> Response:
    """What was given up is owed again, and reminded of."""
    return _answer(tx, await undo(tx, id, reason=wish.reason))


@router.get("/invoices/{id}/deposits", "invoices.read")
async def list_deposits(tx: Tx, id: UUID) -> Deposits:
    """The deposits an invoice deducts or could deduct; for a deposit invoice, where it was deducted."""
    return await find_deposits(tx, await read_invoice(tx, id))


@router.put("/invoices/{id}/deposits", "invoices.write", answers=Invoice)
async def deduct_deposits(tx: Tx, request: Request, id: UUID, wish: DepositsIn) -> Response:
    """Deduct paid deposits on a draft, in place of what it deducted before. Needs If-Match."""
    manual = None if wish.deposits is None else {each.deposit_id: each.amount for each in wish.deposits}
    row = await deduct(tx, id, manual=manual, is_final=wish.is_final, version=wanted_version(request))
    return _answer(tx, row)


@router.post("/invoices/{id}/final", "invoices.write", status=201, answers=Invoice)
async def create_final_invoice(tx: Tx, id: UUID) -> Response:
    """A draft of the final invoice that follows a deposit invoice and deducts it."""
    return _answer(tx, await make_final(tx, id), 201)


@router.get("/invoices/{id}/timeline", "invoices.read")
async def get_invoice_timeline(tx: Tx, id: UUID) -> Timeline:
    """Everything that happened to the invoice, newest first."""
    await read_invoice(tx, id)
    shown = TimelineEntry.__dataclass_fields__
    entries = await find_events(tx, subject_id=id)
    return Timeline(data=[TimelineEntry(**{name: entry[name] for name in shown}) for entry in entries])


@router.get("/invoices/{id}/versions", "invoices.read")
async def list_invoice_versions(tx: Tx, id: UUID) -> InvoiceVersions:
    """The frozen versions of an issued invoice, newest first, each with the state of its proof."""
    await read_invoice(tx, id)
    return InvoiceVersions(data=await find_versions(tx, id))


@router.get("/invoices/{id}/versions/{number}", "invoices.read", answers=VersionDocument)
async def get_invoice_version(tx: Tx, id: UUID, number: VersionNumber) -> Response:
    """One version as it was frozen: its document, its look, its proof."""
    await read_invoice(tx, id)
    found = await get_version(tx, id, number)
    return json_response({"version": found.shown, "look": found.version.look, "document": found.version.document})


@router.get("/invoices/{id}/versions/{number}/diff/{other}", "invoices.read")
async def compare_invoice_versions(tx: Tx, id: UUID, number: VersionNumber, other: VersionNumber) -> VersionDiff:
    """What changed from version `number` to version `other`, in words and as pointers."""
    await read_invoice(tx, id)
    return await compare_versions(tx, id, number, other)
