"""Reads of tax registrations. Those of a company the actor may not see do not exist for the actor."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import asyncpg

from duespark.companies.queries import is_visible
from duespark.engine.errors import NotFound
from duespark.engine.tax.rules import FilingFrequency
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import BadCursor, ChangedElsewhere, decode_cursor, encode_cursor
from duespark.taxes.details import Scheme


class TaxRegistrationNotFound(NotFound):
    code = "tax_registration.not_found"
    sentence = "There is no tax registration {id}."


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationRow:
    """A registration as stored, with its company."""

    id: UUID
    company_id: UUID
    company_name: str
    country: str
    region: str
    scheme: Scheme
    number: str
    filing_frequency: FilingFrequency
    since: date
    until: date | None
    version: int
    created_at: datetime


_STORED = ", ".join(f"r.{name}" for name in RegistrationRow.__dataclass_fields__ if name != "company_name")
_SELECT = (
    f"SELECT {_STORED}, c.name AS company_name FROM tax_registrations AS r"
    " JOIN companies AS c ON c.org_id = r.org_id AND c.id = r.company_id WHERE r.org_id = CAST(:org AS uuid)"
)
_MATCH = """
   AND (CAST(:seen AS uuid[]) IS NULL OR r.company_id = ANY(CAST(:seen AS uuid[])))
   AND (CAST(:company AS uuid) IS NULL OR r.company_id = CAST(:company AS uuid))
   AND (CAST(:on AS date) IS NULL OR r.since <= CAST(:on AS date)
        AND (r.until IS NULL OR r.until >= CAST(:on AS date)))
"""
_ORDER = ' ORDER BY r.country COLLATE "C", r.id'
_GET = Q(f"{_SELECT} AND r.id = CAST(:id AS uuid)")
_LOCK = Q(f"{_SELECT} AND r.id = CAST(:id AS uuid) FOR UPDATE OF r")
_PAGE = Q(
    f"{_SELECT} {_MATCH} AND (CAST(:after AS uuid) IS NULL OR"
    ' (r.country COLLATE "C", r.id) > (CAST(:after_country AS text), CAST(:after AS uuid)))'
    f"{_ORDER} LIMIT CAST(:most AS int)"
)
_ALL = Q(f"{_SELECT} {_MATCH} {_ORDER}")
_COUNT = Q(f"SELECT count(*) FROM tax_registrations AS r WHERE r.org_id = CAST(:org AS uuid) {_MATCH}")


async def get_registration(tx: Tx, id: UUID) -> RegistrationRow:
    """The registration. Raises `TaxRegistrationNotFound`."""
    return _found(tx, await _GET.one(tx.conn, org=tx.org_id, id=id), id)


async def lock_registration(tx: Tx, id: UUID, *, version: int) -> RegistrationRow:
    """The registration, locked until the transaction ends. Raises `TaxRegistrationNotFound`, `ChangedElsewhere`."""
    row = _found(tx, await _LOCK.one(tx.conn, org=tx.org_id, id=id), id)
    if row.version != version:
        raise ChangedElsewhere(row.version)
    return row


def _found(tx: Tx, record: asyncpg.Record | None, id: UUID) -> RegistrationRow:
    if record is None or not is_visible(tx, record["company_id"]):
        raise TaxRegistrationNotFound(id=id)
    return RegistrationRow(**record)


async def find_registrations(
    tx: Tx, *, company_id: UUID | None, on: date | None, limit: int, cursor: str | None
) -> tuple[list[RegistrationRow], str | None, int]:
    """One page by country, the cursor of the next, and how many there are in all. Raises `BadCursor`."""
    place = decode_cursor(cursor, "country")
    if place is not None and (not isinstance(place[0], str) or "\x00" in place[0]):
        raise BadCursor(cursor=cursor)
    country, after = place or (None, None)
    found = _values(tx, company_id, on)
    records = await _PAGE.all(tx.conn, **found, after=after, after_country=country, most=limit + 1)
    rows = [RegistrationRow(**record) for record in records[:limit]]
    more = encode_cursor("country", rows[-1].country, rows[-1].id) if len(records) > limit else None
    return rows, more, await _COUNT.value(tx.conn, **found)


async def walk_registrations(tx: Tx, *, company_id: UUID | None, on: date | None) -> AsyncIterator[RegistrationRow]:
    """Every registration the filters find, in the order of the list."""
    for record in await _ALL.all(tx.conn, **_values(tx, company_id, on)):
        yield RegistrationRow(**record)


async def registrations_of(tx: Tx, company_id: UUID) -> list[RegistrationRow]:
    """All registrations of a company, of any day."""
    return [RegistrationRow(**row) for row in await _ALL.all(tx.conn, **_values(tx, company_id, None))]


def _values(tx: Tx, company_id: UUID | None, on: date | None) -> dict[str, Any]:
    seen = tx.seen_companies
    return {"org": tx.org_id, "seen": seen, "company": company_id, "on": on}
