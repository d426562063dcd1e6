"""A new company gets its series: one for each kind of document that is numbered."""

from typing import Any
from uuid import UUID

from duespark.invoices.models import series
from duespark.runtime.db import insert
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx

DEFAULT_RESET = "yearly"
PREFIXES = {
    "invoice": "INV",
    "credit_note": "CN",
    "quote": "QUO",
    "proforma": "PRO",
    "deposit_invoice": "DEP",
    "corrective_invoice": "COR",
}
"""The prefix of the first numbers of each kind that has a series of its own."""

NUMBERED_AS = {"final_invoice": "invoice"}
"""A final invoice is an invoice that counts deposits, and stands among them."""

_INSERT = insert(series, skip=("name", "per_client", "year_start"))


async def create_default_series(tx: Tx, event: Any) -> None:
    """Reaction to a new company: a series of numbers for each kind of document."""
    for kind, prefix in PREFIXES.items():
        await _create(tx, event.company_id, kind, f"{prefix}-{{year}}-{{seq:4}}")


async def _create(tx: Tx, company_id: UUID, kind: str, pattern: str) -> None:
    await _INSERT.run(
        tx.conn,
        org_id=tx.org_id,
        id=new_id(),
        company_id=company_id,
        kind=kind,
        is_default=True,
        pattern=pattern,
        reset=DEFAULT_RESET,
        start=1,
        version=1,
        created_at=tx.now,
    )
