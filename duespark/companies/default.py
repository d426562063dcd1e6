"""Which company a member's new invoices come from, unless another is chosen for one of them."""

from uuid import UUID

from duespark.accounts.audit import audit
from duespark.accounts.people import must_be_person, person_of
from duespark.companies.queries import get_company, is_visible
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_GET = Q(
    "SELECT d.company_id FROM default_companies AS d"
    " JOIN companies AS c ON c.org_id = d.org_id AND c.id = d.company_id AND c.archived_at IS NULL"
    " WHERE d.org_id = CAST(:org AS uuid) AND d.user_id = CAST(:user AS uuid)"
)
_SET = Q(
    "INSERT INTO default_companies (org_id, user_id, company_id)"
    " VALUES (CAST(:org AS uuid), CAST(:user AS uuid), CAST(:company AS uuid))"
    " ON CONFLICT (org_id, user_id) DO UPDATE SET company_id = EXCLUDED.company_id"
)


async def default_company(tx: Tx) -> UUID | None:
    """The company whoever asks has chosen; none once it is archived, or no longer theirs to see."""
    found: UUID | None = await _GET.value(tx.conn, org=tx.org_id, user=await person_of(tx))
    return found if found is not None and is_visible(tx, found) else None


async def choose_default(tx: Tx, id: UUID) -> None:
    """Let the person's new invoices come from this company. Raises `CompanyNotFound`, `PersonNeeded`."""
    user = must_be_person(tx)
    company = await get_company(tx, id)
    before = await default_company(tx)
    await _SET.run(tx.conn, org=tx.org_id, user=user, company=company.id)
    change = {"before": {"company_id": before}, "after": {"company_id": company.id}}
    await audit(tx, "company.choose_default", subject="user", id=user, **change)
