"""The plan of one e-invoice: the document as it states itself, for one of our companies and its client."""

import re
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from duespark.clients.details import ClientIn, check_client
from duespark.companies.queries import CompanyRow
from duespark.einvoice.document_of import FromEInvoice, document_of
from duespark.einvoice.read import read_einvoice
from duespark.engine.errors import Invalid
from duespark.engine.invoice.document import Document
from duespark.engine.invoice.party import Party
from duespark.engine.invoice.room import check_room
from duespark.imports.known import known_clients, known_records
from duespark.imports.options import Options
from duespark.imports.plan import Plan, Planned
from duespark.imports.plan_invoices import WantedInvoice
from duespark.invoices.take_over import find_numbers
from duespark.runtime.tx import Tx
from duespark.taxes.context import tax_context

MOST_OF_NUMBER = 60
"""Characters of an invoice number; documents are found by it."""


async def plan_einvoice(tx: Tx, content: bytes, options: Options, company: CompanyRow) -> Planned:
    """What would become of the file. Raises `NotAnEInvoice`, `UnreadableValue`, `NotImportable`."""
    read = read_einvoice(content)
    on = read.terms.get("BT-72") or read.terms.get("BT-2") or tx.today
    found = document_of(read.terms, await tax_context(tx, company, on))
    plan = await _plan(tx, found, options, company)
    return Planned(
        plans=[plan],
        file_sums={plan.currency: plan.amount or Decimal(0)},
        ignored=[{"path": one.path, "value": one.value} for one in read.ignored],
        differences=[
            {"field": one.field, "term": one.term, "stated": str(one.stated), "computed": str(one.computed)}
            for one in found.differences
        ],
    )


async def _plan(tx: Tx, found: FromEInvoice, options: Options, company: CompanyRow) -> Plan:
    document, totals = found.document, found.document.totals
    assert totals is not None
    whole = document.number or ""
    number = whole[:MOST_OF_NUMBER]
    plan = Plan(
        row=0,
        rows=1,
        fate="add",
        external_id=f"{company.id}:{number}",
        label=number,
        amount=totals.net,
        currency=document.currency,
    )
    known = await known_records(tx, "invoices", [plan.external_id])
    if plan.external_id in known:
        plan.fate, plan.subject_id = "known", known[plan.external_id]
    elif whole != number:
        plan.fate = "refused"
        plan.problem = (
            f"Its number has {len(whole)} characters, and {MOST_OF_NUMBER} fit. Enter it by hand under a shorter one."
        )
    elif number in await find_numbers(tx, company.id, [number]):
        plan.fate, plan.problem = "refused", f"{company.profile.name} has a document with the number {number} already."
    elif not is_from(document.seller, company.profile):
        seller = document.seller.name if document.seller else "nobody"
        plan.fate, plan.problem = "refused", f"It was issued by {seller}, not by {company.profile.name}."
    else:
        try:
            check_room(document)
            plan.wanted = await _wanted(tx, document, options)
        except Invalid as error:
            plan.fate, plan.problem = "refused", str(error)
    return plan


def is_from(seller: Party | None, company: Party) -> bool:
    """Whether the seller of an e-invoice is this company: by a tax number, else by the name.

    >>> is_from(Party(name="ACME ltd."), Party(name="Acme Ltd"))
    True
    """
    if seller is None:
        return False
    numbers = [{re.sub(r"\W", "", one.value).upper() for one in party.tax_ids} for party in (seller, company)]
    if all(numbers):
        return bool(numbers[0] & numbers[1]) or _plain(seller.name) == _plain(company.name)
    return _plain(seller.name) == _plain(company.name)


def _plain(name: str) -> str:
    return re.sub(r"\W", "", name).lower()


async def _wanted(tx: Tx, document: Document, options: Options) -> WantedInvoice:
    buyer = document.buyer or Party(name="Unknown client")
    totals = document.totals
    assert totals is not None
    key = next((one.value for one in buyer.tax_ids), "") or buyer.name
    client_id, client = await _client(tx, buyer, key, document.currency)
    corrects = next((one.number for one in document.references if one.kind == "corrects"), "")
    is_note = document.kind == "credit_note"
    return WantedInvoice(
        document=replace(document, buyer=buyer, due_date=document.due_date or document.issue_date),
        client_id=client_id,
        client_key=key[:200],
        client=client,
        paid=totals.amount_due if options.settled and not is_note else totals.amount_due * 0,
        corrects=corrects if is_note else "",
    )


async def _client(tx: Tx, buyer: Party, key: str, currency: str) -> tuple[UUID | None, ClientIn | None]:
    """The client of an earlier import, else the one of this name, else a new one; a number we cannot check is left out."""
    known = await known_records(tx, "clients", [key, buyer.name])
    by_name = await known_clients(tx, [buyer.name])
    found = known.get(key) or known.get(buyer.name) or by_name.get(buyer.name.lower())
    if found is not None:
        return found, None
    wanted = ClientIn(profile=buyer, currency=currency)
    for profile in (buyer, replace(buyer, tax_ids=()), Party(name=buyer.name, address=buyer.address)):
        try:
            return None, check_client(replace(wanted, profile=profile), zone=tx.zone, today=tx.today)
        except Invalid as error:
            problem = error
    raise problem
