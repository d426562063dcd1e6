"""Reads of invoices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from duespark.engine.errors import Conflict, NotFound
from duespark.engine.invoice.document import Document, DocumentKind
from duespark.engine.invoice.lifecycle import Status, asks_for_money
from duespark.invoices.models import invoices
from duespark.invoices.stored import read_document
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

Answered = Literal["accepted", "rejected"]


class InvoiceNotFound(NotFound):
    code = "invoice.not_found"
    sentence = "There is no invoice {id}."


class ContentErased(Conflict):
    code = "invoice.erased"
    sentence = (
        "What {number} said was erased on {day}, after the time for which the law kept it. Its number and amounts stay; "
        "nothing can be shown, sent or done with it any more."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceRow:
    """An invoice as stored. `document_json` is the document's JSON text as PostgreSQL keeps it.

    Of an erased one it is what is left, to be looked at; whoever asks for `document` or `plain`, to do something with it, is told.
    """

    id: UUID
    company_id: UUID
    client_id: UUID
    kind: DocumentKind
    status: Status
    series_id: UUID | None
    number: str | None
    draft_number: str | None
    issue_date: date | None
    due_date: date | None
    currency: str
    net: Decimal
    tax: Decimal
    gross: Decimal
    amount_due: Decimal
    paid: Decimal
    credited: Decimal
    discounted: Decimal
    written_off: Decimal
    applied: Decimal
    balance: Decimal
    corrects_id: UUID | None
    source_id: UUID | None
    valid_until: date | None
    answer: Answered | None
    answered_at: datetime | None
    client_name: str
    document_json: str
    exchange_typed: bool
    bank_account_id: UUID | None
    brand_id: UUID | None
    chosen_series_id: UUID | None
    seller_address_id: UUID | None
    ship_from_id: UUID | None
    discount_codes: list[str] | None
    look: str | None
    version: int
    created_at: datetime
    updated_at: datetime
    issued_at: datetime | None
    sent_at: datetime | None
    settled_at: datetime | None
    voided_at: datetime | None
    void_reason: str
    erased_at: datetime | None

    def require_content(self) -> None:
        """Raises `ContentErased`."""
        if self.erased_at is not None:
            raise ContentErased(number=self.number, day=self.erased_at.date())

    @property
    def document(self) -> Document:
        self.require_content()
        return read_document(self.document_json)

    @property
    def is_owed(self) -> bool:
        """Whether its balance is money somebody owes, or owed until all was paid."""
        return self.status == "issued" and asks_for_money(self.kind)

    @property
    def refundable(self) -> Decimal:
        """What the client has paid beyond what credit notes left to pay; it is theirs."""
        return max(self.paid + self.credited - max(self.amount_due, self.paid * 0), self.paid * 0)

    @property
    def plain(self) -> dict[str, Any]:
        """The document as plain JSON values."""
        self.require_content()
        found: dict[str, Any] = orjson.loads(self.document_json)
        return found


_COLUMNS = [
    invoices.c.document.label("document_json") if name == "document_json" else invoices.c[name]
    for name in InvoiceRow.__dataclass_fields__
]
_ONE = sa.select(*_COLUMNS).where(invoices.c.org_id == sa.bindparam("org"), invoices.c.id == sa.bindparam("id"))
_GET = Q(_ONE)
_LOCK = Q(_ONE.with_for_update())
# In the order of ids, as everybody locks several invoices.
_LOCK_ALL = Q(
    sa.select(*_COLUMNS)
    .where(
        invoices.c.org_id == sa.bindparam("org"),
        invoices.c.id == sa.func.any(sa.bindparam("ids", type_=ARRAY(sa.Uuid))),
    )
    .order_by(invoices.c.id)
    .with_for_update()
)


def is_visible(tx: Tx, company_id: UUID) -> bool:
    """Whether the actor may see this company's invoices."""
    return tx.actor.company_ids is None or company_id in tx.actor.company_ids


RETURNED = ", ".join(
    f"i.document AS {name}" if name == "document_json" else f"i.{name}" for name in InvoiceRow.__dataclass_fields__
)
"""What a statement returns that writes `invoices AS i`, for `invoice_of`."""


def invoice_of(tx: Tx, record: Mapping[str, Any] | None, id: UUID) -> InvoiceRow:
    """The invoice in a row. Raises `InvoiceNotFound` without one, and for one of a company the actor may not see."""
    if record is None or not is_visible(tx, record["company_id"]):
        raise InvoiceNotFound(id=id)
    return InvoiceRow(**record)


async def ids_of_source(tx: Tx, row: InvoiceRow) -> frozenset[str]:
    """The ids of the lines of the document this one was made from; none where it was made from nothing."""
    if row.source_id is None:
        return frozenset()
    return frozenset(line.id for line in (await get_invoice(tx, row.source_id)).document.lines)


async def get_invoice(tx: Tx, id: UUID) -> InvoiceRow:
    """The invoice; raises `InvoiceNotFound` also for one of a company the actor may not see."""
    return invoice_of(tx, await _GET.one(tx.conn, org=tx.org_id, id=id), id)


async def lock_invoice(tx: Tx, id: UUID) -> InvoiceRow:
    """The invoice, locked until the transaction ends. Raises `InvoiceNotFound`, and `ContentErased` for an erased one."""
    row = invoice_of(tx, await _LOCK.one(tx.conn, org=tx.org_id, id=id), id)
    row.require_content()
    return row


async def lock_invoices(tx: Tx, ids: Sequence[UUID]) -> dict[UUID, InvoiceRow]:
    """Those of the invoices that are there, that the actor may see and that are not erased, locked until the transaction
    ends."""
    rows = await _LOCK_ALL.all(tx.conn, org=tx.org_id, ids=list(ids))
    found = [InvoiceRow(**row) for row in rows if is_visible(tx, row["company_id"])]
    return {row.id: row for row in found if row.erased_at is None}
