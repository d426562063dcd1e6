"""Which brand an invoice has: the one chosen for it, else for its client or kind, else the company's default; chosen here."""

from uuid import UUID

import asyncpg

from duespark.accounts.audit import audit
from duespark.clients.queries import get_client
from duespark.companies.brands.archive import BrandArchived
from duespark.companies.brands.queries import BRAND, BrandNotFound, BrandRow, get_brand, read_brand
from duespark.companies.queries import get_company
from duespark.engine.errors import Invalid
from duespark.engine.invoice.document import DocumentKind
from duespark.runtime.db import Q
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx

_AT = (
    "org_id = CAST(:org AS uuid) AND company_id = CAST(:company AS uuid)"
    " AND client_id IS NOT DISTINCT FROM CAST(:client AS uuid) AND kind IS NOT DISTINCT FROM CAST(:kind AS text)"
)
_DROP = Q(f"DELETE FROM brand_choices WHERE {_AT} RETURNING brand_id")
_PUT = Q(
    "INSERT INTO brand_choices (org_id, id, company_id, client_id, kind, brand_id) VALUES (CAST(:org AS uuid),"
    " CAST(:id AS uuid), CAST(:company AS uuid), CAST(:client AS uuid), CAST(:kind AS text), CAST(:brand AS uuid))"
)
_FIND = Q(
    "SELECT client_id, kind, brand_id FROM brand_choices WHERE org_id = CAST(:org AS uuid)"
    " AND company_id = CAST(:company AS uuid) ORDER BY client_id NULLS FIRST, kind NULLS FIRST"
)
_CHOSEN = Q(
    f"SELECT {', '.join(BRAND)} FROM brands LEFT JOIN brand_choices AS c ON c.org_id = brands.org_id AND c.brand_id = brands.id"
    "  AND c.company_id = brands.company_id AND brands.archived_at IS NULL AND (c.kind IS NULL OR c.kind = :kind)"
    "  AND (c.client_id IS NULL OR c.client_id = CAST(:client AS uuid))"
    " WHERE brands.org_id = CAST(:org AS uuid) AND brands.company_id = CAST(:company AS uuid)"
    "  AND (brands.is_default OR c.id IS NOT NULL OR brands.id = CAST(:chosen AS uuid))"
    " ORDER BY brands.id IS NOT DISTINCT FROM CAST(:chosen AS uuid) DESC, c.id IS NULL, c.client_id IS NULL, c.kind IS NULL"
    " LIMIT 1"
)


class ChooseForSomething(Invalid):
    code = "brand.choose_for_something"
    sentence = "Name a client or a kind of document. For everything else, make the brand the company's default."


async def choose_brand(
    tx: Tx, company_id: UUID, *, client_id: UUID | None, kind: DocumentKind | None, brand_id: UUID | None
) -> None:
    """Set which brand is used there, or undo the choice when none is given. What was issued keeps its look.

    Raises `ChooseForSomething`, `CompanyNotFound`, `ClientNotFound`, `BrandNotFound`, `BrandArchived`.
    """
    await get_company(tx, company_id)
    if client_id is None and kind is None:
        raise ChooseForSomething(pointer="/client_id")
    if client_id is not None:
        await get_client(tx, client_id)
    brand = await get_brand(tx, company_id, brand_id) if brand_id else None
    if brand is not None and brand.archived_at is not None:
        raise BrandArchived(pointer="/brand_id", name=brand.name)
    place = {"company": company_id, "client": client_id, "kind": kind}
    before: UUID | None = await _DROP.value(tx.conn, org=tx.org_id, **place)
    if brand is not None:
        await _PUT.run(tx.conn, org=tx.org_id, id=new_id(), **place, brand=brand.id)
    was, now = {**place, "brand": before}, {**place, "brand": brand_id}
    await audit(tx, "brand.choose", subject="company", id=company_id, before=was, after=now)


async def find_brand_choices(tx: Tx, company_id: UUID) -> list[asyncpg.Record]:
    """The choices of a company. Raises `CompanyNotFound`."""
    await get_company(tx, company_id)
    return await _FIND.all(tx.conn, org=tx.org_id, company=company_id)


async def chosen_brand(
    tx: Tx, *, company_id: UUID, client_id: UUID | None, kind: str, chosen: UUID | None = None
) -> BrandRow:
    """The brand of a document of this company for this client now; `chosen` is what somebody chose for it alone."""
    row = await _CHOSEN.one(tx.conn, org=tx.org_id, company=company_id, client=client_id, kind=kind, chosen=chosen)
    if row is None:
        raise BrandNotFound(id=company_id)
    return read_brand(row)
