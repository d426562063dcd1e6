"""Reads of credit: what each client has, and where credit went."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

import asyncpg

from duespark.clients.queries import get_client
from duespark.engine.errors import NotFound
from duespark.engine.money.rounding import round_money
from duespark.payments.credit_sources import find_sources
from duespark.payments.schemas import ClientCredit, CreditSource, CreditUse
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, decode_cursor, encode_cursor

CreditUseKind = Literal["invoice", "refund"]
_SORT = "-id"
_AT_ONCE = 1000
_FROM = """
  FROM credit_uses AS u JOIN clients AS c ON c.org_id = u.org_id AND c.id = u.client_id
  LEFT JOIN invoices AS i ON i.org_id = u.org_id AND i.id = u.invoice_id
 WHERE u.org_id = CAST(:org AS uuid)
   AND (CAST(:companies AS uuid[]) IS NULL OR (coalesce(i.company_id = ANY(CAST(:companies AS uuid[])), TRUE)
     AND NOT EXISTS (SELECT FROM credit_use_parts AS p
       JOIN allocations AS a ON a.org_id = p.org_id AND a.payment_id = p.payment_id
       JOIN invoices AS k ON k.org_id = a.org_id AND k.id = a.invoice_id
      WHERE p.org_id = u.org_id AND p.use_id = u.id AND k.company_id <> ALL(CAST(:companies AS uuid[])))))
"""
_COLUMNS = """
SELECT u.id, u.client_id, c.name AS client_name, u.invoice_id, i.number, u.amount, u.currency, u.used_on, u.method,
       u.reference, u.note, u.actor_label, u.at, u.undone_at, u.undo_reason
"""
_FILTERS = """
   AND (CAST(:client AS uuid) IS NULL OR u.client_id = CAST(:client AS uuid))
   AND (CAST(:invoice AS uuid) IS NULL OR u.invoice_id = CAST(:invoice AS uuid))
   AND (CAST(:refunds AS boolean) IS NULL OR (u.invoice_id IS NULL) = CAST(:refunds AS boolean))
   AND (CAST(:begin AS date) IS NULL OR u.used_on >= CAST(:begin AS date))
   AND (CAST(:end AS date) IS NULL OR u.used_on <= CAST(:end AS date))
"""
_ONE = Q(f"{_COLUMNS} {_FROM} AND u.id = CAST(:id AS uuid)")
_ON = Q(f"{_COLUMNS} {_FROM} AND u.invoice_id = CAST(:invoice AS uuid) AND u.undone_at IS NULL ORDER BY u.id")
_PAGE = Q(
    f"{_COLUMNS} {_FROM} {_FILTERS} AND (CAST(:after AS uuid) IS NULL OR u.id < CAST(:after AS uuid))"
    " ORDER BY u.id DESC LIMIT CAST(:most AS int)"
)
_COUNT = Q(f"SELECT count(*) {_FROM} {_FILTERS}")
_PARTS = Q(
    "SELECT payment_id, amount FROM credit_use_parts WHERE org_id = CAST(:org AS uuid) AND use_id = CAST(:id AS uuid)"
    " ORDER BY payment_id"
)


class CreditUseNotFound(NotFound):
    code = "payment.credit_use_not_found"
    sentence = "There is no use of credit {id}."


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditUseFilter:
    """Which uses: of a client, on an invoice, of a kind, in a span of days (both ends in)."""

    client_id: UUID | None = None
    invoice_id: UUID | None = None
    kind: CreditUseKind | None = None
    begin: date | None = None
    end: date | None = None


def _use(row: asyncpg.Record) -> CreditUse:
    return CreditUse(**{**row, "amount": round_money(row["amount"], row["currency"])})


async def find_credit(tx: Tx, client_id: UUID) -> list[ClientCredit]:
    """What the client has paid beyond what it owes, by currency. Raises `ClientNotFound`."""
    await get_client(tx, client_id)
    found: dict[str, list[CreditSource]] = {}
    for one in await find_sources(tx, client_id):
        available = round_money(one.available, one.currency)
        shown = {"payment_id": one.payment_id, "received_on": one.received_on, "reference": one.reference}
        numbers = tuple(part.number for part in one.freed)
        found.setdefault(one.currency, []).append(CreditSource(**shown, available=available, freed_on=numbers))  # type: ignore[arg-type]
    return [
        ClientCredit(
            currency=currency,
            available=round_money(sum((one.available for one in sources), Decimal(0)), currency),
            sources=tuple(sources),
        )
        for currency, sources in sorted(found.items())
    ]


async def get_use(tx: Tx, id: UUID) -> CreditUse:
    """Raises `CreditUseNotFound`, also for one the actor may not see."""
    row = await _ONE.one(tx.conn, org=tx.org_id, id=id, companies=tx.seen_companies)
    if row is None:
        raise CreditUseNotFound(id=id)
    return _use(row)


async def find_uses_on(tx: Tx, invoice_id: UUID) -> list[CreditUse]:
    """The credit that stands on an invoice, the oldest first."""
    known = {"org": tx.org_id, "companies": tx.seen_companies}
    return [_use(row) for row in await _ON.all(tx.conn, **known, invoice=invoice_id)]


async def find_parts(tx: Tx, use_id: UUID) -> list[tuple[UUID, Decimal]]:
    """Of which payments a use took how much."""
    return [(row["payment_id"], row["amount"]) for row in await _PARTS.all(tx.conn, org=tx.org_id, id=use_id)]


async def find_uses(tx: Tx, chosen: CreditUseFilter, *, limit: int, cursor: str | None = None) -> Page[CreditUse]:
    """Newest first. Raises `BadCursor`."""
    values: dict[str, Any] = {"org": tx.org_id, "companies": tx.seen_companies, "client": chosen.client_id}
    values |= {"invoice": chosen.invoice_id, "begin": chosen.begin, "end": chosen.end}
    values["refunds"] = None if chosen.kind is None else chosen.kind == "refund"
    place = decode_cursor(cursor, _SORT)
    rows = await _PAGE.all(tx.conn, **values, after=place and place[1], most=limit + 1)
    data = [_use(row) for row in rows[:limit]]
    more = encode_cursor(_SORT, None, data[-1].id) if len(rows) > limit else None
    return Page(data=data, next=more, total=await _COUNT.value(tx.conn, **values))


async def walk_uses(tx: Tx, chosen: CreditUseFilter) -> AsyncIterator[CreditUse]:
    """Every use the filter finds, newest first, read in batches."""
    cursor: str | None = None
    while True:
        page = await find_uses(tx, chosen, limit=_AT_ONCE, cursor=cursor)
        for use in page.data:
            yield use
        cursor = page.next
        if cursor is None:
            return
