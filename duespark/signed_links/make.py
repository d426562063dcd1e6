"""Payment links made by a person, and those for mails: signed, with an end, for one payment where asked."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.accounts.signing import SigningKeyLocked, signer_of
from duespark.engine.errors import Conflict
from duespark.engine.invoice.lifecycle import asks_for_money
from duespark.invoices.queries import InvoiceRow, get_invoice
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx, clock
from duespark.signed_links.find import PaymentLink, get_payment_link
from duespark.signed_links.rows import COLUMNS, SIGNS, LinkRow, newest_version, pay_url, write_link

MAILED_DAYS = 180
"""How long the link in a mail works: longer than reminders go on, shorter than a mailbox is kept."""

_MAILED = Q(
    f"SELECT {COLUMNS} FROM signed_links WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:invoice AS uuid)"
    " AND purpose = 'mail' AND version = CAST(:version AS int) AND amount = CAST(:amount AS numeric)"
    " AND revoked_at IS NULL AND expires_at > CAST(:soon AS timestamptz) ORDER BY id DESC LIMIT 1"
)


class NothingToPay(Conflict):
    code = "payment_link.nothing_to_pay"
    sentence = "There is nothing to pay on {number}: a payment link needs an issued invoice with a balance."


class NoWayToPay(Conflict):
    code = "payment_link.no_account"
    sentence = "{number} says no account to pay to. Add a bank account to the company and amend the invoice."


def is_payable(invoice: InvoiceRow) -> bool:
    """Whether somebody owes something on it now."""
    return invoice.status == "issued" and asks_for_money(invoice.kind) and invoice.balance > 0


async def make_payment_link(tx: Tx, invoice_id: UUID, *, days: int, one_time: bool) -> PaymentLink:
    """A link for the present balance that ends after `days`. Raises `InvoiceNotFound`, `NothingToPay`, `NoWayToPay`."""
    invoice = await get_invoice(tx, invoice_id)
    if not is_payable(invoice):
        raise NothingToPay(number=invoice.number or "a draft")
    if invoice.document.bank_account is None:
        raise NoWayToPay(number=invoice.number)
    version, _ = await newest_version(tx, invoice_id)
    expires = clock() + timedelta(days=days)
    made = await write_link(
        tx, invoice, "hand", version=version, amount=invoice.balance, expires_at=expires, one_time=one_time
    )
    after = {"link": made, "amount": invoice.balance, "expires_at": expires, "one_time": one_time}
    await audit(tx, "payment_link.create", subject="invoice", id=invoice_id, after=after)
    return await get_payment_link(tx, invoice_id, made)


async def mail_link(tx: Tx, invoice: InvoiceRow) -> str:
    """The address for the code in a mail about the present balance; "" where nothing is owed, or the signing key is locked.

    Mails about the same balance share one, while it has a month to go.
    """
    if not is_payable(invoice):
        return ""
    try:
        return await _mail_link(tx, invoice)
    except SigningKeyLocked:
        return ""


async def _mail_link(tx: Tx, invoice: InvoiceRow) -> str:
    version, _ = await newest_version(tx, invoice.id)
    link = await _mailed(tx, invoice, version)
    if link is None:
        expires = clock() + timedelta(days=MAILED_DAYS)
        await write_link(tx, invoice, "mail", version=version, amount=invoice.balance, expires_at=expires)
        link = await _mailed(tx, invoice, version)
        assert link is not None
    return pay_url(link, (await signer_of(tx, link.key_id)).secret(SIGNS))


async def _mailed(tx: Tx, invoice: InvoiceRow, version: int) -> LinkRow | None:
    balance: Decimal = invoice.balance
    soon = clock() + timedelta(days=30)
    row = await _MAILED.one(
        tx.conn, org=tx.org_id, invoice=invoice.id, version=version, amount=balance, soon=soon
    )  # fmt: skip
    return LinkRow(**row) if row else None
