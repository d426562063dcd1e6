"""Put a company away, so that nothing new is billed in its name, and take it out again."""

from datetime import datetime
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.companies.queries import CompanyRow, get_company, lock_company
from duespark.companies.schemas import company_on_record
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_UPDATE = Q(
    "UPDATE companies SET archived_at = CAST(:archived_at AS timestamptz), updated_at = CAST(:now AS timestamptz),"
    " version = version + 1 WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)


async def archive(tx: Tx, id: UUID) -> CompanyRow:
    """The company, archived; one that is archived already stays as it is. Raises `CompanyNotFound`."""
    before = await lock_company(tx, id)
    return await _set(tx, before, "company.archive", before.archived_at or tx.now)


async def restore(tx: Tx, id: UUID) -> CompanyRow:
    """The company, in use again; one that is in use stays as it is. Raises `CompanyNotFound`."""
    return await _set(tx, await lock_company(tx, id), "company.restore", None)


async def _set(tx: Tx, before: CompanyRow, action: str, archived_at: datetime | None) -> CompanyRow:
    if archived_at != before.archived_at:
        await _UPDATE.run(tx.conn, org=tx.org_id, id=before.id, archived_at=archived_at, now=tx.now)
    after = await get_company(tx, before.id)
    await audit(
        tx, action, subject="company", id=before.id, before=company_on_record(before), after=company_on_record(after)
    )
    return after
