"""Reads of discount rules."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import asyncpg
from pydantic import TypeAdapter

from duespark.discounts.details import DiscountRuleIn, DiscountTier, RuleKind
from duespark.engine.errors import NotFound
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import BadCursor, ChangedElsewhere, decode_cursor, encode_cursor, like_pattern

_TIERS: TypeAdapter[tuple[DiscountTier, ...]] = TypeAdapter(tuple[DiscountTier, ...])
_STORED = tuple(
    name for name in DiscountRuleIn.__dataclass_fields__ if name not in ("client_ids", "segment_ids", "tiers")
)


class DiscountRuleNotFound(NotFound):
    code = "discount_rule.not_found"
    sentence = "There is no discount rule {id}."


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """A rule as stored, with the names of the clients and segments it is for, and how often it was used."""

    id: UUID
    rule: DiscountRuleIn
    client_names: tuple[str, ...]
    segment_names: tuple[str, ...]
    used: int
    archived_at: datetime | None
    version: int
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFilters:
    """Which rules a list shows; None for all. `on`: those that hold on this day. `client_id`: those that name the client."""

    q: str = ""
    kind: RuleKind | None = None
    archived: bool = False
    on: date | None = None
    client_id: UUID | None = None


_CLIENTS = """
  FROM discount_rule_clients AS rc JOIN clients AS c ON c.org_id = rc.org_id AND c.id = rc.client_id
 WHERE rc.org_id = CAST(:org AS uuid) AND rc.rule_id = r.id
"""
_SEGMENTS = """
  FROM discount_rule_segments AS rs JOIN client_segments AS s ON s.org_id = rs.org_id AND s.id = rs.segment_id
 WHERE rs.org_id = CAST(:org AS uuid) AND rs.rule_id = r.id
"""
HELD = """
(u.open_until IS NULL OR u.open_until >= CAST(:today AS date) OR EXISTS (
  SELECT 1 FROM invoices AS q WHERE q.org_id = u.org_id AND q.id = u.invoice_id AND (q.answer IS NOT NULL OR EXISTS (
    SELECT 1 FROM invoices AS f
     WHERE f.org_id = q.org_id AND f.source_id = q.id AND f.status <> 'void' AND f.kind <> q.kind))))
"""
"""Whether a use `u` is still held: not by a quote that nobody answered in time and nothing was made of. It stays expired
(`engine.invoice.quote`), so what it gave back never has to be taken again."""
_USED = f"""
(SELECT count(DISTINCT u.promise_id) FROM discount_rule_uses AS u
  WHERE u.org_id = CAST(:org AS uuid) AND u.rule_id = r.id AND {HELD})
"""
_COLUMNS = f"""
SELECT r.id, {", ".join(f"r.{name}" for name in _STORED)}, r.tiers, r.archived_at, r.version, r.created_at,
  ARRAY(SELECT c.id {_CLIENTS} ORDER BY c.name, c.id) AS client_ids,
  ARRAY(SELECT c.name {_CLIENTS} ORDER BY c.name, c.id) AS client_names,
  ARRAY(SELECT s.id {_SEGMENTS} ORDER BY s.name, s.id) AS segment_ids,
  ARRAY(SELECT s.name {_SEGMENTS} ORDER BY s.name, s.id) AS segment_names
"""
_FROM = "FROM discount_rules AS r WHERE r.org_id = CAST(:org AS uuid)"
_SELECT = f"{_COLUMNS}, {_USED} AS used {_FROM}"
_MATCH = """
   AND (r.archived_at IS NOT NULL) = CAST(:archived AS bool)
   AND (CAST(:like AS text) IS NULL OR r.name ILIKE CAST(:like AS text) OR r.code ILIKE CAST(:like AS text)
        OR r.reason ILIKE CAST(:like AS text))
   AND (CAST(:kind AS text) IS NULL OR r.kind = CAST(:kind AS text))
   AND (CAST(:on AS date) IS NULL OR (r.since IS NULL OR r.since <= CAST(:on AS date))
        AND (r.until IS NULL OR r.until >= CAST(:on AS date)))
   AND (CAST(:client AS uuid) IS NULL OR EXISTS (SELECT 1 FROM discount_rule_clients AS rc
        WHERE rc.org_id = CAST(:org AS uuid) AND rc.rule_id = r.id AND rc.client_id = CAST(:client AS uuid)))
