"""The certificates a company's PDFs are signed with: the one in use, and those before it, with which old PDFs are checked.

A key is encrypted at rest, never handed out, and destroyed when another one takes its place; the public certificate stays.
"""

import base64
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import asyncpg
from annotated_types import Len

from duespark.adapters.pdf.certificate import Certificate
from duespark.companies.queries import CompanyRow, get_company
from duespark.engine.errors import NotFound
from duespark.runtime.db import Q
from duespark.runtime.security import unseal
from duespark.runtime.tx import Tx
from duespark.runtime.web import Closed

Origin = Literal["uploaded", "made"]

FACTS = ("fingerprint", "subject", "issuer", "serial", "not_before", "not_after")
"""What is stored of a certificate as it says it of itself."""
_SHOWN = ("id", "origin", *FACTS, "created_at", "retired_at")
_OF_COMPANY = "FROM signing_certificates WHERE org_id = CAST(:org AS uuid) AND company_id = CAST(:company AS uuid)"
_IN_USE = Q(f"SELECT {', '.join(_SHOWN)}, certificate, sealed {_OF_COMPANY} AND retired_at IS NULL")
_LIST = Q(f"SELECT {', '.join(_SHOWN)} {_OF_COMPANY} ORDER BY id DESC")
_FILE = Q(f"SELECT fingerprint, certificate {_OF_COMPANY} AND id = CAST(:id AS uuid)")


class NoCertificate(NotFound):
    code = "signing.no_certificate"
    sentence = "{name} has no certificate to sign with. Upload one, or let DueSpark make one."


class CertificateNotFound(NotFound):
    code = "signing.certificate_not_found"
    sentence = "There is no such certificate of this company. Take an id from the list of its certificates."


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningCertificateIn(Closed):
    """A PKCS#12 file (.p12, .pfx) in base64, and its password."""

    pkcs12: Annotated[str, Len(1, 200_000)]
    password: Annotated[str, Len(0, 1000)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningCertificate(Closed):
    """A company's certificate. One that was `made` here shows that nothing was changed; an `uploaded` one also who signed,
    as far as its issuer is trusted. `fingerprint` is its SHA-256 in hexadecimal. One with `retired_at` signs no more."""

    id: UUID
    origin: Origin
    fingerprint: str
    subject: str
    issuer: str
    serial: str
    not_before: datetime
    not_after: datetime
    created_at: datetime
    retired_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningCertificates(Closed):
    data: list[SigningCertificate]


def certificate_context(org: UUID, id: UUID) -> str:
    """Where its encrypted key opens: only in its own row."""
    return f"{org}/signing_certificates/{id}/sealed"


def _shown(row: asyncpg.Record) -> SigningCertificate:
    return SigningCertificate(**{name: row[name] for name in _SHOWN})


async def find_certificate(tx: Tx, company_id: UUID) -> SigningCertificate | None:
    """The one in use, if there is one."""
    row = await _IN_USE.one(tx.conn, org=tx.org_id, company=company_id)
    return _shown(row) if row is not None else None


async def get_certificate(tx: Tx, company: CompanyRow) -> SigningCertificate:
    """Whose the one in use is and how long it holds. Raises `NoCertificate`."""
    found = await find_certificate(tx, company.id)
    if found is None:
        raise NoCertificate(name=company.profile.name)
    return found


async def open_certificate(tx: Tx, company: CompanyRow) -> Certificate:
    """The certificate in use with its key, to sign. Raises `NoCertificate`."""
    row = await _IN_USE.one(tx.conn, org=tx.org_id, company=company.id)
    if row is None:
        raise NoCertificate(name=company.profile.name)
    content = base64.b64decode(unseal(row["sealed"], context=certificate_context(tx.org_id, row["id"])))
    facts = {name: row[name] for name in FACTS}
    return Certificate(pkcs12=content, certificate=row["certificate"], **facts)


async def find_certificates(tx: Tx, company_id: UUID) -> list[SigningCertificate]:
    """Every certificate the company ever signed with, newest first. Raises `CompanyNotFound`."""
    company = await get_company(tx, company_id)
    return [_shown(row) for row in await _LIST.all(tx.conn, org=tx.org_id, company=company.id)]


async def get_certificate_file(tx: Tx, company_id: UUID, id: UUID) -> tuple[bytes, str]:
    """The public certificate (X.509, DER) and a name for its file. Raises `CompanyNotFound`, `CertificateNotFound`."""
    company = await get_company(tx, company_id)
    row = await _FILE.one(tx.conn, org=tx.org_id, company=company.id, id=id)
    if row is None:
        raise CertificateNotFound
    return row["certificate"], f"certificate_{row['fingerprint'][:8].lower()}.cer"
