"""The fonts an organization brought, as a table."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from duespark.companies.fonts.names import style_name
from duespark.companies.fonts.queries import find_own_fonts
from duespark.runtime.tx import Tx

_AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class FontLine:
    """One file, with who said that there is a license, and when."""

    family: str
    style: str
    weight: int
    languages: str
    size: int
    licensed_by: str
    added_at: datetime
    id: UUID


COLUMNS = tuple(FontLine.__dataclass_fields__)


async def walk_own_fonts(tx: Tx, *, q: str) -> AsyncIterator[FontLine]:
    """Every font that matches, by family and style."""
    cursor: str | None = None
    while True:
        rows, cursor, _ = await find_own_fonts(tx, q=q, limit=_AT_ONCE, cursor=cursor)
        for row in rows:
            yield FontLine(
                family=row.family, style=style_name(row.weight, row.italic), weight=row.weight,
                languages=" ".join(row.languages), size=row.size, licensed_by=row.licensed_by, added_at=row.added_at,
                id=row.id,
            )  # fmt: skip
        if cursor is None:
            return
