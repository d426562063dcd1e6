"""Issue: the draft gets the next number of its series and is frozen, hashed and chained, all in one transaction.

The series' row is locked last and only for the few statements that follow, so that issuing on one series waits as
little as possible and other series never wait. A rollback at any point gives the number back: no gap, no duplicate.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.clients.queries import get_client
from duespark.companies.queries import get_company
from duespark.discounts.uses import use_rules
from duespark.engine.errors import Invalid
from duespark.engine.invoice.document import Document
from duespark.engine.invoice.lifecycle import require
from duespark.invoices.attachments import attachments_for_client
from duespark.invoices.compose import recompose
from duespark.invoices.freeze import Ready, number_and_freeze
from duespark.invoices.lifecycle_schemas import IssueIn
from duespark.invoices.limits import check_discounts
from duespark.invoices.queries import InvoiceRow, ids_of_source, lock_invoice
from duespark.invoices.rules import rules_of
from duespark.invoices.stamp import stamp_for
from duespark.runtime.together import together
from duespark.runtime.tx import Origin, Tx
from duespark.runtime.web import ChangedElsewhere
from duespark.taxes.decide import Decision, evidence
from duespark.taxes.known import known_of


class NotIssuable(Invalid):
    code = "invoice.not_issuable"
    sentence = "The invoice cannot be issued yet: {problem}"


_AS_IT_IS = IssueIn()


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
    """Number and freeze a draft. Raises `NotIssuable`, `NotAllowed`, `ChangedElsewhere`, `RuleUsedUp`, what `take_places` and
    `check_dates` raise, and what `check_discounts` raises unless a second person `approved`.

    Recalculated under the lock from the stored draft and the parties as they are now, so that what is frozen is
    what the law and the books say today. A total of zero is settled at once.
    """
    row = await lock_invoice(tx, id)
    made = await prepare(tx, row, choice, version=version, approved=approved)
    await use(tx, made)
    return await number_and_freeze(tx, made.ready)


async def issue_on(tx: Tx, id: UUID, issue_date: date | None) -> InvoiceRow:
    """`issue_invoice` with the day given, None for the draft's own or today."""
    return await issue_invoice(tx, id, IssueIn(issue_date=issue_date))


@dataclass(frozen=True, slots=True)
class Prepared:
    """A draft that may be issued, and how its tax was decided. Nothing is written of it yet."""

    ready: Ready
    decision: Decision


async def prepare(
    tx: Tx,
    row: InvoiceRow,
    choice: IssueIn,
    *,
    version: int | None = None,
    approved: bool = False,
    origin: Origin | None = None,
) -> Prepared:
    """The document a locked draft makes now, checked. Only reads. Raises what `issue_invoice` raises before it numbers."""
    require(row.status, "issue")
    if version is not None and row.version != version:
        raise ChangedElsewhere(row.version)
    files, company, client, reserved, known = await together(
        tx,
        lambda tx: attachments_for_client(tx, row.id),
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
    ready = Ready(
        row=row,
        document=document,
        company=company,
        client_code=client.code,
        stamp=stamp,
        backdate=choice.backdate,
        origin=origin,
    )
    return Prepared(ready, decision)


async def use(tx: Tx, made: Prepared) -> None:
    """Note how it is taxed, and count the discount rules it uses. Raises `RuleUsedUp`."""
    row, document = made.ready.row, made.ready.document
    own = made.ready.own(tx)
    await audit(own, "invoice.tax_decided", subject="invoice", id=row.id, after=evidence(made.decision))
    await use_rules(own, document, invoice_id=row.id, client_id=row.client_id, source_id=row.source_id)
