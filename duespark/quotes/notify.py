"""Tells the seller by mail what the client answered; once an answer."""

from duespark.accounts.mail import post_mail
from duespark.companies.queries import get_company
from duespark.invoices.queries import get_invoice
from duespark.quotes.events import QuoteAccepted, QuoteRejected
from duespark.runtime.tx import Tx


async def tell_seller(tx: Tx, event: QuoteAccepted | QuoteRejected) -> None:
    """Reaction to an answer. None for one that a member noted down, and where the company has no address."""
    if not event.by_client:
        return
    row = await get_invoice(tx, event.invoice_id)
    company = await get_company(tx, row.company_id)
    to = company.reply_to or company.profile.email
    if not to:
        return
    kind = "quote_accepted" if isinstance(event, QuoteAccepted) else "quote_rejected"
    facts = {"client": row.client_name, "name": event.name, "number": event.number, "id": str(row.id)}
    facts["note"] = f"“{event.note}”" if event.note else "They left no note."
    await post_mail(tx, kind, to=to, key=str(row.id), **facts)  # type: ignore[arg-type]
