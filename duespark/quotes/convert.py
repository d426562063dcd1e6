"""Convert: an invoice, a proforma or a deposit invoice is made of a quote; a revised quote takes its place."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.engine.errors import Conflict, Invalid
from duespark.engine.invoice.lifecycle import require, require_follow
from duespark.engine.invoice.quote import answer_quote
from duespark.invoices.events import InvoiceIssued
from duespark.invoices.follow import ask_deposit, find_followers, follow_document, revise_document
from duespark.invoices.queries import InvoiceRow, get_invoice, lock_invoice
from duespark.invoices.void import void_invoice
from duespark.quotes.events import QuoteConverted, QuoteReplaced
from duespark.quotes.state import answer_of, read_answer
from duespark.runtime.events import record
from duespark.runtime.tx import Tx

_OFFERS = ("quote", "proforma")
_DEPOSIT = {
    "en": "Deposit for {number}",
    "pl": "Zaliczka do {number}",
    "de": "Anzahlung zu {number}",
    "fr": "Acompte sur {number}",
    "es": "Anticipo de {number}",
}
"""What the line of a deposit says where nobody says it better, by language."""


class OneOfTwo(Invalid):
    code = "quote.percent_or_amount"
    sentence = "Say how much to ask in advance: either a percentage or an amount."


class BeingInvoiced(Conflict):
    code = "quote.being_invoiced"
    sentence = "{number} is being invoiced already, so it cannot be replaced. Make a new quote instead."


async def convert_quote(
    tx: Tx, id: UUID, kind: Literal["invoice", "proforma"], *, quantities: Mapping[str, Decimal] | None = None
) -> InvoiceRow:
    """A draft of an invoice or a proforma with what is left of the quote or proforma, or so much of some lines.

    Raises `QuoteClosed`, and what `follow_document` raises.
    """
    row = await _convertible(tx, id)
    return await _told(tx, row, await follow_document(tx, row, kind, quantities=quantities))


async def ask_for_deposit(
    tx: Tx, id: UUID, *, percent: Decimal | None, amount: Decimal | None, description: str = ""
) -> InvoiceRow:
    """A draft of a deposit invoice. Raises `OneOfTwo`, `QuoteClosed`, and what `ask_deposit` raises."""
    if (percent is None) == (amount is None):
        raise OneOfTwo(pointer="/percent")
    row = await _convertible(tx, id)
    words = _DEPOSIT.get(row.document.language.split("-")[0], _DEPOSIT["en"])
    text = description or words.format(number=row.number)
    return await _told(tx, row, await ask_deposit(tx, row, percent=percent, amount=amount, description=text))


async def revise_quote(tx: Tx, id: UUID) -> InvoiceRow:
    """A draft that takes the place of the quote or proforma when it is issued. Raises `NotAllowed`, `BeingInvoiced`."""
    row = await lock_invoice(tx, id)
    if row.kind not in _OFFERS:
        require_follow(row.status, row.kind, row.kind)
    require(row.status, "send", kind=row.kind)
    if answer_of(row, await find_followers(tx, id), tx.today) == "converted":
        raise BeingInvoiced(number=row.number)
    made = await revise_document(tx, row)
    await audit(tx, "quote.revise", subject="invoice", id=id, after={"draft": made.id})
    return made


async def replace_revised(tx: Tx, event: InvoiceIssued) -> None:
    """Reaction to `InvoiceIssued`: what a revised quote or proforma was made from is void from now on."""
    if event.kind not in _OFFERS:
        return
    issued = await get_invoice(tx, event.invoice_id)
    if issued.source_id is None:
        return
    before = await lock_invoice(tx, issued.source_id)
    if before.kind != issued.kind or before.status != "issued":
        return
    if await read_answer(tx, before) == "converted":
        raise BeingInvoiced(number=before.number)
    await void_invoice(tx, before.id, reason=f"Replaced by {event.number}")
    await record(tx, QuoteReplaced(before.id, before.number or "", issued.id, event.number))


async def _convertible(tx: Tx, id: UUID) -> InvoiceRow:
    row = await lock_invoice(tx, id)
    require(row.status, "convert", kind=row.kind)
    answer_quote(await read_answer(tx, row), "convert")
    return row


async def _told(tx: Tx, row: InvoiceRow, made: InvoiceRow) -> InvoiceRow:
    await audit(tx, "quote.convert", subject="invoice", id=row.id, after={"kind": made.kind, "draft": made.id})
    await record(tx, QuoteConverted(row.id, row.number or "", made.id, made.kind))
    return made
