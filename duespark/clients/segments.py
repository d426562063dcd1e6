"""Segments: clients that have something in common. Only the rules are kept; who belongs is found anew each time."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

import asyncpg
from pydantic import TypeAdapter

from duespark.accounts.audit import audit
from duespark.clients.details import check_tags
from duespark.clients.queries import ClientRow
from duespark.clients.schemas import Owes, Rules, Segment, SegmentIn
from duespark.companies.formats import check_country, check_text
from duespark.engine.errors import Conflict, Invalid, NotFound
from duespark.engine.money.currency import currency
from duespark.engine.money.rounding import round_money
from duespark.runtime.db import Q
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx
from duespark.runtime.web import ChangedElsewhere, Page, decode_name, encode_cursor, like_pattern, to_json

_RULES: TypeAdapter[Rules] = TypeAdapter(Rules)
MOST = 100
_ONE = (
    "SELECT id, name, rules, version FROM client_segments WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)
_GET, _LOCK = Q(_ONE), Q(f"{_ONE} FOR UPDATE")
_MATCH = " WHERE org_id = CAST(:org AS uuid) AND (CAST(:like AS text) IS NULL OR name ILIKE CAST(:like AS text))"
# Without a number to stop at it is all of them.
_PAGE = Q(
    f"SELECT id, name, rules, version FROM client_segments{_MATCH} AND (CAST(:after AS uuid) IS NULL OR"
    " (lower(name), id) > (lower(CAST(:value AS text)), CAST(:after AS uuid)))"
    " ORDER BY lower(name), id LIMIT CAST(:most AS int)"
)
_COUNT = Q(f"SELECT count(*) FROM client_segments{_MATCH}")
_INSERT = Q(
    "INSERT INTO client_segments (org_id, id, name, rules, created_at, updated_at) VALUES (CAST(:org AS uuid),"
    " CAST(:id AS uuid), :name, CAST(:rules AS jsonb), CAST(:now AS timestamptz), CAST(:now AS timestamptz))"
)
_UPDATE = Q(
    "UPDATE client_segments SET name = :name, rules = CAST(:rules AS jsonb), updated_at = CAST(:now AS timestamptz),"
    " version = version + 1 WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)
_DELETE = Q("DELETE FROM client_segments WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)")


class SegmentLine(NamedTuple):
    """The columns of the segments as CSV."""

    name: str
    countries: str
    currencies: str
    tags: str
    owes_more_than: str | None
    overdue_days: int | None
    id: UUID


class SegmentNotFound(NotFound):
    code = "segment.not_found"
    sentence = "There is no segment {id}."


class SegmentTaken(Conflict):
    code = "segment.name_taken"
    sentence = "There is a segment named {name} already. Choose another name."


class SegmentInUse(Conflict):
    code = "segment.in_use"
    sentence = "A discount rule is for the segment {name}. Take it out of the rule first."


class InvalidSegment(Invalid):
    code = "segment.invalid"
    sentence = "The segment cannot be kept like this: {problem}."


async def find_segments(tx: Tx, *, q: str, limit: int, cursor: str | None) -> Page[Segment]:
    """One page of the segments with `q` in their names, by name. Raises `BadCursor`."""
    value, after = decode_name(cursor, "name")
    values = {"org": tx.org_id, "like": like_pattern(q)}
    rows = await _PAGE.all(tx.conn, **values, value=value, after=after, most=limit + 1)
    data = [_segment(row) for row in rows[:limit]]
    more = encode_cursor("name", data[-1].name, data[-1].id) if len(rows) > limit else None
    return Page(data=data, next=more, total=await _COUNT.value(tx.conn, **values))


async def all_segments(tx: Tx, *, q: str = "") -> list[Segment]:
    """The segments with `q` in their names, by name; there are never more than `MOST`."""
    found = await _PAGE.all(tx.conn, org=tx.org_id, like=like_pattern(q), value=None, after=None, most=None)
    return [_segment(row) for row in found]


async def walk_segments(tx: Tx, *, q: str) -> AsyncIterator[SegmentLine]:
    """The same as rows of a spreadsheet."""
    for one in await all_segments(tx, q=q):
        rules, lists = one.rules, (one.rules.countries, one.rules.currencies, one.rules.tags)
        owes = rules.owes_more_than and f"{rules.owes_more_than.amount:f} {rules.owes_more_than.currency}"
        yield SegmentLine._make((one.name, *map("; ".join, lists), owes, rules.overdue_days, one.id))


async def get_segment(tx: Tx, id: UUID) -> Segment:
    """Raises `SegmentNotFound`."""
    row = await _GET.one(tx.conn, org=tx.org_id, id=id)
    if row is None:
        raise SegmentNotFound(id=id)
    return _segment(row)


def asks_for_debts(rules: Rules) -> bool:
    """Whether it depends on what is owed, which changes by the day, and not only on who the client is."""
    return rules.owes_more_than is not None or rules.overdue_days is not None


async def segments_of(tx: Tx, client: ClientRow) -> list[UUID]:
    """The segments the client belongs to by who it is; those that look at what it owes are left out."""
    return [one.id for one in await all_segments(tx) if not asks_for_debts(one.rules) and _is_one(client, one.rules)]


def _is_one(client: ClientRow, rules: Rules) -> bool:
    return (
        (not rules.countries or client.profile.address.country in rules.countries)
        and (not rules.currencies or client.currency in rules.currencies)
        and (not rules.tags or not set(rules.tags).isdisjoint(client.tags))
    )


async def add_segment(tx: Tx, wanted: SegmentIn) -> Segment:
    """A new segment. Raises `SegmentTaken`, `InvalidSegment` and what checks of countries and currencies raise."""
    name, rules = _check(wanted)
    if len(await all_segments(tx)) >= MOST:
        raise InvalidSegment(pointer="/name", problem=f"there is room for {MOST} segments")
    id = new_id()
    await _write(tx, _INSERT, id, name, rules)
    made = await get_segment(tx, id)
    await audit(tx, "segment.create", subject="segment", id=id, after=made)
    return made


async def change_segment(tx: Tx, id: UUID, wanted: SegmentIn, *, version: int) -> Segment:
    """The changed segment. Raises `SegmentNotFound`, `ChangedElsewhere`, `SegmentTaken`, `InvalidSegment`."""
    before = await _lock(tx, id, version)
    name, rules = _check(wanted)
    await _write(tx, _UPDATE, id, name, rules)
    after = await get_segment(tx, id)
    await audit(tx, "segment.update", subject="segment", id=id, before=before, after=after)
    return after


async def remove_segment(tx: Tx, id: UUID, *, version: int) -> None:
    """Forget the rules; the clients stay. Raises `SegmentNotFound`, `ChangedElsewhere`, `SegmentInUse`."""
    before = await _lock(tx, id, version)
    try:
        await _DELETE.run(tx.conn, org=tx.org_id, id=id)
    except asyncpg.ForeignKeyViolationError as error:
        raise SegmentInUse(name=before.name) from error
    await audit(tx, "segment.remove", subject="segment", id=id, before=before)


async def _write(tx: Tx, statement: Q, id: UUID, name: str, rules: Rules) -> None:
    try:
        await statement.run(tx.conn, org=tx.org_id, id=id, name=name, rules=to_json(rules).decode(), now=tx.now)
    except asyncpg.UniqueViolationError as error:
        raise SegmentTaken(pointer="/name", name=name) from error


async def _lock(tx: Tx, id: UUID, version: int) -> Segment:
    row = await _LOCK.one(tx.conn, org=tx.org_id, id=id)
    if row is None:
        raise SegmentNotFound(id=id)
    if row["version"] != version:
        raise ChangedElsewhere(row["version"])
    return _segment(row)


def _segment(row: asyncpg.Record) -> Segment:
    return Segment(id=row["id"], name=row["name"], rules=_RULES.validate_json(row["rules"]), version=row["version"])


def _check(wanted: SegmentIn) -> tuple[str, Rules]:
    name, rules = check_text(wanted.name, pointer="/name", most=60), wanted.rules
    if not name:
        raise InvalidSegment(pointer="/name", problem="it has no name")
    if rules == Rules():
        raise InvalidSegment(pointer="/rules", problem="it has no rule, so every client would belong to it")
    for at, country in enumerate(rules.countries):
        check_country(country, pointer=f"/rules/countries/{at}")
    for at, code in enumerate(rules.currencies):
        currency(code, pointer=f"/rules/currencies/{at}")
    return name, replace(rules, tags=check_tags(rules.tags, pointer="/rules/tags"), owes_more_than=_owes(rules))


def _owes(rules: Rules) -> Owes | None:
    owes = rules.owes_more_than
    if owes is None:
        return None
    currency(owes.currency, pointer="/rules/owes_more_than/currency")
    if owes.amount < 0 or round_money(owes.amount, owes.currency) != owes.amount:
        problem = "the amount is zero or more, in the currency's decimals"
        raise InvalidSegment(pointer="/rules/owes_more_than/amount", problem=problem)
    return owes
