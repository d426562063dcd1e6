"""Where a company is registered for tax, and under which schemes: add, change and remove."""

from dataclasses import asdict
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from duespark.accounts.audit import audit
from duespark.companies.queries import lock_company
from duespark.engine.errors import Conflict
from duespark.runtime.db import Q, insert
from duespark.runtime.events import record
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx
from duespark.taxes.details import RegistrationIn, RegistrationTerms, check_registration
from duespark.taxes.events import TaxRegistrationAdded, TaxRegistrationChanged, TaxRegistrationRemoved
from duespark.taxes.models import tax_registrations
from duespark.taxes.registration_queries import (
    RegistrationRow,
    get_registration,
    lock_registration,
    registrations_of,
)

_FIELDS = tuple(RegistrationTerms.__dataclass_fields__)
_INSERT = insert(tax_registrations, skip=("version",))
_UPDATE = Q(
    tax_registrations.update()
    .where(tax_registrations.c.org_id == sa.bindparam("org"), tax_registrations.c.id == sa.bindparam("row"))
    .values(
        {name: sa.bindparam(name) for name in (*_FIELDS, "updated_at")} | {"version": tax_registrations.c.version + 1}
    )
)
_DELETE = Q("DELETE FROM tax_registrations WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)")


class OverlappingRegistration(Conflict):
    code = "tax_registration.overlaps"
    sentence = "From {since} to {until} the company has this registration already. End that one first."


async def add_registration(tx: Tx, *, wanted: RegistrationIn) -> RegistrationRow:
    """The new registration; `TaxRegistrationAdded` is recorded.

    Raises `CompanyNotFound`, `InvalidRegistration`, `OverlappingRegistration`, `UnknownCountry`.
    """
    terms, made = check_registration(wanted), new_id()
    await lock_company(tx, wanted.company_id)
    await _check_free(tx, wanted.company_id, terms, own=made)
    await _INSERT.run(
        tx.conn,
        org_id=tx.org_id,
        id=made,
        company_id=wanted.company_id,
        created_at=tx.now,
        updated_at=tx.now,
        **_columns(terms),
    )
    after = await get_registration(tx, made)
    await record(tx, TaxRegistrationAdded(made, wanted.company_id, terms.country, terms.scheme))
    await audit(tx, "tax_registration.add", subject="tax_registration", id=made, after=asdict(after))
    return after


async def change_registration(tx: Tx, id: UUID, *, version: int, wanted: RegistrationTerms) -> RegistrationRow:
    """The changed registration; it stays with its company.

    Raises `TaxRegistrationNotFound`, `ChangedElsewhere`, `InvalidRegistration`, `OverlappingRegistration`.
    """
    terms, known = check_registration(wanted), await get_registration(tx, id)
    await lock_company(tx, known.company_id)
    before = await lock_registration(tx, id, version=version)
    await _check_free(tx, before.company_id, terms, own=id)
    await _UPDATE.run(tx.conn, org=tx.org_id, row=id, updated_at=tx.now, **_columns(terms))
    after = await get_registration(tx, id)
    await record(tx, TaxRegistrationChanged(id, before.company_id))
    await audit(
        tx, "tax_registration.change", subject="tax_registration", id=id, before=asdict(before), after=asdict(after)
    )
    return after


async def remove_registration(tx: Tx, id: UUID, *, version: int) -> None:
    """Take back a registration that was a mistake; one that ended gets its last day instead.

    Raises `TaxRegistrationNotFound`, `ChangedElsewhere`.
    """
    before = await lock_registration(tx, id, version=version)
    await _DELETE.run(tx.conn, org=tx.org_id, id=id)
    await record(tx, TaxRegistrationRemoved(id, before.company_id))
    await audit(tx, "tax_registration.remove", subject="tax_registration", id=id, before=asdict(before))


async def _check_free(tx: Tx, company_id: UUID, terms: RegistrationTerms, *, own: UUID) -> None:
    """The company is locked, so that two requests cannot both find the days free."""
    for row in await registrations_of(tx, company_id):
        alike = (row.country, row.region, row.scheme) == (terms.country, terms.region, terms.scheme)
        if alike and row.id != own and _last(terms) >= row.since and _last(row) >= terms.since:
            raise OverlappingRegistration(pointer="/since", since=row.since, until=row.until or "further notice")


def _last(of: RegistrationTerms | RegistrationRow) -> date:
    return of.until or date.max


def _columns(terms: RegistrationTerms) -> dict[str, object]:
    return {name: getattr(terms, name) for name in _FIELDS}
