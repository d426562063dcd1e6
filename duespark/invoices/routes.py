"""Routes of drafts and lists, attachments, timeline and versions; what happens to an invoice stands in `lifecycle_routes`."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path, Query, Request
from fastapi.responses import Response

from duespark.accounts.access import Router
from duespark.engine.invoice.document import DocumentKind
from duespark.invoices import find
from duespark.invoices.answer import answer_invoice
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
from duespark.invoices.draft import create_draft, delete_draft, update_draft
from duespark.invoices.draft import duplicate_invoice as duplicate
from duespark.invoices.file_type import ENDINGS
from duespark.invoices.queries import get_invoice as read_invoice
from duespark.invoices.restore import compare_draft, restore_save, set_aside
from duespark.invoices.saves import DraftSave, DraftSaveDetails, DraftSaves, find_saves, get_save
from duespark.invoices.schemas import (
    DraftChanges,
    DraftIn,
    DuplicateIn,
    Invoice,
    InvoicePage,
    InvoiceSummary,
    InvoiceSums,
    InvoiceVersions,
    Status,
    TimelineEntry,
    VersionDiff,
    VersionDocument,
)
from duespark.invoices.sent_from import check_chosen
from duespark.invoices.timeline import find_timeline
from duespark.invoices.versions import compare_versions, find_versions, get_version
from duespark.runtime.csv import csv_response
from duespark.runtime.day import AnyDay
from duespark.runtime.storage import get_content
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, described_file, file_response, json_response, wanted_version
from duespark.runtime.xlsx import XLSX_ANSWER, xlsx_response

router = Router(tags=["invoices"])

FileName = Annotated[str, Query(max_length=300, description="The file's name; its ending is made to fit its content.")]
_ANY_FILE = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
ATTACHMENT_BODY = {"requestBody": {"required": True, "content": _ANY_FILE}}


async def filters(
    status: Annotated[list[Status] | None, Query(description="One or more.")] = None,
    kind: Annotated[list[DocumentKind] | None, Query(description="One or more.")] = None,
    state: find.State | None = None,
    client_id: UUID | None = None,
    company_id: UUID | None = None,
    currency: Annotated[str | None, Query(min_length=3, max_length=3)] = None,
    issued_from: AnyDay | None = None,
    issued_to: AnyDay | None = None,
    due_from: AnyDay | None = None,
    due_to: AnyDay | None = None,
    q: Annotated[str | None, Query(max_length=100, description="Part of the number or of the client's name.")] = None,
) -> find.Filters:
    """The filters of the list, as query parameters."""
    return find.Filters(
        status=None if status is None else tuple(status), kind=None if kind is None else tuple(kind), state=state, client_id=client_id, company_id=company_id,
        currency=currency, issued_from=issued_from, issued_to=issued_to, due_from=due_from, due_to=due_to, q=q or None,
    )  # fmt: skip


_EXPORTED = [name for name in InvoiceSummary.__dataclass_fields__ if not name.endswith("id") and name != "version"]
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


@router.get("/invoices.csv", "invoices.read", **described_file("text/csv"))
async def export_invoices(tx: Tx, found: Found, sort: find.Sort = "-created_at") -> Response:
    """Everything the filters find, as CSV."""
    return await csv_response("invoices.csv", _EXPORTED, find.walk_invoices(tx, found, sort=sort))


@router.get("/invoices.xlsx", "invoices.read", responses=XLSX_ANSWER, response_class=Response)
async def export_invoices_workbook(tx: Tx, found: Found, sort: find.Sort = "-created_at") -> Response:
    """The same as a workbook for spreadsheet programs."""
    rows = find.walk_invoices(tx, found, sort=sort)
    return await xlsx_response("invoices.xlsx", _EXPORTED, rows, zone=tx.zone)


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
    await check_chosen(tx, draft)
    return answer_invoice(tx, await create_draft(tx, draft), 201)


@router.get("/invoices/{id}", "invoices.read", answers=Invoice)
async def get_invoice(tx: Tx, id: UUID) -> Response:
    """One invoice."""
    return answer_invoice(tx, await read_invoice(tx, id))


@router.put("/invoices/{id}", "invoices.write", answers=Invoice)
async def update_invoice(tx: Tx, request: Request, id: UUID, draft: DraftIn) -> Response:
    """Replace a draft as a whole. Needs If-Match."""
    await check_chosen(tx, draft, id=id)
    return answer_invoice(tx, await update_draft(tx, id, draft, version=wanted_version(request)))


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
    return answer_invoice(tx, await restore_save(tx, id, number, version=wanted_version(request)))


@router.post("/invoices/{id}/duplicate", "invoices.write", status=201, answers=Invoice)
async def duplicate_invoice(tx: Tx, id: UUID, choice: DuplicateIn | None = None) -> Response:
    """A new draft with this invoice's content."""
    return answer_invoice(tx, await duplicate(tx, id, with_attachments=choice is not None and choice.attachments), 201)


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


@router.get("/attachments/{id}/file", "invoices.read", **described_file(*ENDINGS))
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


@router.get("/invoices/{id}/timeline", "invoices.read")
async def get_invoice_timeline(
    tx: Tx, id: UUID, limit: Annotated[int, Query(ge=1, le=200)] = 100, cursor: str | None = None
) -> Page[TimelineEntry]:
    """Everything that happened to the invoice, newest first."""
    await read_invoice(tx, id)
    return await find_timeline(tx, id, limit=limit, cursor=cursor)


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
