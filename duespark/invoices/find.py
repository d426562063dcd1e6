"""The list of invoices: filters, sort orders, cursor pages, sums of the filtered set, CSV.

Each combination of filters is compiled to SQL once and kept.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, Literal
from uuid import UUID

import sqlalchemy as sa
from annotated_types import Len
from sqlalchemy.dialects.postgresql import ARRAY

from duespark.companies.models import companies
from duespark.engine.invoice.document import DocumentKind
from duespark.invoices.models import invoices
from duespark.invoices.schemas import CurrencySum, InvoiceSummary, Status
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import Closed, decode_cursor, encode_cursor, like_pattern

Sort = Literal["-created_at", "-issue_date", "due_date", "-days_past_due", "number", "-gross", "client_name"]
State = Literal["open", "overdue", "settled", "unsent", "accepted", "written_off"]
EXPORT_BATCH = 1000

_I = invoices.c
_LATE = sa.cast(sa.literal_column("'9999-01-01'"), sa.Date)
_ORDERS: dict[str, tuple[sa.ColumnElement[Any], bool]] = {
    "-created_at": (_I.created_at, True),
    "-issue_date": (sa.func.coalesce(_I.issue_date, _LATE), True),
    "due_date": (sa.func.coalesce(_I.due_date, _LATE), False),
    "-days_past_due": (sa.case((_I.balance > sa.literal_column("0"), _I.due_date), else_=_LATE), False),
    "number": (sa.func.coalesce(_I.number, sa.literal_column("''")), False),
    "-gross": (_I.gross, True),
    "client_name": (sa.func.lower(_I.client_name), False),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters(Closed):
    """What to find; None means any."""

    ids: Annotated[tuple[UUID, ...], Len(1, 10_000)] | None = None
    status: tuple[Status, ...] | None = None
    kind: tuple[DocumentKind, ...] | None = None
    state: State | None = None
    client_id: UUID | None = None
    company_id: UUID | None = None
    currency: str | None = None
    issued_from: date | None = None
    issued_to: date | None = None
    due_from: date | None = None
    due_to: date | None = None
    q: Annotated[str, Len(0, 100)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An invoice that something is to be done with, and how to call it."""

    id: UUID
    number: str | None
    client_name: str


def _param(name: str, kind: Any) -> sa.BindParameter[Any]:
    return sa.bindparam(name, type_=kind)


_TESTS: dict[str, Any] = {
    "ids": _I.id == sa.any_(_param("ids", ARRAY(sa.Uuid))),
    "status": _I.status == sa.any_(_param("status", ARRAY(sa.Text))),
    "kind": _I.kind == sa.any_(_param("kind", ARRAY(sa.Text))),
    "client_id": _I.client_id == _param("client_id", sa.Uuid),
    "company_id": _I.company_id == _param("company_id", sa.Uuid),
    "currency": _I.currency == _param("currency", sa.Text),
    "issued_from": _I.issue_date >= _param("issued_from", sa.Date),
    "issued_to": _I.issue_date <= _param("issued_to", sa.Date),
    "due_from": _I.due_date >= _param("due_from", sa.Date),
    "due_to": _I.due_date <= _param("due_to", sa.Date),
    "q": sa.or_(*(name.ilike(_param("q", sa.Text)) for name in (_I.number, _I.draft_number, _I.client_name))),
    "companies": _I.company_id == sa.any_(_param("companies", ARRAY(sa.Uuid))),
}
_STATES: dict[str, Any] = {
    "open": _I.balance > sa.literal_column("0"),
    "overdue": sa.and_(_I.balance > sa.literal_column("0"), _I.due_date < _param("today", sa.Date)),
    "settled": _I.settled_at.is_not(None),
    "written_off": _I.written_off > sa.literal_column("0"),
    "accepted": sa.and_(_I.answer == sa.literal_column("'accepted'"), _I.status == sa.literal_column("'issued'")),
    "unsent": sa.and_(_I.status == "issued", _I.sent_at.is_(None)),
}


def _key(sort: str, state: str | None) -> tuple[sa.ColumnElement[Any], bool]:
    """What a list is sorted by, and whether downwards; each has an index in `models`."""
    if sort == "-days_past_due" and state in ("open", "overdue"):
        return _I.due_date, False  # something is owed on all of them
    return _ORDERS[sort]


def _conditions(names: frozenset[str], state: str | None) -> list[Any]:
    found = [_I.org_id == _param("org", sa.Uuid), *(_TESTS[name] for name in sorted(names))]
    return found if state is None else [*found, _STATES[state]]


_OFFERS = ("quote", "proforma")
"""Kinds that only offer: they count in no sum unless the list asks for their kind alone."""
_NEXT = invoices.alias("next")
_FOLLOWED = sa.case(
    (
        _I.kind.in_([sa.literal_column(f"'{kind}'") for kind in _OFFERS]),
        sa.exists().where(
            _NEXT.c.org_id == _I.org_id,
            _NEXT.c.source_id == _I.id,
            _NEXT.c.kind != _I.kind,
            _NEXT.c.status != sa.literal_column("'void'"),
        ),
    ),
    else_=sa.false(),
)
_ROW = [
    _I.id, _I.status, _I.number, _I.draft_number, _I.client_id, _I.client_name, _I.company_id, companies.c.name.label("company_name"),
    _I.kind, _I.issue_date, _I.due_date, _I.currency, _I.gross, _I.balance, _I.sent_at, _I.settled_at, _I.version,
    _I.valid_until, _I.written_off, _I.answer, _FOLLOWED.label("is_followed"),
]  # fmt: skip
_FROM = invoices.join(companies, sa.and_(companies.c.org_id == _I.org_id, companies.c.id == _I.company_id))


