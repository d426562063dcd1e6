"""The payment terms a new document begins with: the client's, else the company's."""

from dataclasses import replace

from duespark.clients.queries import ClientRow, get_client
from duespark.companies.queries import CompanyRow, get_company
from duespark.engine.invoice.document import DocumentKind, EarlyDiscount, PaymentTerms
from duespark.invoices.schemas import DraftIn
from duespark.runtime.tx import Tx

_OFFERED_ON = ("invoice", "final_invoice")
"""A quote and a proforma are not paid, and a deposit is a part of a price whose discount is earned at the end."""


def usual_terms(kind: DocumentKind, company: CompanyRow, client: ClientRow) -> PaymentTerms:
    """The days to pay and, of an invoice, what paying early takes off. What a client says stands above the company's."""
    days = company.payment_terms_days if client.payment_terms_days is None else client.payment_terms_days
    steps = company.early_discounts if client.early_discounts is None else client.early_discounts
    early = tuple(EarlyDiscount(percent=step.percent, days=step.days) for step in steps)
    return PaymentTerms(days=days, early=early if kind in _OFFERED_ON else ())


async def with_usual_early(tx: Tx, draft: DraftIn) -> DraftIn:
    """An invoice made of an offer that says nothing of paying early, with the discounts a new invoice begins with."""
    terms = draft.payment_terms
    if terms is None or terms.early:
        return draft
    usual = usual_terms(draft.kind, await get_company(tx, draft.company_id), await get_client(tx, draft.client_id))
    return replace(draft, payment_terms=replace(terms, early=usual.early))
