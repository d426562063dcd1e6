"""Gathers what it takes to show an invoice to its client: the frozen document, the brand, and how it stands now."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from duespark.clients.queries import ClientRow, get_client
from duespark.companies.queries import CompanyRow, get_company
from duespark.documents.bitcoin import BitcoinPrice
from duespark.documents.early import Early, EarlyPrice
from duespark.documents.labels import printed, spoken
from duespark.documents.legible import legible
from duespark.documents.view import Look, print_view
from duespark.engine.invoice.lifecycle import asks_for_money
from duespark.fx.bitcoin import bitcoin_price
from duespark.invoices.queries import InvoiceRow, get_invoice
from duespark.payments.early_discount import early_offers
from duespark.quotes.state import read_answer
from duespark.runtime.tx import Tx
from duespark.signed_links.printed import PrintedLinks


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """An invoice, who issued it and who pays it, read in one transaction. `standing` is how it stands that day, and `early` what
    paying early is worth on it; None where nobody pays the document."""

    invoice: InvoiceRow
    document: dict[str, Any]
    company: CompanyRow
    client: ClientRow
    standing: str
    early: Early | None

    @property
    def number(self) -> str:
        return self.invoice.number or ""


async def _standing(tx: Tx, invoice: InvoiceRow) -> str:
    if invoice.status != "issued":
        return invoice.status
    if invoice.kind == "quote":
        return await read_answer(tx, invoice)
    if not asks_for_money(invoice.kind):
        return "credited" if invoice.kind == "credit_note" else "issued"
    if invoice.balance <= 0:
        return _settled(invoice)
    if invoice.due_date is not None and invoice.due_date < tx.today:
        return "overdue"
    return "partly_paid" if invoice.paid > 0 else "issued"


def _settled(invoice: InvoiceRow) -> str:
    """Why nothing is owed: paid, credited, or given up."""
    if invoice.written_off > 0:
        return "written_off"
    return "credited" if invoice.amount_due < 0 or 0 < invoice.amount_due <= invoice.credited else "paid"


async def read_paper(tx: Tx, invoice_id: UUID) -> Paper:
    """Raises `InvoiceNotFound`."""
    invoice = await get_invoice(tx, invoice_id)
    return Paper(
        invoice=invoice,
        document=invoice.plain,
        company=await get_company(tx, invoice.company_id),
        client=await get_client(tx, invoice.client_id),
        standing=await _standing(tx, invoice),
        early=_early(tx, invoice),
    )


def _early(tx: Tx, invoice: InvoiceRow) -> Early | None:
    if not invoice.is_owed:
        return None
    if not invoice.plain["payment_terms"]["early"]:
        return Early()
    prices = tuple(
        EarlyPrice(percent=offer.percent, until=offer.until, payable=offer.payable)
        for offer in early_offers(invoice)
        if offer.until >= tx.today
    )
    return Early(prices=prices, paid=invoice.paid, taken=invoice.discounted)


async def price_of(tx: Tx, paper: Paper) -> BitcoinPrice | None:
    """What a bitcoin is worth today in the document's currency, where its account takes one and the seller said a price."""
    if not (paper.document["bank_account"] or {}).get("bitcoin"):
        return None
    price = await bitcoin_price(tx, paper.document["currency"], on=tx.today)
    return None if price is None else BitcoinPrice(price=price, day=tx.today)


def view_of(
    paper: Paper, look: Look, *, in_mail: bool = False, pay: str = "", price: BitcoinPrice | None = None
) -> dict[str, Any]:
    """The document as mails and the public page write it, with what is owed now. `pay` is the address for a code, `price` of
    `price_of` for a page.

    A mail is written in one language: in English where mails do not speak the document's. It has no place for the Swiss
    payment part.
    """
    if in_mail and spoken(paper.document["language"]) != printed(paper.document["language"]):
        look = replace(look, language="en")
    balance: Decimal | None = paper.invoice.balance if paper.invoice.is_owed else None
    return print_view(
        paper.document,
        look=look,
        status=paper.standing,
        balance=balance,
        has_bill=not in_mail,
        links=PrintedLinks(pay=pay),
        price=price,
        early=paper.early,
    )


def files_of(paper: Paper, code: str) -> list[dict[str, str]]:
    """The document's files as the public page behind `code` lists them."""
    return [
        {"name": legible(file["name"]), "size": size_text(file["size"]), "url": f"/i/{code}/files/{place}"}
        for place, file in enumerate(paper.document["attachments"])
        if file["sha256"]
    ]


def file_at(paper: Paper, place: int) -> Mapping[str, Any] | None:
    """The document's file at that place, if its bytes are ours."""
    files = paper.document["attachments"]
    file: Mapping[str, Any] | None = files[place] if 0 <= place < len(files) else None
    return file if file is not None and file["sha256"] else None


def size_text(size: int) -> str:
    """A number of bytes as people read it.

    >>> size_text(900), size_text(120_000), size_text(3_400_000)
    ('1 kB', '120 kB', '3.4 MB')
    """
    kilobytes = max(1, round(size / 1000))
    return f"{kilobytes} kB" if kilobytes < 1000 else f"{size / 1_000_000:.1f} MB"
