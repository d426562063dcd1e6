"""What there is to know of a document's print: whether the e-invoice is inside, and if not, what is missing."""

from dataclasses import asdict
from uuid import UUID

from duespark.documents.render import LeftOut
from duespark.invoices.queries import InvoiceRow, get_invoice
from duespark.prints.einvoice import as_if_issued, choose, may_be_einvoice
from duespark.prints.keep import Print, find_print
from duespark.prints.schemas import PrintFacts, PrintProblem
from duespark.prints.wish import get_wish
from duespark.runtime.tx import Tx


async def about_print(tx: Tx, id: UUID) -> PrintFacts:
    """The kept print, or what it would be if it were made now; of a draft, if it were issued. Raises `InvoiceNotFound`."""
    row = await get_invoice(tx, id)
    if row.status != "draft":
        found = await find_print(tx, row)
        if isinstance(found, Print):
            return _facts(found)
    return await _foreseen(tx, row)


def _facts(found: Print) -> PrintFacts:
    return PrintFacts(
        einvoice=found.einvoice, problems=[PrintProblem(**one) for one in found.problems], signed_by=found.signed_by,
        template_problems=[LeftOut(**one) for one in found.template_problems],
        sha256=found.sha256,
        size=found.size, page_count=found.page_count, made_at=found.made_at,
    )  # fmt: skip


async def _foreseen(tx: Tx, row: InvoiceRow) -> PrintFacts:
    wish = (await get_wish(tx, row.company_id)).einvoice
    if wish == "off" or not may_be_einvoice(row.kind, row.status):
        return PrintFacts(einvoice="off", problems=[])
    document = row.document
    is_draft = row.status == "draft"
    inside, judged = await choose(as_if_issued(document, today=tx.today) if is_draft else document, wish)
    problems = [PrintProblem(**asdict(one)) for one in judged.problems]
    return PrintFacts(einvoice=inside if judged.xml is not None else "left_out", problems=problems)
