"""Reads whose notice it is, for a link that is surely of one document: the seller of it, with the look it was issued in."""

import orjson

from duespark.companies.queries import get_company
from duespark.documents.look import invoice_look
from duespark.documents.notices.page import Issuer
from duespark.invoices.queries import InvoiceRow
from duespark.runtime.tx import Tx


async def issuer_of(tx: Tx, row: InvoiceRow) -> Issuer:
    """The seller by the name the document gives it, also where the document's content was erased; reached as it is reached now."""
    company = await get_company(tx, row.company_id)
    document = orjson.loads(row.document_json)
    seller = document["seller"] or {"name": company.profile.name, "trading_name": company.profile.trading_name}
    return Issuer(
        name=seller["trading_name"] or seller["name"],
        email=company.profile.email,
        phone=company.profile.phone,
        look=await invoice_look(tx, row),
        language=document["language"],
    )
