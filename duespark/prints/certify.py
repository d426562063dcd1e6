"""Which certificate signs a company's PDFs from now on: one that is uploaded, one that is made or renewed here, or none."""

import asyncio
import base64
from datetime import timedelta
from typing import Any
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.adapters.pdf.certificate import BadCertificate, Certificate, make_certificate, read_certificate
from duespark.companies.queries import CompanyRow, get_company, lock_company
from duespark.prints.certificates import (
    FACTS,
    Origin,
    SigningCertificate,
    SigningCertificateIn,
    certificate_context,
    find_certificate,
    get_certificate,
)
from duespark.prints.models import signing_certificates
from duespark.runtime.db import Pool, Q, insert
from duespark.runtime.ids import new_id
from duespark.runtime.security import seal
from duespark.runtime.telemetry import log
from duespark.runtime.tx import Tx, begin, clock

AHEAD = timedelta(days=30)
"""How long before its end one that was made here is renewed by itself."""

_RETIRE = Q(
    "UPDATE signing_certificates SET retired_at = CAST(:now AS timestamptz), sealed = NULL"
    " WHERE org_id = CAST(:org AS uuid) AND company_id = CAST(:company AS uuid) AND retired_at IS NULL"
)
_OFF = Q(
    "UPDATE print_settings SET sign = false, version = version + 1, updated_at = CAST(:now AS timestamptz)"
    " WHERE org_id = CAST(:org AS uuid) AND company_id = CAST(:company AS uuid) AND sign"
)
_INSERT = insert(signing_certificates, skip=["retired_at"])
_ENDING = Q(
    "SELECT org_id, company_id FROM signing_certificates WHERE origin = 'made' AND retired_at IS NULL"
    " AND not_after < CAST(:until AS timestamptz) AND (CAST(:only AS uuid) IS NULL OR org_id = CAST(:only AS uuid))"
    " ORDER BY org_id, company_id"
)


async def upload_certificate(tx: Tx, company_id: UUID, wanted: SigningCertificateIn) -> SigningCertificate:
    """Sign with this one from now on. Raises `CompanyNotFound`, `BadCertificate`."""
    company = await lock_company(tx, company_id)
    try:
        content = base64.b64decode(wanted.pkcs12, validate=True)
    except ValueError as error:
        raise BadCertificate(pointer="/pkcs12", problem="it is not in base64") from error
    return await _replace(tx, company, read_certificate(content, wanted.password, now=clock()), "uploaded")


async def make_own_certificate(tx: Tx, company_id: UUID) -> SigningCertificate:
    """Make a key and a certificate in the company's name, and sign with it from now on. Raises `CompanyNotFound`.

    Where there is one already this renews it: the old key is destroyed, the old certificate stays to check old PDFs with.
    """
    name = (await get_company(tx, company_id)).profile.name
    made = await asyncio.to_thread(make_certificate, name, now=clock())
    return await _replace(tx, await lock_company(tx, company_id), made, "made")


async def _replace(tx: Tx, company: CompanyRow, found: Certificate, origin: Origin) -> SigningCertificate:
    before = await find_certificate(tx, company.id)
    await _RETIRE.run(tx.conn, org=tx.org_id, company=company.id, now=tx.now)
    id = new_id()
    values: dict[str, Any] = {name: getattr(found, name) for name in FACTS}
    sealed = seal(base64.b64encode(found.pkcs12).decode(), context=certificate_context(tx.org_id, id))
    await _INSERT.run(
        tx.conn, org_id=tx.org_id, id=id, company_id=company.id, origin=origin, sealed=sealed,
        certificate=found.certificate, created_at=tx.now, **values,
    )  # fmt: skip
    after = await get_certificate(tx, company)
    await audit(tx, "company.set_certificate", subject="company", id=company.id, before=before, after=after)
    return after


async def remove_certificate(tx: Tx, company_id: UUID) -> None:
    """Destroy the key and sign no more; what is signed stays signed. Raises `CompanyNotFound`, `NoCertificate`."""
    company = await lock_company(tx, company_id)
    before = await get_certificate(tx, company)
    await _RETIRE.run(tx.conn, org=tx.org_id, company=company.id, now=tx.now)
    await _OFF.run(tx.conn, org=tx.org_id, company=company.id, now=tx.now)
    await audit(tx, "company.remove_certificate", subject="company", id=company.id, before=before)


async def renew_certificates(pool: Pool, *, org: UUID | None = None) -> int:
    """Renew those made here that end within `AHEAD` (of `org` alone, if given), and return how many.

    Each is a transaction of its own; one that fails is logged and does not hold up the others.
    """
    until = clock() + AHEAD
    async with begin(pool) as tx:
        ending = await _ENDING.all(tx.conn, until=until, only=org)
    renewed = 0
    for row in ending:
        try:
            async with begin(pool, org=row["org_id"]) as tx:
                renewed += await _renew(tx, row["company_id"])
        except Exception as error:
            log.exception("signing.not_renewed", company=str(row["company_id"]), exc_info=error)
    return renewed


async def _renew(tx: Tx, company_id: UUID) -> bool:
    """Whether it still had to be done once nobody else could do it."""
    await lock_company(tx, company_id)
    found = await find_certificate(tx, company_id)
    if found is None or found.origin != "made" or found.not_after >= clock() + AHEAD:
        return False
    await make_own_certificate(tx, company_id)
    return True
