"""Erase a document that nothing keeps: its content, and what letters, prints, answers, payments and the audit trail say of it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from duespark.accounts.redact import redact_entries
from duespark.delivery.forget import forget_letters
from duespark.invoices.erase import erase_document
from duespark.invoices.queries import InvoiceRow
from duespark.payments.forget import forget_payers
from duespark.prints.forget import forget_prints
from duespark.quotes.forget import forget_answer
from duespark.runtime import storage
from duespark.runtime.db import Q
from duespark.runtime.jobs import Work, job
from duespark.runtime.tx import Tx
from duespark.signed_links.forget import close_links_of

_OF = " WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:id AS uuid)"
_FORGET = (
    Q(f"DELETE FROM approvals{_OF}"),
    Q(f"UPDATE reminder_plans SET pause_note = ''{_OF}"),
    Q("DELETE FROM events WHERE org_id = CAST(:org AS uuid) AND subject_id = CAST(:id AS uuid)"),
    Q(
        "UPDATE import_rows SET label = '', problem = ''"
        " WHERE org_id = CAST(:org AS uuid) AND subject_id = CAST(:id AS uuid)"
    ),
)
_UNUSED = Q("""
SELECT hash FROM unnest(CAST(:hashes AS text[])) AS hash
 WHERE NOT EXISTS (SELECT 1 FROM prints AS p WHERE p.org_id = CAST(:org AS uuid) AND hash IN (p.sha256, p.thumbnail))
   AND NOT EXISTS (SELECT 1 FROM attachments AS a WHERE a.org_id = CAST(:org AS uuid) AND a.sha256 = hash)
""")


async def erase_whole_document(tx: Tx, row: InvoiceRow, *, newest: date, until: date) -> None:
    """Everywhere, in one transaction; the bytes of its files are removed behind it. See `invoices.erase.erase_document`."""
    files = await erase_document(tx, row, newest=newest, until=until)  # its record first: the database asks for it
    files += await forget_prints(tx, row.id)
    letters = await forget_letters(tx, row.id)
    await close_links_of(tx, row.id)
    payments = await forget_payers(tx, row.id)
    for statement in _FORGET:
        await statement.run(tx.conn, org=tx.org_id, id=row.id)
    await redact_entries(tx, "invoice", [row.id])
    await redact_entries(tx, "delivery", letters)
    await redact_entries(tx, "payment", payments)
    await forget_answer(tx, row.id)
    if files:
        await remove_files.later(tx, key=str(row.id), hashes=sorted(set(files)))


@job("privacy.remove_files")
async def remove_files(work: Work, *, hashes: Sequence[str]) -> None:
    """Remove the bytes nobody points to any more. What somebody stores again at the same moment is put back."""
    for hash in hashes:
        content = await _unused(work, hash) and await _content(work.org, hash)
        if not content or work.org is None:
            continue
        await storage.remove_content(work.org, hash)
        if not await _unused(work, hash):
            await storage.put(work.org, content)


async def _unused(work: Work, hash: str) -> bool:
    async with work.begin() as tx:
        return bool(await _UNUSED.all(tx.conn, org=tx.org_id, hashes=[hash]))


async def _content(org: UUID | None, hash: str) -> bytes:
    """The bytes; nothing where they are gone already."""
    try:
        return await storage.get(f"{org}/{hash}")
    except storage.ObjectMissing:
        return b""
