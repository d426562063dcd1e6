"""Reads of an organization's own fonts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg
import orjson

from duespark.companies.fonts.problems import OwnFontNotFound
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import BadCursor, decode_cursor, encode_cursor, like_pattern

_COLUMNS = "id, family, weight, italic, key, size, languages, tabular, licensed_by, added_at"
_OF = "org_id = CAST(:org AS uuid)"
_GET = Q(f"SELECT {_COLUMNS} FROM own_fonts WHERE {_OF} AND id = CAST(:id AS uuid)")
_LOCK = Q(f"SELECT {_COLUMNS} FROM own_fonts WHERE {_OF} AND id = CAST(:id AS uuid) FOR UPDATE")
_WHERE = f"WHERE {_OF} AND (CAST(:like AS text) IS NULL OR family ILIKE :like)"
_FIND = Q(
    f"SELECT {_COLUMNS} FROM own_fonts {_WHERE} AND (CAST(:after AS uuid) IS NULL"
    " OR (lower(family), weight, italic, id) > (lower(CAST(:family AS text)), CAST(:weight AS smallint),"
    " CAST(:italic AS bool), CAST(:after AS uuid)))"
    " ORDER BY lower(family), weight, italic, id LIMIT CAST(:most AS int)"
)
_COUNT = Q(f"SELECT count(*) FROM own_fonts {_WHERE}")
_FAMILIES = Q(
    f"SELECT family, key, weight, italic, tabular FROM own_fonts WHERE {_OF} ORDER BY lower(family), weight, italic"
)
_KEPT = Q(
    f"SELECT family, key, weight, italic FROM own_fonts WHERE {_OF} AND family = ANY(CAST(:names AS text[]))"
    " ORDER BY family, weight, italic FOR SHARE"
)


class FontFile(NamedTuple):
    """A file of a family, as a look keeps it: by its key in the store, which is its content's hash."""

    family: str
    key: str
    weight: int
    italic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFontRow:
    """A font file as stored."""

    id: UUID
    family: str
    weight: int
    italic: bool
    key: str
    size: int
    languages: list[str]
    tabular: bool
    licensed_by: str
    added_at: datetime


async def get_own_font(tx: Tx, id: UUID) -> OwnFontRow:
    """Raises `OwnFontNotFound`."""
    return _found(await _GET.one(tx.conn, org=tx.org_id, id=id), id)


async def lock_own_font(tx: Tx, id: UUID) -> OwnFontRow:
    """The same, locked until the transaction ends. Raises `OwnFontNotFound`."""
    return _found(await _LOCK.one(tx.conn, org=tx.org_id, id=id), id)


async def find_own_fonts(tx: Tx, *, q: str, limit: int, cursor: str | None) -> tuple[list[OwnFontRow], str | None, int]:
    """One page by family and style, the cursor of the next, and how many there are in all. Raises `BadCursor`."""
    family, weight, italic, after = _after(cursor)
    wanted = {"org": tx.org_id, "like": like_pattern(q)}
    place = {"family": family, "weight": weight, "italic": italic, "after": after}
    rows = [_read(row) for row in await _FIND.all(tx.conn, **wanted, **place, most=limit + 1)]
    last = rows[limit - 1] if len(rows) > limit else None
    more = encode_cursor("family", [last.family, last.weight, last.italic], last.id) if last else None
    return rows[:limit], more, int(await _COUNT.value(tx.conn, **wanted))


def _after(cursor: str | None) -> tuple[str | None, int | None, bool | None, UUID | None]:
    """Where a page starts. Raises `BadCursor`."""
    match decode_cursor(cursor, "family"):
        case None:
            return None, None, None, None
        case [str(family), int(weight), bool(italic)], id if "\x00" not in family and 0 < weight < 1000:
            return family, weight, italic, id
        case _:
            raise BadCursor(cursor=cursor)


async def find_own_families(tx: Tx) -> dict[str, list[asyncpg.Record]]:
    """Every family by its name, with its files in order of weight."""
    found: dict[str, list[asyncpg.Record]] = {}
    for row in await _FAMILIES.all(tx.conn, org=tx.org_id):
        found.setdefault(row["family"], []).append(row)
    return found


async def hold_families(tx: Tx, names: Iterable[str]) -> tuple[FontFile, ...]:
    """The files of those families that are the organization's own; nobody removes one until the transaction ends."""
    wanted = sorted({name for name in names if name})
    if not wanted:
        return ()
    return tuple(FontFile(**row) for row in await _KEPT.all(tx.conn, org=tx.org_id, names=wanted))


def _found(record: asyncpg.Record | None, id: UUID) -> OwnFontRow:
    if record is None:
        raise OwnFontNotFound(id=id)
    return _read(record)


def _read(record: asyncpg.Record) -> OwnFontRow:
    values: dict[str, Any] = dict(record)
    values["languages"] = orjson.loads(values["languages"])
    return OwnFontRow(**values)
