"""Reads of companies. A company outside those the actor may see does not exist for the actor."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import asyncpg
import sqlalchemy as sa

from duespark.companies.bank_accounts import CompanyAccount, open_accounts
from duespark.companies.models import companies
from duespark.companies.profile import load_profile
from duespark.engine.errors import NotFound
from duespark.engine.invoice.party import Party
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import BadCursor, ChangedElsewhere, decode_cursor, encode_cursor, like_pattern


class CompanyNotFound(NotFound):
    code = "company.not_found"
    sentence = "There is no company {id}."


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyRow:
    """A company as stored, its bank accounts in clear."""

    id: UUID
    name: str
    profile: Party
    tax_registered: bool
    currency: str
    language: str
    payment_terms_days: int
    bank_accounts: tuple[CompanyAccount, ...]
    brand_color: str
    logo_key: str | None
    logo_type: str | None
    reply_to: str
    email_signature: str
    default_notes: str
    default_terms: str
    archived_at: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime


COLUMNS = tuple(companies.c[name] for name in CompanyRow.__dataclass_fields__)
_ONE = sa.select(*COLUMNS).where(companies.c.org_id == sa.bindparam("org"), companies.c.id == sa.bindparam("id"))
_GET = Q(_ONE)
_LOCK = Q(_ONE.with_for_update())
_MATCH = """
 WHERE org_id = CAST(:org AS uuid) AND (archived_at IS NOT NULL) = CAST(:archived AS bool)
   AND (CAST(:seen AS uuid[]) IS NULL OR id = ANY(CAST(:seen AS uuid[])))
   AND (CAST(:like AS text) IS NULL OR name ILIKE CAST(:like AS text))
"""
_FIND = Q(
    f"SELECT {', '.join(CompanyRow.__dataclass_fields__)} FROM companies {_MATCH}"
    " AND (CAST(:after AS uuid) IS NULL OR (lower(name), id) > (lower(CAST(:name AS text)), CAST(:after AS uuid)))"
    " ORDER BY lower(name), id LIMIT CAST(:most AS int)"
)
_COUNT = Q(f"SELECT count(*) FROM companies {_MATCH}")


def is_visible(tx: Tx, id: UUID) -> bool:
    """Whether the actor may see this company."""
    return tx.actor.company_ids is None or id in tx.actor.company_ids


def read_row(tx: Tx, record: asyncpg.Record) -> CompanyRow:
    """A row of `COLUMNS` as a value."""
    values = dict(record)
    values["profile"] = load_profile(values["profile"])
    values["bank_accounts"] = open_accounts(values["bank_accounts"], org_id=tx.org_id, company_id=values["id"])
    return CompanyRow(**values)


async def get_company(tx: Tx, id: UUID) -> CompanyRow:
    """The company, also when archived. Raises `CompanyNotFound`, also for one the actor may not see."""
    record = await _GET.one(tx.conn, org=tx.org_id, id=id) if is_visible(tx, id) else None
    if record is None:
        raise CompanyNotFound(id=id)
    return read_row(tx, record)


async def lock_company(tx: Tx, id: UUID, *, version: int | None = None) -> CompanyRow:
    """The company, locked until the transaction ends.

    Raises `CompanyNotFound`, and `ChangedElsewhere` when `version` is given and no longer the newest.
    """
    record = await _LOCK.one(tx.conn, org=tx.org_id, id=id) if is_visible(tx, id) else None
    if record is None:
        raise CompanyNotFound(id=id)
    if version is not None and record["version"] != version:
        raise ChangedElsewhere(record["version"])
    return read_row(tx, record)


async def find_companies(
    tx: Tx, *, q: str = "", archived: bool = False, most: int = 100, after: tuple[str, UUID] | None = None
) -> list[CompanyRow]:
    """Companies the actor may see, by name; those after the name and id of `after`."""
    name, last = after or (None, None)
    rows = await _FIND.all(tx.conn, **_filter(tx, q, archived), most=most, name=name, after=last)
    return [read_row(tx, row) for row in rows]


async def find_page(
    tx: Tx, *, q: str, archived: bool, limit: int, cursor: str | None
) -> tuple[list[CompanyRow], str | None, int]:
    """One page by name, the cursor of the next, and how many there are in all. Raises `BadCursor`."""
    after = decode_cursor(cursor, "name")
    if after is not None and (not isinstance(after[0], str) or "\x00" in after[0]):
        raise BadCursor(cursor=cursor)
    rows = await find_companies(tx, q=q, archived=archived, most=limit + 1, after=after)
    more = encode_cursor("name", rows[limit - 1].name, rows[limit - 1].id) if len(rows) > limit else None
    total: int = await _COUNT.value(tx.conn, **_filter(tx, q, archived))
    return rows[:limit], more, total


def _filter(tx: Tx, q: str, archived: bool) -> dict[str, object]:
    seen = tx.seen_companies
    return {"org": tx.org_id, "archived": archived, "seen": seen, "like": like_pattern(q)}
