"""What a company's limits say of a document that is about to be issued: nothing, ask a second person, or no."""

from decimal import Decimal

from duespark.companies.queries import CompanyRow
from duespark.engine.errors import Conflict, Invalid
from duespark.engine.invoice.discount_limits import DiscountLimits, Finding, find_excess
from duespark.engine.invoice.document import Document
from duespark.engine.money.rounding import round_money
from duespark.invoices.lifecycle_schemas import InvoiceRules
from duespark.invoices.rules import rules_of
from duespark.runtime.tx import Tx


class ApprovalNeeded(Conflict):
    code = "approval.needed"
    sentence = "{what} A second person must approve it first."


class DiscountTooHigh(Invalid):
    code = "discount.too_high"
    sentence = "A discount of {percent} % is more than {company} ever gives ({most} %)."


class DiscountUnexplained(Invalid):
    code = "discount.no_reason"
    sentence = "{company} gives no discount without a reason. Say why."


def check_discounts(document: Document, company: CompanyRow, rules: InvoiceRules, *, approved: bool) -> None:
    """Raises `DiscountTooHigh`, `DiscountUnexplained`, and `ApprovalNeeded` unless a second person `approved`."""
    limits = DiscountLimits(most=rules.most_discount, free=rules.free_discount, reasons=rules.discount_reasons)
    found: dict[str, Finding] = {}
    for one in find_excess(document, limits):
        found.setdefault(one.verdict, one)
    if "refused" in found:
        one = found["refused"]
        raise DiscountTooHigh(pointer=one.pointer, percent=one.percent, company=company.name, most=limits.most)
    if "needs_reason" in found:
        raise DiscountUnexplained(pointer=found["needs_reason"].pointer, company=company.name)
    if "needs_approval" in found and not approved:
        percent = found["needs_approval"].percent
        raise ApprovalNeeded(what=f"A discount of {percent} % is over the limit of {limits.free} %.")


async def check_given(tx: Tx, document: Document, given: Decimal, company: CompanyRow, *, approved: bool) -> None:
    """`given` is so much less owed than before: by a credit note, a correction, an amendment, a void or a write-off.

    Counted in the books at the rate of the `document`. Raises `ApprovalNeeded` over the limit unless a second person
    `approved`.
    """
    limit = (await rules_of(tx, company)).free_credit
    if limit is None or approved or given <= 0:
        return
    amount = _in_books(document, given, company.currency)
    if amount is None:
        raise ApprovalNeeded(what="What this comes to in the currency of the books is not known.")
    if amount > limit:
        most = round_money(limit, company.currency)
        over = f"over the limit of {most} {company.currency} for credits and write-offs"
        raise ApprovalNeeded(what=f"{amount} {company.currency} is {over}.")


def _in_books(document: Document, amount: Decimal, currency: str) -> Decimal | None:
    """The amount in the currency of the company's books, at the rate the document states; None without one."""
    if document.currency == currency:
        return amount
    if document.exchange is None or document.exchange.currency != currency:
        return None
    return round_money(amount * document.exchange.rate, currency)
