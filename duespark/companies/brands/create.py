"""Add a brand to a company: a plain one, or a copy of another."""

from uuid import UUID

import asyncpg

from duespark.accounts.audit import audit
from duespark.companies.brand_models import brands
from duespark.companies.brands.design import Design, check_design
from duespark.companies.brands.queries import BrandRow, get_brand
from duespark.companies.brands.record import logos_json, on_record
from duespark.companies.fonts.queries import hold_families
from duespark.companies.queries import get_company
from duespark.engine.errors import Conflict
from duespark.runtime.db import insert
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx
from duespark.runtime.web import to_json

_INSERT = insert(brands, skip=("archived_at", "version"))
FIRST_NAME = "Standard"
"""What the brand is called that every company begins with."""


class BrandNameTaken(Conflict):
    code = "brand.name_taken"
    sentence = "This company has a brand named {name} already. Choose another name."


async def create_brand(tx: Tx, company_id: UUID, *, name: str, copy_of: UUID | None, design: Design) -> BrandRow:
    """The new brand: with the design given, or with that and the logos of the brand it is a copy of.

    Raises `CompanyNotFound`, `BrandNotFound`, `BrandNameTaken`, and what `check_design` raises.
    """
    await get_company(tx, company_id)
    source = await get_brand(tx, company_id, copy_of) if copy_of else None
    wanted = source.design if source else design
    own = {file.family for file in await hold_families(tx, (wanted.fonts.heading, wanted.fonts.body))}
    checked = source.design if source else check_design(design, own=own)
    id = await _add(tx, company_id, name, checked, logos=logos_json(source.logos if source else {}), is_default=False)
    made = await get_brand(tx, company_id, id)
    await audit(tx, "brand.create", subject="brand", id=id, after=on_record(made))
    return made


async def create_default_brand(tx: Tx, company_id: UUID) -> None:
    """The brand a new company begins with."""
    await _add(tx, company_id, FIRST_NAME, Design(), logos="{}", is_default=True)


async def _add(tx: Tx, company_id: UUID, name: str, design: Design, *, logos: str, is_default: bool) -> UUID:
    id = new_id()
    try:
        async with tx.savepoint():
            await _INSERT.run(
                tx.conn, org_id=tx.org_id, id=id, company_id=company_id, name=name, design=to_json(design).decode(),
                logos=logos, is_default=is_default, created_at=tx.now, updated_at=tx.now,
            )  # fmt: skip
    except asyncpg.UniqueViolationError as error:
        raise BrandNameTaken(pointer="/name", name=name) from error
    return id
