"""HTTP of clients, their contacts, fields and segments. Lists that look at invoices stand in analytics."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request
from fastapi.responses import Response

from duespark.accounts.access import Router
from duespark.clients import archive, certificate_file, certificates, contacts, custom, segments
from duespark.clients.certificates import Certificate, CertificateIn, Certificates
from duespark.clients.create import create
from duespark.clients.details import ClientIn
from duespark.clients.duplicates import find_duplicates
from duespark.clients.merge import merge
from duespark.clients.queries import get_client as read_client
from duespark.clients.schemas import (
    Client,
    Contact,
    ContactIn,
    Duplicates,
    Field,
    FieldIn,
    Fields,
    MergeIn,
    Segment,
    SegmentIn,
    Tags,
    client_of,
)
from duespark.clients.tags import find_tags
from duespark.clients.update import update
from duespark.runtime.csv import csv_response
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, described_file, file_response, wanted_version
from duespark.runtime.xlsx import XLSX_ANSWER, xlsx_response

router = Router(tags=["clients"])

Search = Annotated[str, Query(max_length=200, description="Part of a name, address or number.")]
Limit = Annotated[int, Query(ge=1, le=100)]
Cursor = Annotated[str | None, Query(max_length=500)]
FileName = Annotated[str, Query(max_length=200, description="The name of the file.")]
_COPIES = {
    kind: {"schema": {"type": "string", "format": "binary"}} for kind in ("application/pdf", "image/png", "image/jpeg")
}
_COPY_BODY = {"requestBody": {"required": True, "content": _COPIES}}
_COPY_ANSWER: dict[int | str, dict[str, Any]] = {200: {"description": "The copy.", "content": _COPIES}}


@router.post("/clients", "clients.write", status=201)
async def create_client(tx: Tx, client: ClientIn) -> Client:
    """Add a client."""
    return client_of(await create(tx, wanted=client))


@router.get("/clients/duplicates", "clients.read")
async def list_duplicates(tx: Tx) -> Duplicates:
    """Pairs of clients that may be one, the surest first; at most a hundred."""
    return Duplicates(data=await find_duplicates(tx))


@router.get("/clients/tags", "clients.read")
async def list_client_tags(tx: Tx) -> Tags:
    """The tags in use, by alphabet."""
    return Tags(data=await find_tags(tx))


@router.get("/clients/{id}", "clients.read")
async def get_client(tx: Tx, id: UUID) -> Client:
    """One client."""
    return client_of(await read_client(tx, id))


@router.put("/clients/{id}", "clients.write")
async def update_client(tx: Tx, id: UUID, client: ClientIn, request: Request) -> Client:
    """Change a client; invoices already issued keep what they say."""
    return client_of(await update(tx, id, version=wanted_version(request), wanted=client))


@router.post("/clients/{id}/archive", "clients.write")
async def archive_client(tx: Tx, id: UUID) -> Client:
    """Put a client away; its invoices stay."""
    return client_of(await archive.archive(tx, id))


@router.post("/clients/{id}/restore", "clients.write")
async def restore_client(tx: Tx, id: UUID) -> Client:
    """Bill an archived client again."""
    return client_of(await archive.restore(tx, id))


@router.get("/clients/{id}/duplicates", "clients.read")
async def list_duplicates_of_client(tx: Tx, id: UUID) -> Duplicates:
    """Clients that may be this one."""
    return Duplicates(data=await find_duplicates(tx, client_id=id))


@router.post("/clients/{id}/merge", "clients.merge")
async def merge_clients(tx: Tx, id: UUID, what: MergeIn, request: Request) -> Client:
    """Let this client take over everything of another, which is archived. There is no way back."""
    return client_of(await merge(tx, id, version=wanted_version(request), what=what))


# --- contacts --------------------------------------------------------------------------------------------------


@router.get("/clients/{id}/contacts", "clients.read")
async def list_contacts(tx: Tx, id: UUID, q: Search = "", limit: Limit = 100, cursor: Cursor = None) -> Page[Contact]:
    """The people at a client, the oldest first."""
    return await contacts.find_contacts(tx, id, q=q, limit=limit, cursor=cursor)


@router.get("/clients/{id}/contacts.csv", "clients.read", **described_file("text/csv"))
async def export_contacts(tx: Tx, id: UUID, q: Search = "") -> Response:
    """Everybody the filter finds, as CSV."""
    await read_client(tx, id)
    return await csv_response("contacts.csv", contacts.ContactLine._fields, contacts.walk_contacts(tx, id, q=q))


@router.get("/clients/{id}/contacts.xlsx", "clients.read", responses=XLSX_ANSWER, response_class=Response)
async def export_contacts_workbook(tx: Tx, id: UUID, q: Search = "") -> Response:
    """The same as a workbook for spreadsheet programs."""
    await read_client(tx, id)
    rows = contacts.walk_contacts(tx, id, q=q)
    return await xlsx_response("contacts.xlsx", contacts.ContactLine._fields, rows, zone=tx.zone)


@router.post("/clients/{id}/contacts", "clients.write", status=201)
async def create_contact(tx: Tx, id: UUID, contact: ContactIn) -> Contact:
    """Add a person at a client."""
    return await contacts.add_contact(tx, id, contact)


@router.put("/contacts/{id}", "clients.write")
async def update_contact(tx: Tx, id: UUID, contact: ContactIn, request: Request) -> Contact:
    """Change a contact."""
    return await contacts.change_contact(tx, id, contact, version=wanted_version(request))


@router.delete("/contacts/{id}", "clients.write")
async def delete_contact(tx: Tx, id: UUID, request: Request) -> None:
    """Forget a contact; mail that was sent keeps its address."""
    await contacts.remove_contact(tx, id, version=wanted_version(request))


# --- exemption certificates ---------------------------------------------------------------------------------------


@router.get("/clients/{id}/certificates", "clients.read")
async def list_certificates(tx: Tx, id: UUID) -> Certificates:
    """The papers by which the client need not be charged tax, the newest first."""
    return Certificates(data=await certificates.find_certificates(tx, id))


@router.post("/clients/{id}/certificates", "clients.write", status=201)
async def create_certificate(tx: Tx, id: UUID, certificate: CertificateIn) -> Certificate:
    """Add an exemption certificate. Invoices whose tax date it covers are not charged the tax of its place."""
    return await certificates.add_certificate(tx, id, certificate)


@router.put("/certificates/{id}", "clients.write")
async def update_certificate(tx: Tx, id: UUID, certificate: CertificateIn, request: Request) -> Certificate:
    """Change a certificate; issued invoices keep what they say."""
    return await certificates.change_certificate(tx, id, certificate, version=wanted_version(request))


@router.delete("/certificates/{id}", "clients.write")
async def delete_certificate(tx: Tx, id: UUID, request: Request) -> None:
    """Remove a certificate that was entered by mistake; one that has ended is better kept."""
    await certificates.remove_certificate(tx, id, version=wanted_version(request))


@router.put("/certificates/{id}/file", "clients.write", openapi_extra=_COPY_BODY)
async def set_certificate_file(tx: Tx, id: UUID, request: Request, name: FileName = "") -> Certificate:
    """Upload the copy of a certificate as the body: PDF, PNG or JPEG, at most 5 MB."""
    return await certificate_file.put_copy(tx, id, content=await request.body(), name=name)


@router.get("/certificates/{id}/file", "clients.read", responses=_COPY_ANSWER, response_class=Response)
async def get_certificate_file(tx: Tx, id: UUID) -> Response:
    """The copy of a certificate."""
    return file_response(*await certificate_file.read_copy(tx, id))


# --- fields of one's own, segments -------------------------------------------------------------------------------


@router.get("/client-fields", "clients.read")
async def list_client_fields(tx: Tx) -> Fields:
    """The organization's own fields of clients, those in use first."""
    return Fields(data=await custom.find_fields(tx))


