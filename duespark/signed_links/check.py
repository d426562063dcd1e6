"""Checks a paper by its code: which version it was printed from, whether that is sealed, and whether it is the current one."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from duespark.invoices.queries import InvoiceRow, get_invoice
from duespark.invoices.versions import get_version
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.signed_links.open import find_signed
from duespark.signed_links.printed import SHOWN

_HASH = Q(
    "SELECT hash FROM invoice_versions WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:id AS uuid)"
    " AND number = CAST(:number AS int)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a paper's code says of its document: the version it was printed from, and how the document stands now.

    `altered`: the hash in the code is not that version's, and nothing may be said of it. Of an `erased` one there is nothing to show.
    `proof` tells whether content, chain and signature of the version hold.
    """

    standing: Literal["current", "replaced", "void", "altered", "erased"]
    invoice: InvoiceRow
    number: int
    hash: str = ""
    proof: str = ""
    document: Mapping[str, Any]


async def check_paper(tx: Tx, token: str, hash: str) -> Checked | None:
    """Bind the transaction to the organization; None for an unknown token or a document without versions."""
    link = await find_signed(tx, token)
    if link is None or link.version == 0:
        return None
    invoice = await get_invoice(tx, link.invoice_id)
    sealed: str = await _HASH.value(tx.conn, org=tx.org_id, id=invoice.id, number=link.version)
    if not hmac.compare_digest(sealed[:SHOWN].encode(), hash.encode("utf-8", "replace")):
        return Checked(standing="altered", invoice=invoice, number=link.version, document={})
    if invoice.erased_at is not None:
        return Checked(standing="erased", invoice=invoice, number=link.version, document={})
    found = await get_version(tx, invoice.id, link.version)
    shown = found.shown
    standing: Literal["current", "replaced", "void"] = "current" if shown.is_current else "replaced"
    return Checked(
        standing="void" if invoice.status == "void" else standing,
        invoice=invoice,
        number=link.version,
        hash=shown.hash,
        proof=shown.proof,
        document=found.version.document,
    )
