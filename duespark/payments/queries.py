"""Reads of payments and of the invoices they may pay.

A payment is seen by those who see every company it was used for, so that nobody reads another company's invoices
through it; one that is not used yet is seen by all.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

import asyncpg
import orjson

from duespark.engine.errors import NotFound
from duespark.engine.invoice.lifecycle import Status
from duespark.engine.money.rounding import round_money
from duespark.payments.schemas import AllocationOut, ExchangeGainSum, Payment
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import BadCursor, Page, decode_cursor, encode_cursor

_SORT = "-received_on"
_COLUMNS = """
SELECT p.id, p.client_id, c.name AS client_name, p.amount, p.currency, p.received_on, p.method, p.reference, p.note,
       p.unallocated, p.refunded, p.reversed_at, p.reverse_reason, p.created_at, p.version,
       (SELECT jsonb_agg(jsonb_build_array(a.invoice_id, i.number, a.amount::text) ORDER BY i.due_date, i.id)
          FROM allocations AS a JOIN invoices AS i ON i.org_id = a.org_id AND i.id = a.invoice_id
         WHERE a.org_id = p.org_id AND a.payment_id = p.id AND a.amount > 0) AS parts
  FROM payments AS p JOIN clients AS c ON c.org_id = p.org_id AND c.id = p.client_id
"""
_SEEN = """
   AND (CAST(:companies AS uuid[]) IS NULL OR NOT EXISTS (
        SELECT 1 FROM allocations AS a JOIN invoices AS i ON i.org_id = a.org_id AND i.id = a.invoice_id
         WHERE a.org_id = p.org_id AND a.payment_id = p.id AND i.company_id <> ALL(CAST(:companies AS uuid[]))))
"""
_FILTERS = f"""
 WHERE p.org_id = CAST(:org AS uuid) {_SEEN}
   AND (CAST(:client AS uuid) IS NULL OR p.client_id = CAST(:client AS uuid))
   AND (CAST(:invoice AS uuid) IS NULL OR p.id IN (
        SELECT payment_id FROM allocations WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:invoice AS uuid)))
   AND (CAST(:begin AS date) IS NULL OR p.received_on >= CAST(:begin AS date))
   AND (CAST(:end AS date) IS NULL OR p.received_on <= CAST(:end AS date))
   AND (CAST(:like AS text) IS NULL OR p.id IN (
        SELECT id FROM payments WHERE org_id = CAST(:org AS uuid)
           AND (reference ILIKE CAST(:like AS text) OR note ILIKE CAST(:like AS text))
        UNION ALL
        SELECT s.id FROM clients AS k JOIN payments AS s ON s.org_id = k.org_id AND s.client_id = k.id
         WHERE k.org_id = CAST(:org AS uuid) AND k.name ILIKE CAST(:like AS text)
        UNION ALL
        SELECT a.payment_id FROM invoices AS i JOIN allocations AS a ON a.org_id = i.org_id AND a.invoice_id = i.id
         WHERE i.org_id = CAST(:org AS uuid) AND i.number ILIKE CAST(:like AS text)))
"""
_PAGE = Q(
    f"{_COLUMNS} {_FILTERS}"
    " AND (CAST(:last_on AS date) IS NULL OR (p.received_on, p.id) < (CAST(:last_on AS date), CAST(:last_id AS uuid)))"
    " ORDER BY p.received_on DESC, p.id DESC LIMIT CAST(:most AS int)"
)
_COUNT = Q(f"SELECT count(*) FROM payments AS p {_FILTERS}")
_ONE = Q(f"{_COLUMNS} WHERE p.org_id = CAST(:org AS uuid) AND p.id = CAST(:id AS uuid) {_SEEN}")

_OPEN_COLUMNS = """
SELECT id, client_id, currency, status, number, due_date, balance FROM invoices
 WHERE org_id = CAST(:org AS uuid)
   AND (CAST(:companies AS uuid[]) IS NULL OR company_id = ANY(CAST(:companies AS uuid[])))
"""
_OPEN = f"{_OPEN_COLUMNS} AND client_id = CAST(:client AS uuid) AND currency = :currency AND balance > 0 ORDER BY id"
_FIND_OPEN = Q(_OPEN)
_LOCK_OPEN = Q(f"{_OPEN} FOR UPDATE")
_LOCK_NAMED = Q(f"{_OPEN_COLUMNS} AND id = ANY(CAST(:ids AS uuid[])) ORDER BY id FOR UPDATE")

_RECEIPTS = Q(
    "SELECT m.invoice_id, m.moved_on, m.amount FROM allocation_moves AS m"
    " JOIN payments AS p ON p.org_id = m.org_id AND p.id = m.payment_id"
    " WHERE m.org_id = CAST(:org AS uuid) AND m.invoice_id = ANY(CAST(:ids AS uuid[])) AND p.reversed_at IS NULL"
)
_GAINS = Q("""
SELECT g.currency, count(*) AS count, coalesce(sum(g.gain) FILTER (WHERE g.gain > 0), 0) AS gained,
       coalesce(-sum(g.gain) FILTER (WHERE g.gain < 0), 0) AS lost, coalesce(sum(g.gain), 0) AS net,
       count(*) FILTER (WHERE g.gain IS NULL) AS open
  FROM exchange_gains AS g JOIN payments AS p ON p.org_id = g.org_id AND p.id = g.payment_id
  JOIN invoices AS i ON i.org_id = g.org_id AND i.id = g.invoice_id
 WHERE g.org_id = CAST(:org AS uuid) AND p.reversed_at IS NULL
   AND (CAST(:companies AS uuid[]) IS NULL OR i.company_id = ANY(CAST(:companies AS uuid[])))
   AND (CAST(:begin AS date) IS NULL OR p.received_on >= CAST(:begin AS date))
   AND (CAST(:end AS date) IS NULL OR p.received_on <= CAST(:end AS date))
 GROUP BY g.currency ORDER BY g.currency
