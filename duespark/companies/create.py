"""Add a company to the organization."""

from duespark.accounts.audit import audit
from duespark.companies.brands.create import create_default_brand
from duespark.companies.details import CompanyIn, check_company
from duespark.companies.events import CompanyCreated
from duespark.companies.models import companies
from duespark.companies.queries import CompanyRow, get_company
from duespark.companies.schemas import company_on_record
from duespark.companies.stored import columns_of
from duespark.engine.errors import Forbidden
from duespark.runtime.db import insert
from duespark.runtime.events import record
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx

_INSERT = insert(companies, skip=("archived_at", "version"))


class CompanyNotAllowed(Forbidden):
    code = "company.not_allowed"
    sentence = "You see only some companies of this organization, so you cannot add one. Ask an owner or admin."


async def create(tx: Tx, *, wanted: CompanyIn) -> CompanyRow:
    """The new company; `CompanyCreated` is recorded. Raises `CompanyNotAllowed`, subclasses of `Invalid`."""
    if tx.actor.company_ids is not None:
        raise CompanyNotAllowed
    company_id, company = new_id(), check_company(wanted, today=tx.today)
    await _INSERT.run(
        tx.conn, org_id=tx.org_id, id=company_id, created_at=tx.now, **columns_of(tx, company_id, company)
    )
    await create_default_brand(tx, company_id)
    made = await get_company(tx, company_id)
    await audit(tx, "company.create", subject="company", id=company_id, after=company_on_record(made))
    await record(tx, CompanyCreated(company_id=company_id))
    return made
