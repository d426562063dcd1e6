"""Put a brand away, so that nothing new is written with it, and take it out again."""

from datetime import datetime
from uuid import UUID

from duespark.companies.brands.change import changed
from duespark.companies.brands.queries import BrandRow, lock_brand
from duespark.companies.queries import lock_company
from duespark.engine.errors import Conflict
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_UPDATE = Q(
    "UPDATE brands SET archived_at = CAST(:archived_at AS timestamptz), updated_at = CAST(:now AS timestamptz),"
    " version = version + 1 WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)


class BrandArchived(Conflict):
    code = "brand.archived"
    sentence = "The brand {name} is archived. Restore it, or choose another one."


class DefaultBrandStays(Conflict):
    code = "brand.default_stays"
    sentence = "{name} is the company's default brand. Make another one the default, then archive this one."


async def archive_brand(tx: Tx, company_id: UUID, id: UUID) -> BrandRow:
    """The brand, archived; choices of it no longer count. Raises `BrandNotFound`, `DefaultBrandStays`."""
    await lock_company(tx, company_id)
    before = await lock_brand(tx, company_id, id)
    if before.is_default:
        raise DefaultBrandStays(name=before.name)
    return await _set(tx, before, "brand.archive", before.archived_at or tx.now)


async def restore_brand(tx: Tx, company_id: UUID, id: UUID) -> BrandRow:
    """The brand, in use again. Raises `BrandNotFound`."""
    return await _set(tx, await lock_brand(tx, company_id, id), "brand.restore", None)


async def _set(tx: Tx, before: BrandRow, action: str, archived_at: datetime | None) -> BrandRow:
    if archived_at != before.archived_at:
        await _UPDATE.run(tx.conn, org=tx.org_id, id=before.id, archived_at=archived_at, now=tx.now)
    return await changed(tx, before, action)
