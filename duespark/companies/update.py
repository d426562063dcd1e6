"""Change what a company says of itself; invoices that are issued keep what they said."""

from uuid import UUID

import sqlalchemy as sa

from duespark.accounts.audit import audit
from duespark.companies.details import CompanyIn, check_company
from duespark.companies.models import companies
from duespark.companies.queries import CompanyRow, get_company, lock_company
from duespark.companies.schemas import company_on_record
from duespark.companies.stored import columns_of
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_CHANGED = (
    "name", "profile", "tax_registered", "currency", "language", "payment_terms_days", "early_discounts",
    "bank_accounts", "addresses", "reply_to", "email_signature", "default_notes", "default_terms", "updated_at",
)  # fmt: skip
_UPDATE = Q(
    companies.update()
    .where(companies.c.org_id == sa.bindparam("org"), companies.c.id == sa.bindparam("company"))
    .values({name: sa.bindparam(name) for name in _CHANGED} | {"version": companies.c.version + 1})
)


async def update(tx: Tx, id: UUID, *, version: int, wanted: CompanyIn) -> CompanyRow:
    """The changed company. Raises `CompanyNotFound`, `ChangedElsewhere`, subclasses of `Invalid`."""
    before = await lock_company(tx, id, version=version)
    company = check_company(wanted, today=tx.today)
    await _UPDATE.run(tx.conn, org=tx.org_id, company=id, **columns_of(tx, id, company))
    after = await get_company(tx, id)
    await audit(
        tx, "company.update", subject="company", id=id, before=company_on_record(before), after=company_on_record(after)
    )
    return after
