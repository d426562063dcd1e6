"""Reads of templates."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from duespark.documents.templates.design import Design, Kind, design_of, read_design
from duespark.documents.templates.inherit import extended, read_extension
from duespark.documents.templates.model import Template
from duespark.documents.templates.read import InvalidTemplate, read_template
from duespark.documents.templates.standard import NAMES, standard_template
from duespark.engine.errors import NotFound
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import BadCursor, decode_cursor, encode_cursor, like_pattern

_COLUMNS = "id, kind, name, draft, published, archived_at, version, created_at, updated_at"
_GET = Q(f"SELECT {_COLUMNS} FROM templates WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)")
_LOCK = Q(f"SELECT {_COLUMNS} FROM templates WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid) FOR UPDATE")
_WHERE = (
    "WHERE org_id = CAST(:org AS uuid) AND (CAST(:like AS text) IS NULL OR name ILIKE :like)"
    " AND (archived_at IS NOT NULL) = CAST(:archived AS bool)"
)
_FIND = Q(
    f"SELECT {_COLUMNS} FROM templates {_WHERE}"
    " AND (CAST(:after AS text) IS NULL OR (lower(name), id) > (:after, CAST(:after_id AS uuid)))"
    " ORDER BY lower(name), id LIMIT CAST(:most AS int)"
)
_COUNT = Q(f"SELECT count(*) FROM templates {_WHERE}")
_VERSIONS = Q(
    "SELECT number, note, published_by, published_at FROM template_versions"
    " WHERE org_id = CAST(:org AS uuid) AND template_id = CAST(:id AS uuid) ORDER BY number DESC"
)
_DESIGN = Q(
    "SELECT d.content FROM template_versions AS v"
    " JOIN template_designs AS d ON d.org_id = v.org_id AND d.hash = v.hash"
    " WHERE v.org_id = CAST(:org AS uuid) AND v.template_id = CAST(:id AS uuid) AND v.number = CAST(:number AS int)"
)


class TemplateNotFound(NotFound):
    code = "template.not_found"
    sentence = "There is no template {id}."


class VersionNotFound(NotFound):
    code = "template.version_not_found"
    sentence = "The template “{name}” has no version {number}."


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRow:
    """A template as stored; `draft` is JSON."""

    id: UUID
    kind: Kind
    name: str
    draft: str
    published: int
    archived_at: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime

    @property
    def content(self) -> dict[str, Any]:
        found: dict[str, Any] = orjson.loads(self.draft)
        return found


async def get_template(tx: Tx, id: UUID) -> TemplateRow:
    """Raises `TemplateNotFound`."""
    return _row(await _GET.one(tx.conn, org=tx.org_id, id=id), id)


async def lock_template(tx: Tx, id: UUID) -> TemplateRow:
    """The template, locked until the transaction ends. Raises `TemplateNotFound`."""
    return _row(await _LOCK.one(tx.conn, org=tx.org_id, id=id), id)


async def find_templates(
    tx: Tx, *, q: str, archived: bool, limit: int, cursor: str | None
) -> tuple[list[TemplateRow], str | None, int]:
    """One page by name, the cursor of the next, and how many there are in all. Raises `BadCursor`."""
    after = decode_cursor(cursor, "name")
    if after is not None and (not isinstance(after[0], str) or "\x00" in after[0]):
        raise BadCursor(cursor=cursor)
    wanted = {"org": tx.org_id, "like": like_pattern(q), "archived": archived}
    name, id = after or (None, None)
    found = await _FIND.all(tx.conn, **wanted, after=name, after_id=id, most=limit + 1)
    rows = [TemplateRow(**row) for row in found]
    more = encode_cursor("name", rows[limit - 1].name.lower(), rows[limit - 1].id) if len(rows) > limit else None
    return rows[:limit], more, int(await _COUNT.value(tx.conn, **wanted))


async def find_versions(tx: Tx, id: UUID) -> list[asyncpg.Record]:
    """The versions that were published, newest first."""
    return await _VERSIONS.all(tx.conn, org=tx.org_id, id=id)


async def version_of(tx: Tx, row: TemplateRow, number: int) -> Design:
    """A version as it was published. Raises `VersionNotFound`."""
    content: str | None = await _DESIGN.value(tx.conn, org=tx.org_id, id=row.id, number=number)
    if content is None:
        raise VersionNotFound(name=row.name, number=number)
    return design_of(content)


async def resolved(tx: Tx, content: dict[str, Any], *, of: UUID | None = None) -> Design:
    """What a draft comes to: read as it is, or its changes applied to its base, which is taken as it was published last.

    Raises `InvalidTemplate`.
    """
    if "extends" not in content:
        return read_design(content)
    extension = read_extension(content)
    if extension.extends in NAMES:
        return read_template(extended(standard_template(extension.extends).raw, extension))
    base = await _base(tx, UUID(str(extension.extends)), of)
    return read_template(extended(base.raw, extension))


async def _base(tx: Tx, id: UUID, of: UUID | None) -> Template:
    row = await _GET.one(tx.conn, org=tx.org_id, id=id)
    if row is None or id == of or not row["published"]:
        problem = "Extend a template of yours that was published, and not the template itself."
        raise InvalidTemplate(pointer="/extends", where="The template", problem=problem)
    base = await version_of(tx, TemplateRow(**row), row["published"])
    if not isinstance(base, Template):
        problem = "A source template has no blocks to extend. Choose one that is made of blocks."
        raise InvalidTemplate(pointer="/extends", where="The template", problem=problem)
    return base


def _row(record: asyncpg.Record | None, id: UUID) -> TemplateRow:
    if record is None:
        raise TemplateNotFound(id=id)
    return TemplateRow(**record)
