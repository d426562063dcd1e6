"""What the codes of a print say: where to pay it, and where to check it. Made once for each version that is printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from duespark.accounts.signing import SigningKeyLocked, signer_of
from duespark.engine.invoice.document import DocumentKind
from duespark.engine.invoice.lifecycle import asks_for_money
from duespark.invoices.queries import InvoiceRow
from duespark.runtime.db import Q
from duespark.runtime.settings import settings
from duespark.runtime.tx import Tx
from duespark.signed_links.rows import COLUMNS, SIGNS, LinkRow, newest_version, pay_url, write_link

SHOWN = 32
"""Digits of a version's hash in the code that checks it: 128 bits."""

DRAFT = "draft"
"""Stands for the token of what is not issued."""

_PRINTED = Q(
    f"SELECT {COLUMNS} FROM signed_links WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:invoice AS uuid)"
    " AND version = CAST(:version AS int) AND purpose = 'print'"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLinks:
    """Addresses for codes on paper; "" where there is none."""

    pay: str = ""
    check: str = ""


def draft_links(kind: DocumentKind) -> PrintedLinks:
    """What stands in the place of links on a draft and an example, so that they print as the document will: the page says so."""
    page = settings().base_url
    return PrintedLinks(pay=f"{page}/pay/{DRAFT}" if asks_for_money(kind) else "", check=f"{page}/check/{DRAFT}")


async def printed_links(
    tx: Tx, invoice: InvoiceRow, document: Mapping[str, Any], *, version: tuple[int, str] | None = None
) -> PrintedLinks:
    """The links of a version (number and hash), the newest unless told. The one to pay has no end of its own: it works while
    the document is unpaid. A draft has those of `draft_links`.

    None where the signing key is locked: a paper without them is better than none.
    """
    if invoice.status == "draft":
        return draft_links(invoice.kind)
    try:
        return await _made(tx, invoice, document, *(version or await newest_version(tx, invoice.id)))
    except SigningKeyLocked:
        return PrintedLinks()


async def _made(tx: Tx, invoice: InvoiceRow, document: Mapping[str, Any], number: int, hash: str) -> PrintedLinks:
    due = Decimal(document["totals"]["amount_due"])
    link = await _printed(tx, invoice, number)
    if link is None:
        await write_link(tx, invoice, "print", version=number, amount=due)
        link = await _printed(tx, invoice, number)
        assert link is not None
    pays = asks_for_money(invoice.kind) and due > 0
    secret = (await signer_of(tx, link.key_id)).secret(SIGNS) if pays else b""
    return PrintedLinks(
        pay=pay_url(link, secret) if pays else "",
        check=f"{settings().base_url}/check/{link.token}?hash={hash[:SHOWN]}" if hash else "",
    )


async def _printed(tx: Tx, invoice: InvoiceRow, version: int) -> LinkRow | None:
    row = await _PRINTED.one(tx.conn, org=tx.org_id, invoice=invoice.id, version=version)
    return LinkRow(**row) if row else None
