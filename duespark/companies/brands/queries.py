"""Reads of brands. A brand of a company the actor may not see does not exist for the actor."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

import asyncpg
import orjson

from duespark.companies.brands.design import Design, Variant, read_design
from duespark.companies.fonts.queries import FontFile
from duespark.companies.queries import get_company
from duespark.engine.errors import NotFound
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import BadCursor, ChangedElsewhere, decode_cursor, encode_cursor, like_pattern

BRAND: Final = (
    *(
        f"brands.{name}"
        for name in (
            "id",
            "company_id",
            "name",
            "design",
            "logos",
            "is_default",
            "archived_at",
            "version",
            "created_at",
            "updated_at",
        )
    ),
    "(SELECT coalesce(jsonb_agg(jsonb_build_object('family', f.family, 'key', f.key, 'weight', f.weight, 'italic', f.italic)"
    " ORDER BY f.family, f.weight, f.italic), '[]') FROM own_fonts AS f WHERE f.org_id = brands.org_id"
    " AND f.family IN (brands.design->'fonts'->>'heading', brands.design->'fonts'->>'body')) AS letters",
)
"""What a brand is read from: its columns, and the files of its families that the organization brought."""
_COLUMNS = ", ".join(BRAND)
_OF = "org_id = CAST(:org AS uuid) AND company_id = CAST(:company AS uuid)"
_GET = Q(f"SELECT {_COLUMNS} FROM brands WHERE {_OF} AND id = CAST(:id AS uuid)")
_LOCK = Q(f"SELECT {_COLUMNS} FROM brands WHERE {_OF} AND id = CAST(:id AS uuid) FOR UPDATE")
_DEFAULT = Q(f"SELECT {_COLUMNS} FROM brands WHERE {_OF} AND is_default")
_WHERE = (
    f"WHERE {_OF} AND (archived_at IS NOT NULL) = CAST(:archived AS bool)"
    " AND (CAST(:like AS text) IS NULL OR name ILIKE :like)"
)
_FIND = Q(
    f"SELECT {_COLUMNS} FROM brands {_WHERE}"
    " AND (CAST(:after AS uuid) IS NULL OR (lower(name), id) > (lower(CAST(:name AS text)), CAST(:after AS uuid)))"
    " ORDER BY lower(name), id LIMIT CAST(:most AS int)"
)
_COUNT = Q(f"SELECT count(*) FROM brands {_WHERE}")


class BrandNotFound(NotFound):
    code = "brand.not_found"
    sentence = "This company has no brand {id}."


class Logo(NamedTuple):
    """A picture in the store. `own` was uploaded for this variant, another was made from the full one."""

    key: str
    type: str
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandRow:
    """A brand as stored, with the files of its families that the organization brought."""

    id: UUID
    company_id: UUID
    name: str
    design: Design
    logos: Mapping[Variant, Logo]
    letters: tuple[FontFile, ...]
    is_default: bool
    archived_at: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime


async def get_brand(tx: Tx, company_id: UUID, id: UUID) -> BrandRow:
    """The brand, also when archived. Raises `CompanyNotFound`, `BrandNotFound`."""
    await get_company(tx, company_id)
    return _found(await _GET.one(tx.conn, org=tx.org_id, company=company_id, id=id), id)


async def lock_brand(tx: Tx, company_id: UUID, id: UUID, *, version: int | None = None) -> BrandRow:
    """The brand, locked until the transaction ends. Raises `CompanyNotFound`, `BrandNotFound`, `ChangedElsewhere`."""
    await get_company(tx, company_id)
    row = _found(await _LOCK.one(tx.conn, org=tx.org_id, company=company_id, id=id), id)
    if version is not None and row.version != version:
        raise ChangedElsewhere(row.version)
    return row


async def default_brand(tx: Tx, company_id: UUID) -> BrandRow:
    """The brand of what nobody chose another one for; every company has one."""
    row = await _DEFAULT.one(tx.conn, org=tx.org_id, company=company_id)
    return _found(row, company_id)


async def find_brands(
    tx: Tx, company_id: UUID, *, q: str, archived: bool, limit: int, cursor: str | None
) -> tuple[list[BrandRow], str | None, int]:
    """One page by name, the cursor of the next, and how many there are in all. Raises `CompanyNotFound`, `BadCursor`."""
    await get_company(tx, company_id)
    after = decode_cursor(cursor, "name")
    if after is not None and (not isinstance(after[0], str) or "\x00" in after[0]):
        raise BadCursor(cursor=cursor)
    name, last = after or (None, None)
    wanted = {"org": tx.org_id, "company": company_id, "archived": archived, "like": like_pattern(q)}
    rows = [read_brand(row) for row in await _FIND.all(tx.conn, **wanted, most=limit + 1, name=name, after=last)]
    more = encode_cursor("name", rows[limit - 1].name, rows[limit - 1].id) if len(rows) > limit else None
    return rows[:limit], more, int(await _COUNT.value(tx.conn, **wanted))


def read_brand(record: asyncpg.Record) -> BrandRow:
    """A row of the table as a value."""
    values: dict[str, Any] = dict(record)
    values["design"] = read_design(values["design"])
    values["logos"] = {variant: Logo(**logo) for variant, logo in orjson.loads(values["logos"]).items()}
    values["letters"] = tuple(FontFile(**file) for file in orjson.loads(values["letters"]))
    return BrandRow(**values)


def _found(record: asyncpg.Record | None, id: UUID) -> BrandRow:
    if record is None:
        raise BrandNotFound(id=id)
    return read_brand(record)
