"""Number and freeze: checked documents get the next numbers of their series, and each is frozen, hashed and chained.

The series' row is locked only for the few statements that follow, so that issuing on one series waits as little as
possible. Several documents of one series are written by the statements that would write one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import asyncpg

from duespark.accounts.audit import audit
from duespark.companies.queries import CompanyRow
from duespark.engine.errors import Conflict
from duespark.engine.invoice.document import Document
from duespark.engine.invoice.history import first_version
from duespark.engine.invoice.lifecycle import asks_for_money
from duespark.engine.invoice.number_reading import Place
from duespark.invoices.chain import CHAIN, Link, Sealed, actor_text, link_values
from duespark.invoices.draft_number import FREE_AGAIN
from duespark.invoices.events import ExchangeRateMissing, InvoiceChecked, InvoiceIssued, InvoiceSettled
from duespark.invoices.exchange import lacks_rate
from duespark.invoices.lines import LINES
from duespark.invoices.queries import RETURNED, InvoiceRow, invoice_of
from duespark.invoices.series.queries import SeriesRow, series_for
from duespark.invoices.series.take import LAST_DATES, Taking, check_dates, counted_for, take_places
from duespark.invoices.stamp import Stamp
from duespark.runtime.db import Q
from duespark.runtime.events import announce, keep, record
from duespark.runtime.together import together
from duespark.runtime.tx import Origin, Tx
from duespark.runtime.web import to_json


class NumberTaken(Conflict):
    code = "invoice.number_taken"
    sentence = "The number {number} is already used by this company. Change the pattern of the series in the settings."


_FREEZE = Q(
    f"WITH {CHAIN}, {LINES}, saves AS ("
    "  DELETE FROM draft_saves WHERE org_id = CAST(:org AS uuid) AND invoice_id = ANY(CAST(:ids AS uuid[]))"
    f"), free_numbers AS ({FREE_AGAIN}), frozen AS ("
    "  SELECT * FROM jsonb_to_recordset(CAST(:frozen AS jsonb)) AS f(id uuid, sequence int, number text, issue_date date,"
    "    due_date date, net numeric, tax numeric, gross numeric, amount_due numeric, client_name text, settled_at timestamptz)"
    ") UPDATE invoices AS i SET status = 'issued', draft_number = NULL, series_id = CAST(:series AS uuid), period = :period,"
    " sequence = f.sequence, number = f.number, document = s.document, issue_date = f.issue_date, due_date = f.due_date,"
    " net = f.net, tax = f.tax, gross = f.gross, amount_due = f.amount_due, client_name = f.client_name, look = s.look,"
    " issued_at = CAST(:now AS timestamptz), settled_at = f.settled_at, updated_at = CAST(:now AS timestamptz),"
    " version = i.version + 1 FROM frozen AS f JOIN sealed AS s ON s.invoice_id = f.id"
    f" WHERE i.org_id = CAST(:org AS uuid) AND i.id = f.id RETURNING {RETURNED}, {LAST_DATES} AS last_dates"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A checked document whose draft `row` is locked, and what it takes to number it. `backdate` confirms a date earlier than
    the last one of its series; `origin` is the request that asked for it, where that is not the transaction's."""

    row: InvoiceRow
    document: Document
    company: CompanyRow
    client_code: str
    stamp: Stamp
    backdate: bool = False
    origin: Origin | None = None

    @property
    def taking(self) -> Taking:
        seller, on = self.document.seller, self.document.issue_date
        assert seller is not None and on is not None
        return Taking(on=on, client_code=self.client_code, country=seller.address.country, backdate=self.backdate)

    def own(self, tx: Tx) -> Tx:
        """The transaction as its own request sees it."""
        return tx if self.origin is None else replace(tx, origin=self.origin)


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A document with its number and its place in the series."""

    ready: Ready
    document: Document
    place: Place


async def number_and_freeze(tx: Tx, ready: Ready) -> InvoiceRow:
    """Give the next number of its series to a document, and freeze it. Raises what `number_and_freeze_all` raises."""
    return (await number_and_freeze_all(tx, [ready]))[0]


async def number_and_freeze_all(tx: Tx, ready: Sequence[Ready]) -> list[InvoiceRow]:
    """Give the next numbers to documents of one kind of one company, in their order, and freeze them. They were stamped with
    the same series and are counted in one period of it.

    Raises `SeriesNotFound`, `NumberTaken`, and what `take_places` and `check_dates` raise; then nothing is issued.
    """
    # What needs no number follows before the series is locked; its rows wait to be written with the frozen documents, so
    # that nobody waits for them who waits for the series.
    await together(tx, *(_announcing(one) for one in ready))
    series, places, link = await _take(tx, ready)
    numbered = [
        _Numbered(one, replace(one.document, number=place.number), place)
        for one, place in zip(ready, places, strict=True)
    ]
    told = [await _told(one.ready.own(tx), one) for one in numbered]
    rows, last_dates = await _freeze(tx, numbered, link, client=counted_for(series, ready[0].taking))
    for one in ready:
        check_dates(tx, series, one.taking, last_dates)
    for one, event, row in zip(ready, told, rows, strict=True):
        own = one.own(tx)
        await announce(own, event)
        if row.amount_due <= 0 and asks_for_money(row.kind):
            await record(own, InvoiceSettled(row.id, event.number))
    tx.audited = True
    return rows


def _announcing(one: Ready) -> Callable[[Tx], Any]:
    document = one.document
    assert document.totals is not None
    checked = InvoiceChecked(
        one.row.id, one.row.client_id, one.row.company_id, document.due_date, document.totals.amount_due, document.kind
    )
    return lambda tx: announce(one.own(tx), checked)


async def _take(tx: Tx, ready: Sequence[Ready]) -> tuple[SeriesRow, list[Place], Link]:
    """The series, and its next places: read anew when somebody changed it in between, or made another one the default."""
    first, wishes = ready[0], [one.taking for one in ready]
    series = first.stamp.series
    while (taken := await take_places(tx, series, wishes)) is None:
        series = await series_for(tx, first.row.company_id, first.document.kind, chosen=first.stamp.chosen)
    return series, *taken


async def _told(tx: Tx, one: _Numbered) -> InvoiceIssued:
    """What is written of it together with the frozen document; the event is announced behind that."""
    row, document, totals = one.ready.row, one.document, one.document.totals
    assert totals is not None and document.number is not None
    if lacks_rate(document, one.ready.company):
        await record(tx, ExchangeRateMissing(row.id, document.currency, one.ready.company.currency))
    facts = {
        "number": document.number,
        "gross": totals.gross,
        "currency": document.currency,
        "exchange": document.exchange,
        **({"backdated": True} if one.ready.backdate else {}),
    }
    await audit(tx, "invoice.issue", subject="invoice", id=row.id, after=facts)
    issued = InvoiceIssued(
        row.id,
        row.client_id,
        row.company_id,
        document.number,
        document.due_date,
        totals.amount_due,
        document.currency,
        document.kind,
        totals.prepaid,
    )
    keep(tx, issued)
    return issued


async def _freeze(tx: Tx, numbered: Sequence[_Numbered], link: Link, *, client: str) -> tuple[list[InvoiceRow], str]:
    """The frozen invoices, and the `LAST_DATES` of their series."""
    stamp = numbered[0].ready.stamp
    values = link_values(tx, link.series, stamp.signer, _sealed(tx, numbered, link))
    try:
        frozen = await tx.write_with_last(
            _FREEZE,
            **values,
            ids=[one.ready.row.id for one in numbered],
            draft_numbers=[one.ready.row.draft_number for one in numbered],
            period=numbered[0].place.period,
            frozen=to_json([_frozen(tx, one) for one in numbered]).decode(),
            client=client,
        )
    except asyncpg.UniqueViolationError as error:
        raise NumberTaken(number=numbered[0].place.number) from error
    by_id = {row["id"]: dict(row) for row in frozen}
    last_dates = [row.pop("last_dates") for row in by_id.values()]
    return [invoice_of(tx, by_id[one.ready.row.id], one.ready.row.id) for one in numbered], last_dates[0]


def _sealed(tx: Tx, numbered: Sequence[_Numbered], link: Link) -> list[Sealed]:
    """The first versions, each chained to the one before."""
    actor = actor_text(tx.actor.kind, tx.actor.id, tx.actor.label)
    make = partial(first_version, actor=actor, at=tx.now)
    made, previous = list[Sealed](), link.previous
    for position, one in enumerate(numbered, link.position):
        version = make(one.document, previous=previous, look=one.ready.stamp.look)
        made.append(Sealed(one.ready.row.id, version, position))
        previous = version.seal.hash
    return made


def _frozen(tx: Tx, one: _Numbered) -> dict[str, Any]:
    document, totals = one.document, one.document.totals
    assert totals is not None and document.buyer is not None
    return {
        "id": one.ready.row.id,
        "sequence": one.place.sequence,
        "number": document.number,
        "issue_date": document.issue_date,
        "due_date": document.due_date,
        "net": totals.net,
        "tax": totals.tax,
        "gross": totals.gross,
        "amount_due": totals.amount_due,
        "client_name": document.buyer.name,
        "settled_at": tx.now if totals.amount_due <= 0 and asks_for_money(document.kind) else None,
    }
