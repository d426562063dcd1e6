"""Take the content out of an issued document that no law keeps any more, and sign a record of it.

The number, the dates and the amounts stay where they are, and so do the hashes of the versions: the chain of the series goes on
through them, and the record says that what is missing went lawfully.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import orjson

from duespark.accounts.audit import audit
from duespark.accounts.signing import PublicKey, signer
from duespark.engine.invoice.erasure import ERASED_NAME, ErasureRecord, erased_document, erasure_hash, was_lawful
from duespark.engine.invoice.retention import retention_rule
from duespark.invoices.erasure_models import document_erasures
from duespark.invoices.events import InvoiceErased
from duespark.invoices.queries import InvoiceRow
from duespark.invoices.stored import write_document
from duespark.runtime.db import Q, insert
from duespark.runtime.events import record
from duespark.runtime.tx import Tx

_SEALS = Q(
    "SELECT hash FROM invoice_versions WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:id AS uuid) ORDER BY number"
)
_INSERT = insert(document_erasures)
_OF = " WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:id AS uuid)"
_EMPTY = (
    # The database allows it only behind the record; see `security_sql`.
    Q(f"UPDATE invoice_versions SET document = '{{}}', look = '{{}}', reason = ''{_OF}"),
    Q(f"DELETE FROM invoice_lines{_OF}"),
    Q(f"DELETE FROM draft_saves{_OF}"),
    Q(f"UPDATE write_offs SET note = '', undo_reason = CASE WHEN undone_at IS NULL THEN '' ELSE 'erased' END{_OF}"),
)
_FILES = Q(f"DELETE FROM attachments{_OF} RETURNING sha256")
_BLANK = Q(
    "UPDATE invoices SET document = CAST(:document AS jsonb), client_name = :nobody, void_reason = '',"
    " erased_at = CAST(:now AS timestamptz), updated_at = CAST(:now AS timestamptz), version = version + 1"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)
FACTS = tuple(name for name in ErasureRecord.__dataclass_fields__ if name != "id")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedErasure:
    """A record of an erasure as it is stored."""

    record: ErasureRecord
    key_id: UUID
    signature: bytes

    def proves(self, hash: str, keys: Mapping[UUID, PublicKey]) -> bool:
        """Whether it says, signed by the organization, that the version with this hash was taken out lawfully."""
        key = keys.get(self.key_id)
        if key is None or not key.signed(erasure_hash(self.record), self.signature):
            return False
        return hash in self.record.versions and was_lawful(self.record)


def signed_erasure(text: str) -> SignedErasure:
    """The record in a row of `document_erasures`, given as JSON text."""
    row = orjson.loads(text)
    days = {name: date.fromisoformat(row[name]) for name in ("issue_date", "newest", "until", "erased_on")}
    facts = {**{name: row[name] for name in FACTS}, **days, "versions": tuple(row["versions"])}
    return SignedErasure(
        record=ErasureRecord(id=row["invoice_id"], **facts),
        key_id=UUID(row["key_id"]),
        signature=bytes.fromhex(row["signature"].removeprefix("\\x")),
    )


async def erase_document(tx: Tx, row: InvoiceRow, *, newest: date, until: date) -> list[str]:
    """Empty a locked document and its versions, and return the hashes of the files it had.

    `newest` is the last day something happened to it, `until` the last day it is kept. Whoever calls has made sure that it
    may go, and takes away what other modules know of it. Raises `SigningKeyLocked`.
    """
    assert row.issue_date is not None and row.number is not None
    document = row.document
    country = document.seller.address.country if document.seller else ""
    made = ErasureRecord(
        id=str(row.id),
        number=row.number,
        issue_date=row.issue_date,
        newest=newest,
        country=country,
        law=retention_rule(country).law,
        until=until,
        erased_on=tx.today,
        versions=tuple(one["hash"] for one in await _SEALS.all(tx.conn, org=tx.org_id, id=row.id)),
    )
    assert was_lawful(made)
    await _sign(tx, row, made)
    for statement in _EMPTY:
        await statement.run(tx.conn, org=tx.org_id, id=row.id)
    files = await _FILES.all(tx.conn, org=tx.org_id, id=row.id)
    left = write_document(erased_document(document))
    await _BLANK.run(tx.conn, org=tx.org_id, id=row.id, document=left, nobody=ERASED_NAME, now=tx.now)
    await audit(tx, "invoice.erase", subject="invoice", id=row.id, after=made)
    await record(tx, InvoiceErased(row.id, row.number, until))
    return [one["sha256"] for one in files]


async def _sign(tx: Tx, row: InvoiceRow, made: ErasureRecord) -> None:
    signing = await signer(tx)
    facts: dict[str, Any] = {name: getattr(made, name) for name in FACTS}
    await _INSERT.run(
        tx.conn, org_id=tx.org_id, invoice_id=row.id, company_id=row.company_id, **{**facts, "versions": list(made.versions)},
        key_id=signing.key_id, signature=signing.sign(erasure_hash(made)), at=tx.now,
    )  # fmt: skip
