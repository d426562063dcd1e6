"""Issue: the draft gets the next number of its series and is frozen, hashed and chained, all in one transaction.

The series' row is locked last and only for the few statements that follow, so that issuing on one series waits as
little as possible and other series never wait. A rollback at any point gives the number back: no gap, no duplicate.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

import asyncpg

from duespark.accounts.audit import audit
from duespark.accounts.signing import Signer
from duespark.clients.queries import get_client
from duespark.companies.queries import CompanyRow, get_company
from duespark.discounts.uses import use_rules
from duespark.engine.errors import Conflict, Invalid
from duespark.engine.invoice.document import Document, DocumentKind
from duespark.engine.invoice.history import first_version
from duespark.engine.invoice.lifecycle import asks_for_money, require
from duespark.engine.invoice.number_reading import Place
from duespark.invoices.attachments import attachments_for_client
from duespark.invoices.chain import CHAIN, Link, actor_text, link_values
from duespark.invoices.compose import recompose
from duespark.invoices.draft_number import FREE_AGAIN
from duespark.invoices.events import ExchangeRateMissing, InvoiceChecked, InvoiceIssued, InvoiceSettled
from duespark.invoices.exchange import lacks_rate
from duespark.invoices.lifecycle_schemas import IssueIn
from duespark.invoices.limits import check_discounts
from duespark.invoices.lines import LINES
from duespark.invoices.queries import RETURNED, InvoiceRow, ids_of_source, invoice_of, lock_invoice
from duespark.invoices.rules import rules_of
from duespark.invoices.series.queries import SeriesRow, series_for
from duespark.invoices.series.take import LAST_DATES, Taking, check_dates, counted_for, take_place
from duespark.invoices.stamp import Stamp, stamp_for
from duespark.runtime.db import Q
from duespark.runtime.events import announce, keep, record
from duespark.runtime.together import together
from duespark.runtime.tx import Tx
from duespark.runtime.web import ChangedElsewhere
from duespark.taxes.decide import evidence
from duespark.taxes.known import known_of


class NotIssuable(Invalid):
    code = "invoice.not_issuable"
    sentence = "The invoice cannot be issued yet: {problem}"


class NumberTaken(Conflict):
    code = "invoice.number_taken"
    sentence = "The number {number} is already used by this company. Change the pattern of the series in the settings."


_AS_IT_IS = IssueIn()
_FREEZE = Q(
    f"WITH {CHAIN}, {LINES}, saves AS ("
    "  DELETE FROM draft_saves WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:id AS uuid)"
    f"), free_number AS ({FREE_AGAIN})"
    " UPDATE invoices SET status = 'issued', draft_number = NULL, series_id = CAST(:series AS uuid), period = :period, sequence = CAST(:sequence AS int),"
    " number = :number, document = CAST(:document AS jsonb), issue_date = CAST(:issue_date AS date), due_date = CAST(:due_date AS date),"
    " net = CAST(:net AS numeric), tax = CAST(:tax AS numeric), gross = CAST(:gross AS numeric),"
    " amount_due = CAST(:amount_due AS numeric), client_name = :client_name, look = CAST(:look AS jsonb),"
    " issued_at = CAST(:now AS timestamptz),"
    " settled_at = CAST(:settled_at AS timestamptz), updated_at = CAST(:now AS timestamptz), version = version + 1"
    f" WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid) RETURNING {RETURNED}, {LAST_DATES} AS last_dates"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A place in a series: the number's parts, and the link of its chain."""

    series: UUID
    period: str
    sequence: int
    link: Link
    signer: Signer


def check_lawful(document: Document) -> None:
    """What a lawful invoice needs that a draft may lack (Directive 2006/112/EC, article 226). Raises `NotIssuable`."""
    seller, buyer, totals = document.seller, document.buyer, document.totals
    assert seller is not None and buyer is not None and totals is not None
    if not any(line.kind == "item" for line in document.lines):
        raise NotIssuable(pointer="/lines", problem="it has no line. Add what you sold.")
    for at, line in enumerate(document.lines):
        if line.kind == "item" and not line.description.strip():
            raise NotIssuable(pointer=f"/lines/{at}/description", problem=f"line {at + 1} has no description.")
    if not seller.address.country:
        raise NotIssuable(pointer="/company_id", problem=f"{seller.name} has no address. Add it to the company.")
    if (
        document.valid_until is not None
        and document.issue_date is not None
        and document.valid_until < document.issue_date
    ):
        raise NotIssuable(pointer="/valid_until", problem=f"it would be valid until {document.valid_until} only.")
    if totals.amount_due < 0:
        raise NotIssuable(pointer="/lines", problem="its total is negative. Money given back needs a credit note.")


def _issue_date(tx: Tx, asked: date | None, stored: date | None) -> date:
    chosen = asked or stored or tx.today
    if chosen > tx.today:
        raise NotIssuable(pointer="/issue_date", problem=f"its date {chosen} is in the future. Today is {tx.today}.")
    return chosen


