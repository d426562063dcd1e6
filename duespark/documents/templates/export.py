"""The organization's templates as a table, one a row."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from duespark.documents.templates.queries import TemplateRow, find_templates
from duespark.runtime.tx import Tx

_AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateTableRow:
    """The columns, in their order. `published` is the newest version, 0 for none."""

    name: str
    kind: str
    published: int
    archived: str
    created_at: datetime
    updated_at: datetime
    id: UUID


COLUMNS = tuple(TemplateTableRow.__dataclass_fields__)


async def walk_templates(tx: Tx, *, q: str, archived: bool) -> AsyncIterator[TemplateTableRow]:
    """Every template that matches, by name."""
    cursor: str | None = None
    while True:
        rows, cursor, _ = await find_templates(tx, q=q, archived=archived, limit=_AT_ONCE, cursor=cursor)
        for row in rows:
            yield _line(row)
        if cursor is None:
            return


def _line(row: TemplateRow) -> TemplateTableRow:
    return TemplateTableRow(
        name=row.name, kind=row.kind, published=row.published, archived="no" if row.archived_at is None else "yes",
        created_at=row.created_at, updated_at=row.updated_at, id=row.id,
    )  # fmt: skip
