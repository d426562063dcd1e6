"""Which brand a company's documents have where nobody chose another."""

from uuid import UUID

from duespark.companies.brands.archive import BrandArchived
from duespark.companies.brands.change import changed
from duespark.companies.brands.queries import BrandRow, lock_brand
from duespark.companies.queries import lock_company
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_CLEAR = Q(
    "UPDATE brands SET is_default = false, version = version + 1 WHERE org_id = CAST(:org AS uuid)"
    " AND company_id = CAST(:company AS uuid) AND is_default"
)
_SET = Q(
    "UPDATE brands SET is_default = true, version = version + 1, updated_at = CAST(:now AS timestamptz)"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)


async def make_default(tx: Tx, company_id: UUID, id: UUID) -> BrandRow:
    """The brand, now the default; one that is already stays as it is. Raises `BrandNotFound`, `BrandArchived`.

    The company is locked first, so that of two who choose at once the second waits.
    """
    await lock_company(tx, company_id)
    before = await lock_brand(tx, company_id, id)
    if before.archived_at is not None:
        raise BrandArchived(name=before.name)
    if not before.is_default:
        await _CLEAR.run(tx.conn, org=tx.org_id, company=company_id)
        await _SET.run(tx.conn, org=tx.org_id, id=id, now=tx.now)
    return await changed(tx, before, "brand.make_default")
