"""Put a template away, so that it is not offered any more, and take it out again. What it draws already it goes on drawing."""

from datetime import datetime
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.documents.templates.queries import TemplateRow, get_template, lock_template
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_UPDATE = Q(
    "UPDATE templates SET archived_at = CAST(:archived_at AS timestamptz), updated_at = CAST(:now AS timestamptz),"
    " version = version + 1 WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)


async def archive_template(tx: Tx, id: UUID) -> TemplateRow:
    """The template, archived: it cannot be chosen, but choices of it stay, and so do templates that extend it.

    One that is archived already stays as it is. Raises `TemplateNotFound`.
    """
    before = await lock_template(tx, id)
    return await _set(tx, before, "template.archive", before.archived_at or tx.now)


async def unarchive_template(tx: Tx, id: UUID) -> TemplateRow:
    """The template, offered again; one that is offered stays as it is. Raises `TemplateNotFound`."""
    return await _set(tx, await lock_template(tx, id), "template.unarchive", None)


async def _set(tx: Tx, before: TemplateRow, action: str, archived_at: datetime | None) -> TemplateRow:
    if archived_at != before.archived_at:
        await _UPDATE.run(tx.conn, org=tx.org_id, id=before.id, archived_at=archived_at, now=tx.now)
    was, now = {"archived": before.archived_at is not None}, {"archived": archived_at is not None}
    await audit(tx, action, subject="template", id=before.id, before=was, after=now)
    return await get_template(tx, before.id)
