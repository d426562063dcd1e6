"""Reads of companies. A company outside those the actor may see does not exist for the actor."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import asyncpg

from duespark.companies.addresses import CompanyAddress, load_addresses
from duespark.companies.bank_accounts import CompanyAccount, open_accounts
from duespark.companies.early import EarlyStep, load_early
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
    """A company as stored, its bank accounts in clear; `brand_color` and `logo_key` are those of its default brand."""

    id: UUID
    name: str
    profile: Party
    tax_registered: bool
    currency: str
    language: str
    payment_terms_days: int
    early_discounts: tuple[EarlyStep, ...]
    bank_accounts: tuple[CompanyAccount, ...]
    addresses: tuple[CompanyAddress, ...]
    brand_color: str
    logo_key: str | None
    reply_to: str
    email_signature: str
    default_notes: str
    default_terms: str
    archived_at: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime


_OF_BRAND = {"brand_color": "b.design -> 'palette' ->> 'primary'", "logo_key": "b.logos -> 'full' ->> 'key'"}
_COLUMNS = ", ".join(
    f"{_OF_BRAND[name]} AS {name}" if name in _OF_BRAND else f"c.{name}" for name in CompanyRow.__dataclass_fields__
)
_FROM = "companies AS c LEFT JOIN brands AS b ON b.org_id = c.org_id AND b.company_id = c.id AND b.is_default"
_ONE = f"SELECT {_COLUMNS} FROM {_FROM} WHERE c.org_id = CAST(:org AS uuid) AND c.id = CAST(:id AS uuid)"
_GET = Q(_ONE)
_LOCK = Q(f"{_ONE} FOR UPDATE OF c")
_MATCH = """
 WHERE c.org_id = CAST(:org AS uuid) AND (c.archived_at IS NOT NULL) = CAST(:archived AS bool)
   AND (CAST(:seen AS uuid[]) IS NULL OR c.id = ANY(CAST(:seen AS uuid[])))
   AND (CAST(:like AS text) IS NULL OR c.name ILIKE CAST(:like AS text))
"""
_FIND = Q(
    f"SELECT {_COLUMNS} FROM {_FROM} {_MATCH}"
    " AND (CAST(:after AS uuid) IS NULL OR (lower(c.name), c.id) > (lower(CAST(:name AS text)), CAST(:after AS uuid)))"
    " ORDER BY lower(c.name), c.id LIMIT CAST(:most AS int)"
)
_COUNT = Q(f"SELECT count(*) FROM companies AS c {_MATCH}")


def is_visible(tx: Tx, id: UUID) -> bool:
    """Whether the actor may see this company."""
    return tx.actor.company_ids is None or id in tx.actor.company_ids


def read_row(tx: Tx, record: asyncpg.Record) -> CompanyRow:
    """A row of `_COLUMNS` as a value."""
    values = dict(record)
    values["profile"] = load_profile(values["profile"])
    values["bank_accounts"] = open_accounts(values["bank_accounts"], org_id=tx.org_id, company_id=values["id"])
    values["early_discounts"] = load_early(values["early_discounts"])
    values["addresses"] = load_addresses(values["addresses"])
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
