"""The logo of a company: set, removed, read."""

import asyncio
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.companies.picture import Picture, make_logo
from duespark.companies.queries import CompanyRow, get_company, lock_company
from duespark.companies.schemas import company_on_record
from duespark.engine.errors import NotFound
from duespark.runtime import storage
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg"}
_UPDATE = Q(
    "UPDATE companies SET logo_key = CAST(:key AS text), logo_type = CAST(:type AS text),"
    " updated_at = CAST(:now AS timestamptz), version = version + 1"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)


class NoLogo(NotFound):
    code = "logo.none"
    sentence = "The company {id} has no logo."


async def put_logo(tx: Tx, id: UUID, *, content: bytes) -> CompanyRow:
    """The company with its new logo. Raises `CompanyNotFound`, and `Invalid` for what is no picture (see `make_logo`).

    The file is named by its content, so one that is stored before a rollback does no harm.
    """
    await get_company(tx, id)
    logo = await asyncio.to_thread(make_logo, content)
    key = await storage.put(tx.org_id, logo.content, _SUFFIXES[logo.media_type])
    return await _set(tx, id, "company.set_logo", key, logo.media_type)


async def drop_logo(tx: Tx, id: UUID) -> CompanyRow:
    """The company without a logo. Raises `CompanyNotFound`."""
    return await _set(tx, id, "company.remove_logo", None, None)


async def read_logo(tx: Tx, id: UUID) -> Picture:
    """The logo as stored. Raises `CompanyNotFound`, `NoLogo`."""
    company = await get_company(tx, id)
    if company.logo_key is None or company.logo_type is None:
        raise NoLogo(id=id)
    return Picture(await storage.get(company.logo_key), company.logo_type)


async def _set(tx: Tx, id: UUID, action: str, key: str | None, type: str | None) -> CompanyRow:
    before = await lock_company(tx, id)
    if before.logo_key != key:
        await _UPDATE.run(tx.conn, org=tx.org_id, id=id, key=key, type=type, now=tx.now)
    after = await get_company(tx, id)
    await audit(tx, action, subject="company", id=id, before=company_on_record(before), after=company_on_record(after))
    return after