@lru_cache(maxsize=512)
def _page_query(names: frozenset[str], state: str | None, sort: str, after: bool) -> Q:
    key, down = _key(sort, state)
    statement = sa.select(*_ROW, key.label("sort_key")).select_from(_FROM).where(*_conditions(names, state))
    if after:
        place = sa.tuple_(_param("after_key", key.type), _param("after_id", sa.Uuid))
        row = sa.tuple_(key, _I.id)
        statement = statement.where(row < place if down else row > place)
    order = (key.desc(), _I.id.desc()) if down else (key, _I.id)
    return Q(statement.order_by(*order).limit(_param("most", sa.Integer)))


@lru_cache(maxsize=512)
def _targets_query(names: frozenset[str], state: str | None) -> Q:
    day = sa.func.coalesce(_I.issue_date, _param("today", sa.Date))
    statement = sa.select(_I.id, _I.number, _I.client_name).where(*_conditions(names, state))
    return Q(statement.order_by(day, _I.created_at, _I.id).limit(_param("most", sa.Integer)))


@lru_cache(maxsize=512)
def _sums_query(names: frozenset[str], state: str | None) -> Q:
    overdue = sa.func.coalesce(sa.func.sum(_I.balance).filter(_I.due_date < _param("today", sa.Date)), 0)
    counted = sa.true() if "kind" in names else _I.kind.not_in([sa.literal_column(f"'{kind}'") for kind in _OFFERS])
    gross = sa.func.coalesce(sa.func.sum(_I.gross).filter(counted), 0)
    statement = (
        sa.select(_I.currency, sa.func.count().label("count"), gross.label("gross"),
                  sa.func.sum(_I.balance).label("balance"), overdue.label("overdue"))
        .where(*_conditions(names, state)).group_by(_I.currency).order_by(sa.func.count().desc(), _I.currency)
    )  # fmt: skip
    return Q(statement)


def _values(tx: Tx, filters: Filters) -> tuple[frozenset[str], dict[str, Any]]:
    given = {field.name: getattr(filters, field.name) for field in fields(filters) if field.name != "state"}
    values: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    pattern = like_pattern(values.pop("q", ""))
    if pattern is not None:
        values["q"] = pattern
    if tx.actor.company_ids is not None:
        values["companies"] = list(tx.actor.company_ids)
    return frozenset(values), {**values, "org": tx.org_id, "today": tx.today}


def days_past_due(due: date | None, balance: Decimal, today: date) -> int | None:
    """Whole days since the due date while something is owed; null until the day after it."""
    if due is None or balance <= 0 or due >= today:
        return None
    return (today - due).days


def _summary(row: Any, today: date) -> dict[str, Any]:
    """The fields of `InvoiceSummary`, not yet made into one: a page is written from them as they are."""
    values = dict(row)
    del values["sort_key"]
    values["days_past_due"] = days_past_due(row["due_date"], row["balance"], today)
    return values


def _place(sort: Sort, cursor: str | None) -> dict[str, Any]:
    place = decode_cursor(cursor, sort)
    if place is None:
        return {}
    key = _ORDERS[sort][0].type
    value: Any = place[0]
    if isinstance(key, sa.Date):
        value = date.fromisoformat(value)
    elif isinstance(key, sa.DateTime):
        value = datetime.fromisoformat(value)
    elif isinstance(key, sa.Numeric):
        value = Decimal(value)
    return {"after_key": value, "after_id": place[1]}


async def find_invoices(
    tx: Tx, filters: Filters, *, sort: Sort, limit: int, cursor: str | None, with_sums: bool = True
) -> dict[str, Any]:
    """One page and the sums of everything the filters find, in the shape of `InvoicePage`. Raises `BadCursor`.

    A page costs the same in a long ledger as in a short one; sums cost more the more they add up.
    """
    names, values = _values(tx, filters)
    place = _place(sort, cursor)
    query = _page_query(names, filters.state, sort, bool(place))
    rows = await query.all(tx.conn, **values, **place, most=limit + 1)
    sums = await sum_invoices(tx, filters) if with_sums else []
    more = encode_cursor(sort, rows[limit - 1]["sort_key"], rows[limit - 1]["id"]) if len(rows) > limit else None
    today = tx.today
    data = [_summary(row, today) for row in rows[:limit]]
    total = sum(one.count for one in sums) if with_sums else None
    return {"data": data, "next": more, "total": total, "sums": sums}


async def sum_invoices(tx: Tx, filters: Filters) -> list[CurrencySum]:
    """How many invoices the filters find, and their sums, by currency."""
    names, values = _values(tx, filters)
    return [CurrencySum(**row) for row in await _sums_query(names, filters.state).all(tx.conn, **values)]


async def walk_invoices(tx: Tx, filters: Filters, *, sort: Sort) -> AsyncIterator[InvoiceSummary]:
    """Everything the filters find, read in batches."""
    names, values = _values(tx, filters)
    place: dict[str, Any] = {}
    while True:
        rows = await _page_query(names, filters.state, sort, bool(place)).all(
            tx.conn, **values, **place, most=EXPORT_BATCH
        )
        for row in rows:
            yield InvoiceSummary(**_summary(row, tx.today))
        if len(rows) < EXPORT_BATCH:
            return
        place = {"after_key": rows[-1]["sort_key"], "after_id": rows[-1]["id"]}


async def find_targets(tx: Tx, filters: Filters, *, most: int) -> list[Target]:
    """Up to `most` of what the filters find, by issue date (a draft without one counts as of today), then by creation:
    numbers given in this order follow the dates."""
    names, values = _values(tx, filters)
    rows = await _targets_query(names, filters.state).all(tx.conn, **values, most=most)
    return [Target(**row) for row in rows]
