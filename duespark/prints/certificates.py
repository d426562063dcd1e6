"""The certificate a company's PDFs are signed with: uploaded, or made for it; encrypted at rest, never handed out again."""

import base64
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import asyncpg
from annotated_types import Len

from duespark.accounts.audit import audit
from duespark.adapters.pdf.certificate import BadCertificate, Certificate, make_certificate, read_certificate
from duespark.companies.queries import CompanyRow, lock_company
from duespark.engine.errors import NotFound
from duespark.prints.models import signing_certificates
from duespark.runtime.db import Q, insert
from duespark.runtime.security import seal, unseal
from duespark.runtime.tx import Tx, clock
from duespark.runtime.web import Closed

Origin = Literal["uploaded", "made"]

_SHOWN = ("origin", "subject", "issuer", "serial", "not_before", "not_after", "created_at")
_GET = Q(
    f"SELECT {', '.join(_SHOWN)}, sealed FROM signing_certificates"
    " WHERE org_id = CAST(:org AS uuid) AND company_id = CAST(:company AS uuid)"
)
_DELETE = Q(
    "DELETE FROM signing_certificates WHERE org_id = CAST(:org AS uuid) AND company_id = CAST(:company AS uuid)"
)
_OFF = Q(
    "UPDATE print_settings SET sign = false, version = version + 1, updated_at = CAST(:now AS timestamptz)"
    " WHERE org_id = CAST(:org AS uuid) AND company_id = CAST(:company AS uuid) AND sign"
)
_INSERT = insert(signing_certificates)


class NoCertificate(NotFound):
    code = "signing.no_certificate"
    sentence = "{name} has no certificate to sign with. Upload one, or let DueSpark make one."


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningCertificateIn(Closed):
    """A PKCS#12 file (.p12, .pfx) in base64, and its password."""

    pkcs12: Annotated[str, Len(1, 200_000)]
    password: Annotated[str, Len(0, 1000)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningCertificate(Closed):
    """A company's certificate. One that was `made` here shows that nothing was changed; an `uploaded` one also who signed,
    as far as its issuer is trusted."""

    origin: Origin
    subject: str
    issuer: str
    serial: str
    not_before: datetime
    not_after: datetime
    created_at: datetime


def _context(org: UUID, company: UUID) -> str:
    return f"{org}/signing_certificates/{company}/sealed"


def _shown(row: asyncpg.Record) -> SigningCertificate:
    return SigningCertificate(**{name: row[name] for name in _SHOWN})


async def get_certificate(tx: Tx, company: CompanyRow) -> SigningCertificate:
    """Whose it is and how long it holds. Raises `NoCertificate`."""
    row = await _GET.one(tx.conn, org=tx.org_id, company=company.id)
    if row is None:
        raise NoCertificate(name=company.profile.name)
    return _shown(row)


async def open_certificate(tx: Tx, company: CompanyRow) -> Certificate:
    """The certificate with its key, to sign. Raises `NoCertificate`."""
    row = await _GET.one(tx.conn, org=tx.org_id, company=company.id)
    if row is None:
        raise NoCertificate(name=company.profile.name)
    content = base64.b64decode(unseal(row["sealed"], context=_context(tx.org_id, company.id)))
    facts = {name: row[name] for name in ("subject", "issuer", "serial", "not_before", "not_after")}
    return Certificate(pkcs12=content, **facts)


async def upload_certificate(tx: Tx, company_id: UUID, wanted: SigningCertificateIn) -> SigningCertificate:
    """Sign with this one from now on. Raises `CompanyNotFound`, `BadCertificate`."""
    company = await lock_company(tx, company_id)
    try:
        content = base64.b64decode(wanted.pkcs12, validate=True)
    except ValueError as error:
        raise BadCertificate(pointer="/pkcs12", problem="it is not in base64") from error
    return await _replace(tx, company, read_certificate(content, wanted.password, now=clock()), "uploaded")


async def make_own_certificate(tx: Tx, company_id: UUID) -> SigningCertificate:
    """Make a key and a certificate in the company's name, and sign with it from now on. Raises `CompanyNotFound`."""
    company = await lock_company(tx, company_id)
    return await _replace(tx, company, make_certificate(company.profile.name, now=clock()), "made")


async def _replace(tx: Tx, company: CompanyRow, found: Certificate, origin: Origin) -> SigningCertificate:
    before = await _GET.one(tx.conn, org=tx.org_id, company=company.id)
    await _DELETE.run(tx.conn, org=tx.org_id, company=company.id)
    values: dict[str, Any] = {name: getattr(found, name) for name in _SHOWN if name not in ("origin", "created_at")}
    sealed = seal(base64.b64encode(found.pkcs12).decode(), context=_context(tx.org_id, company.id))
    await _INSERT.run(
        tx.conn, org_id=tx.org_id, company_id=company.id, origin=origin, sealed=sealed, created_at=tx.now, **values
    )
    after = await get_certificate(tx, company)
    await audit(
        tx, "company.set_certificate", subject="company", id=company.id, before=before and _shown(before), after=after
    )
    return after


async def remove_certificate(tx: Tx, company_id: UUID) -> None:
    """Forget it and sign no more; what is signed stays signed. Raises `CompanyNotFound`, `NoCertificate`."""
    company = await lock_company(tx, company_id)
    before = await get_certificate(tx, company)
    await _DELETE.run(tx.conn, org=tx.org_id, company=company.id)
    await _OFF.run(tx.conn, org=tx.org_id, company=company.id, now=tx.now)
    await audit(tx, "company.remove_certificate", subject="company", id=company.id, before=before)
