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
    settled = None if rate is None else convert_part(amount, rate, before=used)
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
