"""What an amendment would change, before anybody is bound to it: who writes it sees it, and who approves it."""

from uuid import UUID

from duespark.engine.invoice.diff import diff
from duespark.invoices.amend import amended, check_amendment
from duespark.invoices.lifecycle_schemas import AmendPreview
from duespark.invoices.limits import ApprovalNeeded
from duespark.invoices.queries import get_invoice
from duespark.invoices.saves import readable
from duespark.invoices.schemas import DraftIn
from duespark.runtime.tx import Tx


async def preview_amendment(tx: Tx, id: UUID, draft: DraftIn) -> AmendPreview:
    """The differences from what the invoice says now. Raises what `amend_invoice` raises, but for limits that a second
    person may lift, and for an amendment that changes nothing."""
    row = await get_invoice(tx, id)
    made = await amended(tx, row, draft)
    over_limit = ""
    try:
        await check_amendment(tx, row, made, approved=False)
    except ApprovalNeeded as needed:
        over_limit = str(needed.facts["what"])
    assert made.document.totals is not None
    return AmendPreview(
        changes=readable(diff(row.document, made.document, computed=False)),
        currency=row.currency,
        amount_due_before=row.amount_due,
        amount_due_after=made.document.totals.amount_due,
        over_limit=over_limit,
    )
