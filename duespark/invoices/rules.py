"""A company's rules for what it issues: how it is amended, and what needs a second person."""

from dataclasses import asdict
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.companies.queries import CompanyRow, get_company, lock_company
from duespark.engine.invoice.amendment_law import correction_law
from duespark.invoices.lifecycle_schemas import InvoiceRules, InvoiceRulesIn
from duespark.invoices.models import invoice_rules
from duespark.runtime.db import Q, insert
from duespark.runtime.tx import Tx
from duespark.runtime.web import ChangedElsewhere

_NAMES = tuple(InvoiceRulesIn.__dataclass_fields__)
_GET = Q(
    f"SELECT {', '.join(_NAMES)}, version FROM invoice_rules"
    " WHERE org_id = CAST(:org AS uuid) AND company_id = CAST(:company AS uuid)"
)
_DELETE = Q("DELETE FROM invoice_rules WHERE org_id = CAST(:org AS uuid) AND company_id = CAST(:company AS uuid)")
_INSERT = insert(invoice_rules)


async def rules_of(tx: Tx, company: CompanyRow) -> InvoiceRules:
    """The rules in force; version 0 are those nobody chose."""
    row = await _GET.one(tx.conn, org=tx.org_id, company=company.id)
    values = dict(row) if row else {"version": 0}
    law = correction_law(company.profile.address.country)
    return InvoiceRules(company_id=company.id, currency=company.currency, law=law, **values)


async def get_rules(tx: Tx, company_id: UUID) -> InvoiceRules:
    """The same by id. Raises `CompanyNotFound`."""
    return await rules_of(tx, await get_company(tx, company_id))


async def update_rules(tx: Tx, company_id: UUID, wanted: InvoiceRulesIn, *, version: int) -> InvoiceRules:
    """Replace the rules. Raises `CompanyNotFound`, `ChangedElsewhere`."""
    company = await lock_company(tx, company_id)
    before = await rules_of(tx, company)
    if before.version != version:
        raise ChangedElsewhere(before.version)
    await _DELETE.run(tx.conn, org=tx.org_id, company=company_id)
    await _INSERT.run(
        tx.conn, org_id=tx.org_id, company_id=company_id, version=version + 1, updated_at=tx.now, **asdict(wanted)
    )
    after = await rules_of(tx, company)
    await audit(tx, "invoice_rules.update", subject="company", id=company_id, before=before, after=after)
    return after