""")


class PaymentNotFound(NotFound):
    code = "payment.not_found"
    sentence = "There is no payment {id}."


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFilter:
    """Which payments: of a client, on an invoice, received in a span of days (both ends in), containing a text."""

    client_id: UUID | None = None
    invoice_id: UUID | None = None
    begin: date | None = None
    end: date | None = None
    q: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PayableInvoice:
    """An invoice under lock, as far as a payment looks at it."""

    id: UUID
    client_id: UUID
    currency: str
    status: Status
    number: str | None
    due_date: date | None
    balance: Decimal


def _like(text: str) -> str | None:
    escaped = text.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%" if escaped else None


def _payment(row: asyncpg.Record) -> Payment:
    values = dict(row)
    currency = values["currency"]
    values["amount"] = round_money(values["amount"], currency)
    values["unallocated"] = round_money(values["unallocated"], currency)
    values["refunded"] = round_money(values["refunded"], currency)
    values["allocations"] = tuple(
        AllocationOut(invoice_id=UUID(invoice_id), number=number, amount=round_money(Decimal(amount), currency))
        for invoice_id, number, amount in orjson.loads(values.pop("parts") or b"[]")
    )
    return Payment(**values)


async def get_payment(tx: Tx, id: UUID) -> Payment:
    """The payment with its allocations. Raises `PaymentNotFound`, also for one the actor may not see."""
    row = await _ONE.one(tx.conn, org=tx.org_id, id=id, companies=tx.seen_companies)
    if row is None:
        raise PaymentNotFound(id=id)
    return _payment(row)


def _place(cursor: str | None) -> tuple[date | None, UUID | None]:
    place = decode_cursor(cursor, _SORT)
    if place is None:
        return None, None
    try:
        return date.fromisoformat(place[0]), place[1]
    except (TypeError, ValueError) as error:
        raise BadCursor(cursor=cursor) from error


async def find_payments(tx: Tx, chosen: PaymentFilter, *, limit: int, cursor: str | None = None) -> Page[Payment]:
    """Newest first. Raises `BadCursor`."""
    values = {
        "org": tx.org_id,
        "companies": tx.seen_companies,
        "client": chosen.client_id,
        "invoice": chosen.invoice_id,
        "begin": chosen.begin,
        "end": chosen.end,
        "like": _like(chosen.q),
    }
    last_on, last_id = _place(cursor)
    rows = await _PAGE.all(tx.conn, **values, last_on=last_on, last_id=last_id, most=limit + 1)
    total = await _COUNT.value(tx.conn, **values)
    data = [_payment(row) for row in rows[:limit]]
    more = encode_cursor(_SORT, data[-1].received_on, data[-1].id) if len(rows) > limit else None
    return Page(data=data, next=more, total=total)


async def lock_open_invoices(tx: Tx, *, client_id: UUID, currency: str) -> list[PayableInvoice]:
    """What the client owes in the currency, locked in the order of ids, which every payment keeps to."""
    rows = await _LOCK_OPEN.all(
        tx.conn, org=tx.org_id, companies=tx.seen_companies, client=client_id, currency=currency
    )
    return [PayableInvoice(**row) for row in rows]


async def find_open_invoices(tx: Tx, *, client_id: UUID, currency: str) -> list[PayableInvoice]:
    """The same without a lock, to look at."""
    known = {"org": tx.org_id, "companies": tx.seen_companies, "client": client_id, "currency": currency}
    return [PayableInvoice(**row) for row in await _FIND_OPEN.all(tx.conn, **known)]


async def lock_invoices(tx: Tx, ids: list[UUID]) -> dict[UUID, PayableInvoice]:
    """The named invoices as far as they exist for the actor, locked in the order of ids."""
    rows = await _LOCK_NAMED.all(tx.conn, org=tx.org_id, companies=tx.seen_companies, ids=ids)
    return {row["id"]: PayableInvoice(**row) for row in rows}


async def find_receipts(tx: Tx, invoice_ids: list[UUID]) -> dict[UUID, list[tuple[date, Decimal]]]:
    """What payments that stand put on each invoice, and took off it, by the day they did."""
    found: dict[UUID, list[tuple[date, Decimal]]] = {}
    for row in await _RECEIPTS.all(tx.conn, org=tx.org_id, ids=invoice_ids) if invoice_ids else []:
        found.setdefault(row["invoice_id"], []).append((row["moved_on"], row["amount"]))
    return found


async def sum_exchange_gains(tx: Tx, *, begin: date | None, end: date | None) -> list[ExchangeGainSum]:
    """By currency of the books, of payments that stand and came in within the span."""
    rows = await _GAINS.all(tx.conn, org=tx.org_id, companies=tx.seen_companies, begin=begin, end=end)
    return [_gain_sum(row) for row in rows]


def _gain_sum(row: asyncpg.Record) -> ExchangeGainSum:
    amounts = {name: round_money(row[name], row["currency"]) for name in ("gained", "lost", "net")}
    return ExchangeGainSum(currency=row["currency"], count=row["count"], open=row["open"], **amounts)