"""
_ORDER = " ORDER BY lower(r.name), r.id"
_AFTER = (
    " AND (CAST(:after AS uuid) IS NULL OR (lower(r.name), r.id) > (lower(CAST(:value AS text)), CAST(:after AS uuid)))"
)
_GET = Q(f"{_SELECT} AND r.id = CAST(:id AS uuid)")
_LOCK = Q(f"{_SELECT} AND r.id = CAST(:id AS uuid) FOR UPDATE OF r")
_PAGE = Q(f"{_SELECT} {_MATCH} {_AFTER} {_ORDER} LIMIT CAST(:most AS int)")
_ALL = Q(f"{_SELECT} {_MATCH} {_ORDER}")
_COUNT = Q(f"SELECT count(*) FROM discount_rules AS r WHERE r.org_id = CAST(:org AS uuid) {_MATCH}")
_FOR_SALE = Q(
    f"{_COLUMNS}, 0 AS used {_FROM} AND r.archived_at IS NULL AND (r.currency IS NULL OR r.currency = CAST(:currency AS text))"
    " ORDER BY r.created_at, r.id"
)
_IN_USE = Q(
    "SELECT count(*) FROM discount_rules WHERE org_id = CAST(:org AS uuid) AND archived_at IS NULL"
    " AND id <> CAST(:but AS uuid)"
)


def rule_row(record: asyncpg.Record) -> RuleRow:
    """A record of the statements here as a value."""
    fields: dict[str, Any] = {name: record[name] for name in _STORED}
    for name in ("skus", "tags"):
        fields[name] = tuple(fields[name])
    rule = DiscountRuleIn(
        **fields,
        tiers=_TIERS.validate_json(record["tiers"]),
        client_ids=tuple(record["client_ids"]),
        segment_ids=tuple(record["segment_ids"]),
    )
    known = {name: record[name] for name in ("id", "archived_at", "version", "created_at")}
    return RuleRow(
        **known,
        rule=rule,
        used=record["used"],
        client_names=tuple(record["client_names"]),
        segment_names=tuple(record["segment_names"]),
    )


async def get_rule(tx: Tx, id: UUID) -> RuleRow:
    """The rule, also when archived. Raises `DiscountRuleNotFound`."""
    return _found(await _GET.one(tx.conn, org=tx.org_id, id=id, today=tx.today), id)


async def lock_rule(tx: Tx, id: UUID, *, version: int | None = None) -> RuleRow:
    """The rule, locked until the transaction ends. Raises `DiscountRuleNotFound`, `ChangedElsewhere`."""
    row = _found(await _LOCK.one(tx.conn, org=tx.org_id, id=id, today=tx.today), id)
    if version is not None and row.version != version:
        raise ChangedElsewhere(row.version)
    return row


def _found(record: asyncpg.Record | None, id: UUID) -> RuleRow:
    if record is None:
        raise DiscountRuleNotFound(id=id)
    return rule_row(record)


async def find_rules(
    tx: Tx, wanted: RuleFilters, *, limit: int, cursor: str | None
) -> tuple[list[RuleRow], str | None, int]:
    """One page by name, the cursor of the next, and how many there are in all. Raises `BadCursor`."""
    place, values = decode_cursor(cursor, "name"), _values(tx, wanted)
    if place is not None and (not isinstance(place[0], str) or "\x00" in place[0]):
        raise BadCursor(cursor=str(cursor)[:40])
    value, after = place or (None, None)
    records = await _PAGE.all(tx.conn, **values, value=value, after=after, most=limit + 1)
    rows = [rule_row(record) for record in records[:limit]]
    more = encode_cursor("name", rows[-1].rule.name, rows[-1].id) if len(records) > limit else None
    return rows, more, await _COUNT.value(tx.conn, **values)


async def walk_rules(tx: Tx, wanted: RuleFilters) -> AsyncIterator[RuleRow]:
    """Every rule the filters find, in the order of the list."""
    for record in await _ALL.all(tx.conn, **_values(tx, wanted)):
        yield rule_row(record)


async def find_rules_for_sale(tx: Tx, *, currency: str) -> list[RuleRow]:
    """The rules in use that can hold for a document in this currency, the oldest first: in that order they follow one another.
    How often each was used is left out: `uses.find_exhausted` asks it of those with a limit."""
    return [rule_row(record) for record in await _FOR_SALE.all(tx.conn, org=tx.org_id, currency=currency)]


async def count_in_use(tx: Tx, *, but: UUID) -> int:
    """How many rules are not archived, this one left out."""
    return int(await _IN_USE.value(tx.conn, org=tx.org_id, but=but))


def _values(tx: Tx, wanted: RuleFilters) -> dict[str, Any]:
    return {
        "org": tx.org_id, "archived": wanted.archived, "like": like_pattern(wanted.q), "kind": wanted.kind,
        "on": wanted.on, "client": wanted.client_id, "today": tx.today,
    }  # fmt: skip