@router.post("/client-fields", "organization.write", status=201)
async def create_client_field(tx: Tx, field: FieldIn) -> Field:
    """Add a field to all clients."""
    return await custom.add_field(tx, field)


@router.put("/client-fields/{id}", "organization.write")
async def update_client_field(tx: Tx, id: UUID, field: FieldIn, request: Request) -> Field:
    """Rename a field, change its choices, or put it away; clients keep their values."""
    return await custom.change_field(tx, id, field, version=wanted_version(request))


@router.get("/segments", "clients.read")
async def list_segments(tx: Tx, q: Search = "", limit: Limit = 100, cursor: Cursor = None) -> Page[Segment]:
    """Segments of clients, by name."""
    return await segments.find_segments(tx, q=q, limit=limit, cursor=cursor)


@router.get("/segments.csv", "clients.read", **described_file("text/csv"))
async def export_segments(tx: Tx, q: Search = "") -> Response:
    """Every segment the filter finds, as CSV."""
    return await csv_response("segments.csv", segments.SegmentLine._fields, segments.walk_segments(tx, q=q))


@router.get("/segments.xlsx", "clients.read", responses=XLSX_ANSWER, response_class=Response)
async def export_segments_workbook(tx: Tx, q: Search = "") -> Response:
    """The same as a workbook for spreadsheet programs."""
    rows = segments.walk_segments(tx, q=q)
    return await xlsx_response("segments.xlsx", segments.SegmentLine._fields, rows, zone=tx.zone)


@router.post("/segments", "clients.write", status=201)
async def create_segment(tx: Tx, segment: SegmentIn) -> Segment:
    """Keep rules under a name; who belongs is found anew each time."""
    return await segments.add_segment(tx, segment)


@router.put("/segments/{id}", "clients.write")
async def update_segment(tx: Tx, id: UUID, segment: SegmentIn, request: Request) -> Segment:
    """Change the rules of a segment."""
    return await segments.change_segment(tx, id, segment, version=wanted_version(request))


@router.delete("/segments/{id}", "clients.write")
async def delete_segment(tx: Tx, id: UUID, request: Request) -> None:
    """Forget a segment; its clients stay."""
    await segments.remove_segment(tx, id, version=wanted_version(request))
