"""Change a brand. What is issued from now on shows it; what was issued stays."""

from uuid import UUID

import asyncpg

from duespark.accounts.audit import audit
from duespark.companies.brands.create import BrandNameTaken
from duespark.companies.brands.design import Design, check_design
from duespark.companies.brands.queries import BrandRow, get_brand, lock_brand
from duespark.companies.brands.record import on_record
from duespark.companies.events import BrandChanged
from duespark.companies.fonts.queries import hold_families
from duespark.runtime.db import Q
from duespark.runtime.events import record
from duespark.runtime.tx import Tx
from duespark.runtime.web import to_json

_UPDATE = Q(
    "UPDATE brands SET name = :name, design = CAST(:design AS jsonb), updated_at = CAST(:now AS timestamptz),"
    " version = version + 1 WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)


async def change_brand(tx: Tx, company_id: UUID, id: UUID, *, name: str, design: Design, version: int) -> BrandRow:
    """The changed brand. Raises `BrandNotFound`, `ChangedElsewhere`, `BrandNameTaken`, and what `check_design` raises."""
    before = await lock_brand(tx, company_id, id, version=version)
    own = {file.family for file in await hold_families(tx, (design.fonts.heading, design.fonts.body))}
    values = {"name": name, "design": to_json(check_design(design, own=own)).decode(), "now": tx.now}
    try:
        async with tx.savepoint():
            await _UPDATE.run(tx.conn, org=tx.org_id, id=id, **values)
    except asyncpg.UniqueViolationError as error:
        raise BrandNameTaken(pointer="/name", name=name) from error
    return await changed(tx, before, "brand.change")


async def changed(tx: Tx, before: BrandRow, action: str) -> BrandRow:
    """The brand as it is now, with an audit row and `BrandChanged` for what was done to it."""
    after = await get_brand(tx, before.company_id, before.id)
    await audit(tx, action, subject="brand", id=after.id, before=on_record(before), after=on_record(after))
    if after.version != before.version:
        await record(tx, BrandChanged(after.id, after.company_id, after.version))
    return after
