"""The files of an invoice (BG-24): added to a draft, part of the document once it is issued, unchanged from then on.

The bytes lie in the store under their own hash. What is for the client stands in the issued document with that hash, so that
its version's seal covers it; what is not stays with us.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

import asyncpg
from annotated_types import Len

from duespark.accounts.audit import audit
from duespark.engine.errors import Conflict, Invalid, NotFound
from duespark.engine.invoice.document import Attachment
from duespark.engine.invoice.lifecycle import require
from duespark.invoices.file_type import file_name, media_type_of
from duespark.invoices.models import attachments
from duespark.invoices.queries import get_invoice, lock_invoice
from duespark.runtime import storage
from duespark.runtime.db import Q, insert
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx
from duespark.runtime.web import ChangedElsewhere, Closed

MOST_FILES = 20
MOST_BYTES = 10 * 1024 * 1024
"""Of all files of one invoice together: a mail with more is refused by many servers."""


class AttachmentNotFound(NotFound):
    code = "attachment.not_found"
    sentence = "There is no attachment {id}."


class AttachmentNameTaken(Conflict):
    code = "attachment.name_taken"
    sentence = "The invoice has a file named {name} already. Remove it first, or rename one of them."


class TooManyAttachments(Invalid):
    code = "attachment.too_many"
    sentence = "An invoice may have {most} files and 10 MB of them together. Remove one first."


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedFile(Closed):
    """A file of an invoice. `for_client` ones are on the public page, in the document and, if chosen, in the mail."""

    id: UUID
    invoice_id: UUID
    name: str
    description: str
    media_type: str
    size: int
    sha256: str
    for_client: bool
    version: int
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedFiles(Closed):
    data: list[AttachedFile]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentIn(Closed):
    """What may be said of a file. An ending that does not fit its content is mended."""

    name: Annotated[str, Len(1, 300)]
    description: Annotated[str, Len(0, 500)] = ""
    for_client: bool = True


_COLUMNS = ", ".join(AttachedFile.__dataclass_fields__)
_INSERT = insert(attachments, skip=["version"])
_OF = Q(
    f"SELECT {_COLUMNS} FROM attachments WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:id AS uuid) ORDER BY name, id"
)
_GET = Q(f"SELECT {_COLUMNS} FROM attachments WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)")
_UPDATE = Q(
    "UPDATE attachments SET name = :name, description = :description, for_client = CAST(:for_client AS boolean),"
    " version = version + 1 WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)
_DELETE = Q("DELETE FROM attachments WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)")


async def find_attachments(tx: Tx, invoice: UUID) -> list[AttachedFile]:
    """The files of an invoice the actor may see, by name."""
    return [AttachedFile(**row) for row in await _OF.all(tx.conn, org=tx.org_id, id=invoice)]


async def attachments_for_client(tx: Tx, invoice: UUID) -> tuple[Attachment, ...]:
    """The files that become a part of the document, as it names them."""
    return tuple(
        Attachment(
            name=one.name, description=one.description, media_type=one.media_type, sha256=one.sha256, size=one.size
        )
        for one in await find_attachments(tx, invoice)
        if one.for_client
    )


async def get_attachment(tx: Tx, id: UUID) -> AttachedFile:
    """One file. Raises `AttachmentNotFound`, and `InvoiceNotFound` for one of a company the actor may not see."""
    row = await _GET.one(tx.conn, org=tx.org_id, id=id)
    if row is None:
        raise AttachmentNotFound(id=id)
    await get_invoice(tx, row["invoice_id"])
    return AttachedFile(**row)


async def attach(tx: Tx, invoice: UUID, content: bytes, *, name: str, for_client: bool) -> AttachedFile:
    """Add a file to a draft. Raises `InvoiceNotFound`, `NotAllowed`, `FileTooLarge`, `FileTypeRefused`,
    `TooManyAttachments`, `AttachmentNameTaken`.

    The file is named by its content, so one that is stored before a rollback does no harm.
    """
    await _editable(tx, invoice)
    media_type = media_type_of(content, name)
    known = await find_attachments(tx, invoice)
    if len(known) >= MOST_FILES or sum(one.size for one in known) + len(content) > MOST_BYTES:
        raise TooManyAttachments(most=MOST_FILES)
    key = await storage.put(tx.org_id, content)
    made = AttachedFile(
        id=new_id(),
        invoice_id=invoice,
        name=file_name(name, media_type),
        description="",
        media_type=media_type,
        size=len(content),
        sha256=key.rpartition("/")[2],
        for_client=for_client,
        version=1,
        created_at=tx.now,
    )
    await _store(tx, made)
    await audit(tx, "invoice.attach", subject="invoice", id=invoice, after=made)
    return made


async def change_attachment(tx: Tx, id: UUID, wanted: AttachmentIn, *, version: int) -> AttachedFile:
    """Rename or describe a draft's file, or say whether it is for the client.

    Raises `AttachmentNotFound`, `NotAllowed`, `ChangedElsewhere`, `AttachmentNameTaken`.
    """
    await _editable(tx, (await get_attachment(tx, id)).invoice_id)
    before = await get_attachment(tx, id)
    if before.version != version:
        raise ChangedElsewhere(before.version)
    name = file_name(wanted.name, before.media_type)
    try:
        await _UPDATE.run(
            tx.conn, org=tx.org_id, id=id, name=name, description=wanted.description, for_client=wanted.for_client
        )
    except asyncpg.UniqueViolationError as error:
        raise AttachmentNameTaken(pointer="/name", name=name) from error
    after = await get_attachment(tx, id)
    await audit(tx, "invoice.change_attachment", subject="invoice", id=after.invoice_id, before=before, after=after)
    return after


async def detach(tx: Tx, id: UUID) -> None:
    """Take a file off a draft. Raises `AttachmentNotFound`, and `NotAllowed` once the invoice is issued."""
    file = await get_attachment(tx, id)
    await _editable(tx, file.invoice_id)
    await _DELETE.run(tx.conn, org=tx.org_id, id=id)
    await audit(tx, "invoice.detach", subject="invoice", id=file.invoice_id, before=file)


async def copy_attachments(tx: Tx, source: UUID, target: UUID) -> None:
    """Give a new draft the files of another invoice; the bytes are stored once."""
    for one in await find_attachments(tx, source):
        values = {name: getattr(one, name) for name in AttachedFile.__dataclass_fields__}
        await _store(
            tx, AttachedFile(**{**values, "id": new_id(), "invoice_id": target, "version": 1, "created_at": tx.now})
        )


async def _editable(tx: Tx, invoice: UUID) -> None:
    row = await lock_invoice(tx, invoice)
    require(row.status, "edit")


async def _store(tx: Tx, file: AttachedFile) -> None:
    values = {name: getattr(file, name) for name in AttachedFile.__dataclass_fields__ if name != "version"}
    try:
        await _INSERT.run(tx.conn, org_id=tx.org_id, **values)
    except asyncpg.UniqueViolationError as error:
        raise AttachmentNameTaken(pointer="/name", name=file.name) from error