async def issue_invoice(
    tx: Tx, id: UUID, choice: IssueIn = _AS_IT_IS, *, version: int | None = None, approved: bool = False
) -> InvoiceRow:
    """Number and freeze a draft. Raises `NotIssuable`, `NotAllowed`, `ChangedElsewhere`, `RuleUsedUp`, what `take_place` raises, and
    what `check_discounts` raises unless a second person `approved`.

    Recalculated under the lock from the stored draft and the parties as they are now, so that what is frozen is
    what the law and the books say today. A total of zero is settled at once.
    """
    row = await lock_invoice(tx, id)
    require(row.status, "issue")
    if version is not None and row.version != version:
        raise ChangedElsewhere(row.version)
    files, company, client, reserved, known = await together(
        tx,
        lambda tx: attachments_for_client(tx, id),
        lambda tx: get_company(tx, row.company_id),
        lambda tx: get_client(tx, row.client_id),
        lambda tx: ids_of_source(tx, row),
        lambda tx: known_of(tx, company_id=row.company_id, client_id=row.client_id),
    )
    stored = replace(row.document, attachments=files)
    again = partial(
        recompose,
        stored=stored,
        company=company,
        client=client,
        issue_date=_issue_date(tx, choice.issue_date, stored.issue_date),
        exchange_typed=row.exchange_typed,
        bank_account_id=row.bank_account_id,
        seller_address_id=row.seller_address_id,
        ship_from_id=row.ship_from_id,
        reserved=reserved,
        known=known,
    )
    series_id = choice.series_id or row.chosen_series_id
    (document, decision), rules, stamp = await together(
        tx, again, lambda tx: rules_of(tx, company), lambda tx: stamp_for(tx, row, series_id=series_id)
    )
    check_lawful(document)
    check_discounts(document, company, rules, approved=approved)
    await audit(tx, "invoice.tax_decided", subject="invoice", id=id, after=evidence(decision))
    await use_rules(tx, document, invoice_id=id, client_id=row.client_id, source_id=row.source_id)
    return await number_and_freeze(
        tx,
        row,
        document,
        company=company,
        client_code=client.code,
        stamp=stamp,
        backdate=choice.backdate,
    )


async def issue_on(tx: Tx, id: UUID, issue_date: date | None) -> InvoiceRow:
    """`issue_invoice` with the day given, None for the draft's own or today."""
    return await issue_invoice(tx, id, IssueIn(issue_date=issue_date))


async def number_and_freeze(
    tx: Tx,
    row: InvoiceRow,
    document: Document,
    *,
    company: CompanyRow,
    client_code: str,
    stamp: Stamp,
    backdate: bool = False,
) -> InvoiceRow:
    """Give the next number of the stamp's series to a checked document whose draft `row` is locked, and freeze it.

    Raises `SeriesNotFound`, `NumberTaken`, and what `take_place` raises.
    """
    assert document.issue_date is not None and document.seller is not None
    await _announce(tx, row, document)
    country = document.seller.address.country
    wish = Taking(on=document.issue_date, client_code=client_code, country=country, backdate=backdate)
    series, taken, link = await _take(tx, row.company_id, document.kind, wish, stamp)
    document = replace(document, number=taken.number)
    place = _Place(series=series.id, period=taken.period, sequence=taken.sequence, link=link, signer=stamp.signer)
    if lacks_rate(document, company):
        await record(tx, ExchangeRateMissing(row.id, document.currency, company.currency))
    told = await _told(tx, row, document, backdated=backdate)
    issued, last_dates = await _freeze(tx, row, document, stamp.look, place, client=counted_for(series, wish))
    check_dates(tx, series, wish, last_dates)
    await announce(tx, told)
    if issued.amount_due <= 0 and asks_for_money(document.kind):
        await record(tx, InvoiceSettled(row.id, taken.number))
    return issued


async def _take(
    tx: Tx, company_id: UUID, kind: DocumentKind, wish: Taking, stamp: Stamp
) -> tuple[SeriesRow, Place, Link]:
    """The series, and its next place: read anew when somebody changed it in between, or made another one the default."""
    series = stamp.series
    while (taken := await take_place(tx, series, wish)) is None:
        series = await series_for(tx, company_id, kind, chosen=stamp.chosen)
    return series, *taken


async def _announce(tx: Tx, row: InvoiceRow, document: Document) -> None:
    """What needs no number follows before the series is locked; its rows wait to be written with the frozen document, so that
    nobody waits for them who waits for the series."""
    assert document.totals is not None
    checked = InvoiceChecked(
        row.id, row.client_id, row.company_id, document.due_date, document.totals.amount_due, document.kind
    )
    await announce(tx, checked)


async def _freeze(
    tx: Tx, row: InvoiceRow, document: Document, look: Mapping[str, Any], place: _Place, *, client: str
) -> tuple[InvoiceRow, str]:
    """The frozen invoice, and the `LAST_DATES` of its series."""
    totals = document.totals
    assert totals is not None and document.buyer is not None
    version = first_version(
        document,
        actor=actor_text(tx.actor.kind, tx.actor.id, tx.actor.label),
        at=tx.now,
        previous=place.link.previous,
        look=look,
    )
    try:
        frozen = await tx.write_with_last(
            _FREEZE,
            **link_values(tx, row.id, version, place.link, place.signer),
            client=client,
            period=place.period,
            sequence=place.sequence,
            number=document.number,
            draft_number=row.draft_number,
            issue_date=document.issue_date,
            due_date=document.due_date,
            net=totals.net,
            tax=totals.tax,
            gross=totals.gross,
            amount_due=totals.amount_due,
            client_name=document.buyer.name,
            settled_at=tx.now if totals.amount_due <= 0 and asks_for_money(document.kind) else None,
        )
    except asyncpg.UniqueViolationError as error:
        raise NumberTaken(number=document.number) from error
    values = dict(frozen)
    last_dates: str = values.pop("last_dates")
    return invoice_of(tx, values, row.id), last_dates


async def _told(tx: Tx, row: InvoiceRow, document: Document, *, backdated: bool) -> InvoiceIssued:
    """What is written of it together with the frozen document; the event is announced behind that."""
    totals = document.totals
    assert totals is not None and document.number is not None
    await audit(
        tx,
        "invoice.issue",
        subject="invoice",
        id=row.id,
        after={
            "number": document.number,
            "gross": totals.gross,
            "currency": document.currency,
            "exchange": document.exchange,
            **({"backdated": True} if backdated else {}),
        },
    )
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
