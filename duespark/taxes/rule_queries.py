"""Reads of tax rules. Those of a company the actor may not see do not exist for the actor."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from duespark.companies.queries import is_visible
from duespark.engine.errors import NotFound
from duespark.engine.tax.country import TaxComponent
from duespark.engine.tax.rules import TaxRule
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import BadCursor, ChangedElsewhere, decode_cursor, encode_cursor


class TaxRuleNotFound(NotFound):
    code = "tax_rule.not_found"
    sentence = "There is no tax rule {id}."


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """A rule as stored, with its company."""

    id: UUID
    company_id: UUID
    company_name: str
    rule: TaxRule
    version: int
    created_at: datetime


RULE_FIELDS = tuple(TaxRule.__dataclass_fields__)
_SELECT = (
    f"SELECT r.id, r.company_id, c.name AS company_name, {', '.join(f'r.{name}' for name in RULE_FIELDS)}, r.version,"
    ' r.created_at, r.jurisdiction COLLATE "C" AS sorted, r.key COLLATE "C" AS sorted_key'
    " FROM tax_rules AS r JOIN companies AS c ON c.org_id = r.org_id AND c.id = r.company_id"
    " WHERE r.org_id = CAST(:org AS uuid)"
)
_MATCH = """
   AND (CAST(:seen AS uuid[]) IS NULL OR r.company_id = ANY(CAST(:seen AS uuid[])))
   AND (CAST(:company AS uuid) IS NULL OR r.company_id = CAST(:company AS uuid))
   AND (CAST(:type AS text) IS NULL OR r.type = CAST(:type AS text))
   AND (CAST(:key AS text) IS NULL OR r.key = CAST(:key AS text))
   AND (CAST(:place AS text) IS NULL OR starts_with(r.jurisdiction, CAST(:place AS text)))
   AND (CAST(:on AS date) IS NULL OR r.start_date <= CAST(:on AS date)
        AND (r.end_date IS NULL OR r.end_date >= CAST(:on AS date)))
