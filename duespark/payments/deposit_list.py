"""Reads of deposits: what of each is left, until when, and what to do with it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg

from duespark.engine.money.rounding import round_money
from duespark.engine.payment.credit import Credit, expiry
from duespark.invoices.deposit_terms import require_deposit
from duespark.invoices.queries import get_invoice
from duespark.payments.schemas import DepositDetails, DepositRecord, DepositState, Forfeit
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import BadCursor, Page, decode_cursor, encode_cursor

_SORT = "-issue_date"
_AT_ONCE = 1000
_AMOUNTS = ("amount", "paid", "credited", "used", "forfeited", "remaining")
_RECORDS = """
SELECT d.*, CASE WHEN d.remaining > 0 THEN CASE WHEN d.expires_on < CAST(:today AS date) THEN 'expired' ELSE 'open' END
            WHEN d.paid > 0 OR d.credited > 0 THEN 'used' ELSE 'unpaid' END AS state
  FROM (
    SELECT i.id, i.number, i.client_id, i.client_name, i.company_id, c.name AS company_name, i.issue_date, i.currency,
           i.amount_due AS amount, i.paid, i.credited, i.applied - f.forfeited AS used, f.forfeited,
           greatest(least(i.paid, i.amount_due - i.credited) - i.applied, 0) AS remaining,
           t.expires_on, coalesce(t.is_refundable, TRUE) AS is_refundable, i.version
      FROM invoices AS i JOIN companies AS c ON c.org_id = i.org_id AND c.id = i.company_id
      LEFT JOIN deposit_terms AS t ON t.org_id = i.org_id AND t.deposit_id = i.id
      CROSS JOIN LATERAL (SELECT coalesce(sum(x.amount), 0) AS forfeited FROM deposit_forfeits AS x
        WHERE x.org_id = i.org_id AND x.deposit_id = i.id AND x.undone_at IS NULL) AS f
     WHERE i.org_id = CAST(:org AS uuid) AND i.kind = 'deposit_invoice' AND i.status = 'issued'
       AND (CAST(:companies AS uuid[]) IS NULL OR i.company_id = ANY(CAST(:companies AS uuid[])))
       AND (CAST(:id AS uuid) IS NULL OR i.id = CAST(:id AS uuid))
       AND (CAST(:client AS uuid) IS NULL OR i.client_id = CAST(:client AS uuid))
       AND (CAST(:company AS uuid) IS NULL OR i.company_id = CAST(:company AS uuid))
  ) AS d
"""
_STATED = f"""
SELECT * FROM ({_RECORDS}) AS d
 WHERE (CAST(:state AS text) IS NULL OR d.state = CAST(:state AS text))
   AND (CAST(:until AS date) IS NULL OR d.expires_on <= CAST(:until AS date))
"""
_PAGE = Q(
    f"{_STATED} AND (CAST(:last_on AS date) IS NULL OR (d.issue_date, d.id) < (CAST(:last_on AS date), CAST(:last_id AS uuid)))"
    " ORDER BY d.issue_date DESC, d.id DESC LIMIT CAST(:most AS int)"
)
_COUNT = Q(f"SELECT count(*) FROM ({_STATED}) AS n")
_FORFEITS = Q(
    "SELECT id, amount, forfeited_on, reason, actor_label, undone_at, undo_reason FROM deposit_forfeits"
    " WHERE org_id = CAST(:org AS uuid) AND deposit_id = CAST(:id AS uuid) ORDER BY at DESC, id DESC"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositFilter:
    """Which deposits: of a client or company, in a state, with a last day until `expires_to`."""

    client_id: UUID | None = None
    company_id: UUID | None = None
    state: DepositState | None = None
    expires_to: date | None = None


def _values(tx: Tx, chosen: DepositFilter, *, id: UUID | None = None) -> dict[str, Any]:
    known = {"org": tx.org_id, "companies": tx.seen_companies, "today": tx.today, "id": id}
    wanted = {"client": chosen.client_id, "company": chosen.company_id, "state": chosen.state}
    return {**known, **wanted, "until": chosen.expires_to}


def _record(tx: Tx, row: asyncpg.Record) -> DepositRecord:
    values = {**row, **{name: round_money(row[name], row["currency"]) for name in _AMOUNTS}}
    credit = Credit(
        id=row["id"],
        received_on=row["issue_date"],
        amount=values["amount"],
        remaining=values["remaining"],
        currency=row["currency"],
        expires_on=row["expires_on"],
        refundable=row["is_refundable"],
    )
    ended = expiry(credit, tx.today)
    return DepositRecord(**values, advice=ended.action if ended else None)


async def get_deposit(tx: Tx, id: UUID) -> DepositDetails:
    """Raises `InvoiceNotFound`, `NotADeposit`."""
    require_deposit(await get_invoice(tx, id))
    place: dict[str, Any] = {"last_on": None, "last_id": None, "most": 1}
    (row,) = await _PAGE.all(tx.conn, **_values(tx, DepositFilter(), id=id), **place)
    found = _record(tx, row)
    rows = await _FORFEITS.all(tx.conn, org=tx.org_id, id=id)
    forfeits = [Forfeit(**{**each, "amount": round_money(each["amount"], found.currency)}) for each in rows]
    return DepositDetails(deposit=found, forfeits=forfeits)


def _place(cursor: str | None) -> dict[str, Any]:
    place = decode_cursor(cursor, _SORT)
    if place is None:
        return {"last_on": None, "last_id": None}
    try:
        return {"last_on": date.fromisoformat(place[0]), "last_id": place[1]}
    except (TypeError, ValueError) as error:
        raise BadCursor(cursor=cursor) from error


async def find_deposits(tx: Tx, chosen: DepositFilter, *, limit: int, cursor: str | None = None) -> Page[DepositRecord]:
    """Newest first. Raises `BadCursor`."""
    values = _values(tx, chosen)
    rows = await _PAGE.all(tx.conn, **values, **_place(cursor), most=limit + 1)
    data = [_record(tx, row) for row in rows[:limit]]
    more = encode_cursor(_SORT, data[-1].issue_date, data[-1].id) if len(rows) > limit else None
    return Page(data=data, next=more, total=await _COUNT.value(tx.conn, **values))


async def walk_deposits(tx: Tx, chosen: DepositFilter) -> AsyncIterator[DepositRecord]:
    """Every deposit the filter finds, newest first, read in batches."""
    cursor: str | None = None
    while True:
        page = await find_deposits(tx, chosen, limit=_AT_ONCE, cursor=cursor)
        for deposit in page.data:
            yield deposit
        cursor = page.next
        if cursor is None:
            return
