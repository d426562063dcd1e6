"""HTTP of companies."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request
from fastapi.responses import Response

from duespark.accounts.access import Router
from duespark.companies import archive
from duespark.companies.brands import logo
from duespark.companies.brands.queries import default_brand
from duespark.companies.create import create
from duespark.companies.default import choose_default, default_company
from duespark.companies.details import CompanyIn
from duespark.companies.picture_answer import PICTURE_ANSWER, PICTURE_BODY, picture_answer
from duespark.companies.queries import find_page
from duespark.companies.queries import get_company as read_company
from duespark.companies.schemas import Company, DefaultCompany, DefaultCompanyIn, company_for, company_on_record
from duespark.companies.update import update
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, wanted_version

router = Router(tags=["companies"])


@router.get("/companies", "companies.read")
async def list_companies(
    tx: Tx,
    q: Annotated[str, Query(max_length=200)] = "",
    archived: bool = False,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: str | None = None,
) -> Page[Company]:
    """Companies by name, their bank accounts masked."""
    rows, more, total = await find_page(tx, q=q, archived=archived, limit=limit, cursor=cursor)
    return Page(data=[company_on_record(row) for row in rows], next=more, total=total)


@router.post("/companies", "companies.write", status=201)
async def create_company(tx: Tx, company: CompanyIn) -> Company:
    """Add a company; it gets its own series of invoice numbers."""
    return company_for(tx, await create(tx, wanted=company))


@router.get("/companies/{id}", "companies.read")
async def get_company(tx: Tx, id: UUID) -> Company:
    """One company."""
    return company_for(tx, await read_company(tx, id))


@router.put("/companies/{id}", "companies.write")
async def update_company(tx: Tx, id: UUID, company: CompanyIn, request: Request) -> Company:
    """Change a company; invoices already issued keep what they say."""
    return company_for(tx, await update(tx, id, version=wanted_version(request), wanted=company))


@router.get("/default-company", "companies.read")
async def get_default_company(tx: Tx) -> DefaultCompany:
    """Which company one's new invoices come from."""
    return DefaultCompany(company_id=await default_company(tx))


@router.put("/default-company", "companies.read")
async def choose_default_company(tx: Tx, chosen: DefaultCompanyIn) -> DefaultCompany:
    """Choose which company one's new invoices come from; nobody else's."""
    await choose_default(tx, chosen.company_id)
    return DefaultCompany(company_id=chosen.company_id)


@router.get("/companies/{id}/logo", "companies.read", responses=PICTURE_ANSWER, response_class=Response)
async def get_logo(tx: Tx, id: UUID) -> Response:
    """The logo of the company's default brand."""
    await read_company(tx, id)
    return picture_answer(await logo.read_logo(await default_brand(tx, id)))


@router.put("/companies/{id}/logo", "companies.write", openapi_extra=PICTURE_BODY)
async def set_logo(tx: Tx, id: UUID, request: Request) -> Company:
    """Upload the logo of the default brand as the body: PNG, JPEG or SVG, at most 5 MB and 4000 pixels a side."""
    await read_company(tx, id)
    await logo.put_logo(tx, id, (await default_brand(tx, id)).id, content=await request.body())
    return company_for(tx, await read_company(tx, id))


@router.delete("/companies/{id}/logo", "companies.write")
async def remove_logo(tx: Tx, id: UUID) -> Company:
    """Take the logo of the default brand away."""
    await read_company(tx, id)
    await logo.drop_logo(tx, id, (await default_brand(tx, id)).id)
    return company_for(tx, await read_company(tx, id))


@router.post("/companies/{id}/archive", "companies.write")
async def archive_company(tx: Tx, id: UUID) -> Company:
    """Put a company away; its invoices stay."""
    return company_for(tx, await archive.archive(tx, id))


@router.post("/companies/{id}/restore", "companies.write")
async def restore_company(tx: Tx, id: UUID) -> Company:
    """Use an archived company again."""
    return company_for(tx, await archive.restore(tx, id))