"""
_ORDER = ' ORDER BY r.jurisdiction COLLATE "C", r.key COLLATE "C", r.start_date, r.id'
_AFTER = (
    ' AND (CAST(:after AS uuid) IS NULL OR (r.jurisdiction COLLATE "C", r.key COLLATE "C", r.start_date, r.id)'
    " > (CAST(:after_place AS text), CAST(:after_key AS text), CAST(:after_start AS date), CAST(:after AS uuid)))"
)
_GET = Q(f"{_SELECT} AND r.id = CAST(:id AS uuid)")
_LOCK = Q(f"{_SELECT} AND r.id = CAST(:id AS uuid) FOR UPDATE OF r")
_PAGE = Q(f"{_SELECT} {_MATCH} {_AFTER} {_ORDER} LIMIT CAST(:most AS int)")
_ALL = Q(f"{_SELECT} {_MATCH} {_ORDER}")
_COUNT = Q(f"SELECT count(*) FROM tax_rules AS r WHERE r.org_id = CAST(:org AS uuid) {_MATCH}")
_ALIKE = Q(f"{_SELECT} AND r.company_id = CAST(:company AS uuid) AND r.jurisdiction = ANY(CAST(:places AS text[]))")
_HOLDING = Q(
    f"{_SELECT} AND r.company_id = CAST(:company AS uuid) AND split_part(r.jurisdiction, '-', 1) = CAST(:country AS text)"
    " AND split_part(r.jurisdiction, '-', 2) IN ('', CAST(:region AS text))"
    " AND r.start_date <= CAST(:on AS date) AND (r.end_date IS NULL OR r.end_date >= CAST(:on AS date))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFilters:
    """Which rules a list shows; None for all."""

    company_id: UUID | None = None
    type: str | None = None
    key: str | None = None
    jurisdiction: str | None = None
    on: date | None = None


def rule_row(record: asyncpg.Record) -> RuleRow:
    """A row of the statements here as a value."""
    fields = {name: record[name] for name in RULE_FIELDS}
    fields["components"] = tuple(_component(part) for part in orjson.loads(record["components"]))
    fields["postal_codes"] = tuple(record["postal_codes"])
    return RuleRow(
        id=record["id"],
        company_id=record["company_id"],
        company_name=record["company_name"],
        rule=TaxRule(**fields),
        version=record["version"],
        created_at=record["created_at"],
    )


def _component(part: dict[str, Any]) -> TaxComponent:
    return TaxComponent(**{**part, "rate": Decimal(part["rate"])})


async def get_rule(tx: Tx, id: UUID) -> RuleRow:
    """The rule. Raises `TaxRuleNotFound`."""
    return _found(tx, await _GET.one(tx.conn, org=tx.org_id, id=id), id)


async def lock_rule(tx: Tx, id: UUID, *, version: int | None = None) -> RuleRow:
    """The rule, locked until the transaction ends. Raises `TaxRuleNotFound`, `ChangedElsewhere`."""
    row = _found(tx, await _LOCK.one(tx.conn, org=tx.org_id, id=id), id)
    if version is not None and row.version != version:
        raise ChangedElsewhere(row.version)
    return row


def _found(tx: Tx, record: asyncpg.Record | None, id: UUID) -> RuleRow:
    if record is None or not is_visible(tx, record["company_id"]):
        raise TaxRuleNotFound(id=id)
    return rule_row(record)


async def find_rules(
    tx: Tx, wanted: RuleFilters, *, limit: int, cursor: str | None
) -> tuple[list[RuleRow], str | None, int]:
    """One page by place, key and first day, the cursor of the next, and how many there are in all. Raises `BadCursor`."""
    found = _values(tx, wanted)
    records = await _PAGE.all(tx.conn, **found, **_place(cursor), most=limit + 1)
    rows = [rule_row(record) for record in records[:limit]]
    more = None
    if len(records) > limit:
        last = rows[-1].rule
        more = encode_cursor("place", [last.jurisdiction, last.key, last.start_date.isoformat()], rows[-1].id)
    return rows, more, await _COUNT.value(tx.conn, **found)


async def walk_rules(tx: Tx, wanted: RuleFilters) -> AsyncIterator[RuleRow]:
    """Every rule the filters find, in the order of the list."""
    for record in await _ALL.all(tx.conn, **_values(tx, wanted)):
        yield rule_row(record)


async def find_rules_of_places(tx: Tx, company_id: UUID, places: Sequence[str]) -> list[RuleRow]:
    """All rules of a company for these very jurisdictions, of any day."""
    records = await _ALIKE.all(tx.conn, org=tx.org_id, company=company_id, places=list(places))
    return [rule_row(record) for record in records]


async def rules_holding(tx: Tx, company_id: UUID, *, on: date, country: str, region: str) -> list[TaxRule]:
    """The rules of a company that may hold on the day in the region of the country and the places in it."""
    records = await _HOLDING.all(tx.conn, org=tx.org_id, company=company_id, on=on, country=country, region=region)
    return [rule_row(record).rule for record in records]


def _values(tx: Tx, wanted: RuleFilters) -> dict[str, Any]:
    seen = tx.seen_companies
    return {
        "org": tx.org_id,
        "seen": seen,
        "company": wanted.company_id,
        "type": wanted.type,
        "key": wanted.key,
        "place": wanted.jurisdiction,
        "on": wanted.on,
    }


def _place(cursor: str | None) -> dict[str, Any]:
    place = decode_cursor(cursor, "place")
    if place is None:
        return {"after": None, "after_place": None, "after_key": None, "after_start": None}
    try:
        jurisdiction, key, start = (str(part) for part in place[0])
        if "\x00" in jurisdiction + key:
            raise ValueError
        return {
            "after": place[1],
            "after_place": jurisdiction,
            "after_key": key,
            "after_start": date.fromisoformat(start),
        }
    except (TypeError, ValueError) as error:
        raise BadCursor(cursor=cursor) from error
