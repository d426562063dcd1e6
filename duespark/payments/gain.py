"""What is gained or lost between the rate an invoice was booked at and that of the day it is paid, in the currency of the books."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson

from duespark.engine.money.exchange import ExchangeRate, convert, convert_part
from duespark.engine.money.money import Money
from duespark.engine.money.rates import NoRate, RateTooOld
from duespark.engine.payment.allocation import Part
from duespark.fx.rate import get_rate
from duespark.payments.models import exchange_gains
from duespark.payments.schemas import PaymentIn
from duespark.runtime.db import Q, insert
from duespark.runtime.tx import Tx

_INSERT = insert(exchange_gains)
_BOOKED_AT = Q(
    "SELECT i.id, i.paid, i.document -> 'exchange' AS exchange, ("
    "  SELECT sum(g.booked) FROM exchange_gains AS g JOIN payments AS p ON p.org_id = g.org_id AND p.id = g.payment_id"
    "   WHERE g.org_id = i.org_id AND g.invoice_id = i.id AND p.reversed_at IS NULL) AS booked"
    " FROM invoices AS i WHERE i.org_id = CAST(:org AS uuid) AND i.id = ANY(CAST(:ids AS uuid[]))"
    " AND jsonb_typeof(i.document -> 'exchange') = 'object'"
)
_FORGET = Q(
    "DELETE FROM exchange_gains WHERE org_id = CAST(:org AS uuid) AND payment_id = CAST(:payment AS uuid)"
    " AND invoice_id = CAST(:invoice AS uuid)"
)
_STANDING = Q(
    "SELECT a.amount, p.currency, p.received_on, i.paid, i.document -> 'exchange' AS exchange,"
    " (SELECT coalesce(sum(g.booked), 0) FROM exchange_gains AS g"
    "    JOIN payments AS o ON o.org_id = g.org_id AND o.id = g.payment_id"
    "   WHERE g.org_id = i.org_id AND g.invoice_id = i.id AND o.reversed_at IS NULL) AS booked,"
    " (SELECT jsonb_build_array(coalesce(sum(b.amount), 0)::text, coalesce(sum(g.settled), 0)::text) FROM exchange_gains AS g"
    "    JOIN allocations AS b ON b.org_id = g.org_id AND b.payment_id = g.payment_id AND b.invoice_id = g.invoice_id"
    "   WHERE g.org_id = p.org_id AND g.payment_id = p.id AND g.settled IS NOT NULL"
    "     AND g.currency = i.document -> 'exchange' ->> 'currency') AS settled"
    " FROM allocations AS a JOIN payments AS p ON p.org_id = a.org_id AND p.id = a.payment_id"
    " JOIN invoices AS i ON i.org_id = a.org_id AND i.id = a.invoice_id"
    " WHERE a.org_id = CAST(:org AS uuid) AND a.payment_id = CAST(:payment AS uuid) AND a.invoice_id = CAST(:invoice AS uuid)"
    " AND jsonb_typeof(i.document -> 'exchange') = 'object' AND a.amount > 0"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Booked:
    """An invoice as the books know it: at its locked rate, with what payments that stand took out of them so far."""

    rate: ExchangeRate
    paid: Money
    value: Money


async def book_gains(tx: Tx, payment_id: UUID, payment: PaymentIn, parts: Sequence[Part[UUID]]) -> None:
    """Store the gain of each part on an invoice that states a rate; call it under the invoices' locks, before they are paid.

    The booked values of an invoice's parts add up to its converted total and those of a payment's parts to what the payment
    is worth, so the books come to zero with the last cent, also after a payment was taken back (FM-37). Where no rate of
    the day of receipt is known the gain stays open.
    """
    books = await _books(tx, payment, [part.id for part in parts])
    used = Money(amount=Decimal(0), currency=payment.currency)
    for part in parts:
        amount = Money(amount=part.amount, currency=payment.currency)
        if part.id in books:
            values = await _values(tx, payment, amount, books[part.id], used)
            await _INSERT.run(tx.conn, org_id=tx.org_id, payment_id=payment_id, invoice_id=part.id, **values)
        used += amount


async def rebook_gain(tx: Tx, *, payment_id: UUID, invoice_id: UUID) -> None:
    """Book the gain of one part anew after its amount and the invoice's `paid` have changed; none where nothing is left.

    Both sums keep their promise: the invoice's booked values come to what is paid of it, the payment's to its worth.
    """
    known = {"org": tx.org_id, "payment": payment_id, "invoice": invoice_id}
    await _FORGET.run(tx.conn, **known)
    row = await _STANDING.one(tx.conn, **known)
    if row is not None:
        await _INSERT.run(
            tx.conn, org_id=tx.org_id, payment_id=payment_id, invoice_id=invoice_id, **await _rebooked(tx, row)
        )


async def _rebooked(tx: Tx, row: Any) -> dict[str, Any]:
    stated, (used, worth) = orjson.loads(row["exchange"]), orjson.loads(row["settled"])
    kept = {"base": row["currency"], "quote": stated["currency"], "rate": Decimal(stated["rate"])}
    on = date.fromisoformat(stated["rate_date"] or row["received_on"].isoformat())
    paid = Money(amount=row["paid"], currency=row["currency"])
    booked = convert(paid, ExchangeRate(**kept, rate_date=on)) - Money(
        amount=row["booked"], currency=stated["currency"]
    )
    rate = await _rate_of_day(tx, ExchangeRate(**kept, rate_date=on), row["received_on"])
    if rate is None:
        return _columns(booked, None, None)
    total = Money(amount=Decimal(used) + row["amount"], currency=row["currency"])
    return _columns(booked, convert(total, rate) - Money(amount=Decimal(worth), currency=stated["currency"]), rate)


async def _books(tx: Tx, payment: PaymentIn, ids: list[UUID]) -> dict[UUID, _Booked]:
    found = {}
    for row in await _BOOKED_AT.all(tx.conn, org=tx.org_id, ids=ids):
        stated = orjson.loads(row["exchange"])
        found[row["id"]] = _Booked(
            rate=ExchangeRate(
                base=payment.currency,
                quote=stated["currency"],
                rate=Decimal(stated["rate"]),
                rate_date=date.fromisoformat(stated["rate_date"] or payment.received_on.isoformat()),
            ),
            paid=Money(amount=row["paid"], currency=payment.currency),
            value=Money(amount=row["booked"] or Decimal(0), currency=stated["currency"]),
        )
    return found


async def _values(tx: Tx, payment: PaymentIn, amount: Money, books: _Booked, used: Money) -> dict[str, Any]:
    booked = convert(books.paid + amount, books.rate) - books.value
    rate = await _rate_of_day(tx, books.rate, payment.received_on)
    return _columns(booked, None if rate is None else convert_part(amount, rate, before=used), rate)


def _columns(booked: Money, settled: Money | None, rate: ExchangeRate | None) -> dict[str, Any]:
    return {
        "currency": booked.currency,
        "booked": booked.amount,
        "settled": settled and settled.amount,
        "gain": settled and (settled - booked).amount,
        "rate": rate and rate.rate,
        "rate_date": rate and rate.rate_date,
        "source": rate.source if rate else "",
    }


async def _rate_of_day(tx: Tx, booked: ExchangeRate, on: date) -> ExchangeRate | None:
    try:
        return await get_rate(tx, base=booked.base, quote=booked.quote, on=on)
    except (NoRate, RateTooOld):
        return None
