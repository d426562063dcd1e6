"""Publish a template: its draft becomes the version that draws from now on. Roll back: an older version becomes the newest."""

from uuid import UUID

import orjson

from duespark.accounts.audit import audit
from duespark.documents.events import TemplatePublished
from duespark.documents.templates.design import Design
from duespark.documents.templates.problems import check_design
from duespark.documents.templates.queries import TemplateRow, get_template, lock_template, resolved, version_of
from duespark.documents.templates.read import canonical
from duespark.engine.errors import Conflict
from duespark.runtime.db import Q
from duespark.runtime.events import record
from duespark.runtime.tx import Tx
from duespark.runtime.web import ChangedElsewhere

_PUBLISH = Q(
    "WITH design AS ("
    "  INSERT INTO template_designs (org_id, hash, content) VALUES (CAST(:org AS uuid), CAST(:hash AS bytea), :content)"
    "  ON CONFLICT DO NOTHING"
    "), version AS ("
    "  INSERT INTO template_versions (org_id, template_id, number, hash, note, published_by, published_at)"
    "  VALUES (CAST(:org AS uuid), CAST(:id AS uuid), CAST(:number AS int), CAST(:hash AS bytea), :note, :by,"
    "    CAST(:now AS timestamptz))"
    ")"
    " UPDATE templates SET published = CAST(:number AS int), draft = :draft, updated_at = CAST(:now AS timestamptz),"
    " version = version + 1 WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)


class NothingChanged(Conflict):
    code = "template.nothing_changed"
    sentence = "The template looks exactly as version {number} does. Change it before you publish it."


async def publish_template(tx: Tx, id: UUID, *, note: str, version: int) -> TemplateRow:
    """Freeze the draft as the next version. Documents issued before keep theirs.

    Raises `TemplateNotFound`, `InvalidTemplate`, `NothingChanged`, `ChangedElsewhere`.
    """
    row = await _locked(tx, id, version)
    template = await resolved(tx, row.content, of=id)
    await check_design(template)
    if row.published and canonical((await version_of(tx, row, row.published)).raw) == canonical(template.raw):
        raise NothingChanged(number=row.published)
    return await _publish(tx, row, template, note=note, draft=row.draft)


async def roll_back_template(tx: Tx, id: UUID, number: int, *, version: int) -> TemplateRow:
    """Publish an older version again, as the newest; the draft becomes it too. History only grows.

    Raises `TemplateNotFound`, `VersionNotFound`, `NothingChanged`, `ChangedElsewhere`.
    """
    row = await _locked(tx, id, version)
    old = await version_of(tx, row, number)
    if canonical((await version_of(tx, row, row.published)).raw) == canonical(old.raw):
        raise NothingChanged(number=row.published)
    return await _publish(tx, row, old, note=f"As version {number}", draft=orjson.dumps(old.raw).decode())


async def _locked(tx: Tx, id: UUID, version: int) -> TemplateRow:
    row = await lock_template(tx, id)
    if row.version != version:
        raise ChangedElsewhere(row.version)
    return row


async def _publish(tx: Tx, row: TemplateRow, template: Design, *, note: str, draft: str) -> TemplateRow:
    content, hash = canonical(template.raw)
    number = row.published + 1
    await _PUBLISH.run(
        tx.conn, org=tx.org_id, id=row.id, number=number, hash=hash, content=content, note=note, by=tx.actor.label,
        draft=draft, now=tx.now,
    )  # fmt: skip
    after = {"number": number, "note": note, "hash": hash.hex()}
    await audit(tx, "template.publish", subject="template", id=row.id, before={"number": row.published}, after=after)
    await record(tx, TemplatePublished(template_id=row.id, number=number, name=row.name))
    return await get_template(tx, row.id)
