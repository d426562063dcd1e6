"""Exemption certificates of clients: papers by which tax is not charged while they hold, in the place that gave them."""

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from duespark.accounts.audit import audit
from duespark.clients.models import client_certificates
from duespark.clients.queries import get_client, hold_client
from duespark.companies.formats import check_country, check_text
from duespark.engine.errors import Conflict, Invalid, NotFound
from duespark.engine.tax.exemption import ExemptionCertificate
from duespark.engine.tax.region_names import region_code
from duespark.runtime.day import Day
from duespark.runtime.db import Q, insert
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx
from duespark.runtime.web import ChangedElsewhere, Closed

MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateIn(Closed):
    """A paper of `country`, or of one `region` of it, that holds on both days and between them; without a last day until
    it is ended. `reason` is printed beside its number."""

    number: str
    country: str
    region: Annotated[str, Field(description="Code or name; empty: the whole country.")] = ""
    reason: str = ""
    valid_from: Day
    valid_until: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate(Closed):
    """An exemption certificate of a client. Without `file_type` its copy was not uploaded yet."""

    id: UUID
    client_id: UUID
    number: str
    country: str
    region: str
    reason: str
    valid_from: date
    valid_until: date | None
    file_name: str
    file_type: str | None
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificates(Closed):
    data: list[Certificate]


_COLUMNS = ", ".join(Certificate.__dataclass_fields__)
_OF_CLIENT = Q(
    f"SELECT {_COLUMNS} FROM client_certificates WHERE org_id = CAST(:org AS uuid)"
    " AND client_id = CAST(:client AS uuid) ORDER BY valid_from DESC, id DESC"
)
_ONE = f"SELECT {_COLUMNS} FROM client_certificates WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
_GET, _LOCK = Q(_ONE), Q(f"{_ONE} FOR UPDATE")
_INSERT = insert(client_certificates, skip=["file_key", "file_name", "file_type", "version"])
_UPDATE = Q(
    "UPDATE client_certificates SET number = :number, country = :country, region = :region, reason = :reason,"
    " valid_from = CAST(:valid_from AS date), valid_until = CAST(:valid_until AS date),"
    " updated_at = CAST(:now AS timestamptz), version = version + 1"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)
_DELETE = Q("DELETE FROM client_certificates WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)")
_MOVE = Q(
    "UPDATE client_certificates SET client_id = CAST(:into AS uuid), updated_at = CAST(:now AS timestamptz),"
    " version = version + 1 WHERE org_id = CAST(:org AS uuid) AND client_id = CAST(:source AS uuid)"
)


class CertificateNotFound(NotFound):
    code = "certificate.not_found"
    sentence = "There is no exemption certificate {id}."


class InvalidCertificate(Invalid):
    code = "certificate.invalid"
    sentence = "The certificate cannot be kept like this: {problem}."


class TooManyCertificates(Conflict):
    code = "certificate.too_many"
    sentence = "A client has room for {most} certificates. Remove one first."


async def find_certificates(tx: Tx, client_id: UUID) -> list[Certificate]:
    """The client's certificates, those that began last first. Raises `ClientNotFound`."""
    await get_client(tx, client_id)
    return await _of(tx, client_id)


async def exemptions_of(tx: Tx, client_id: UUID) -> list[ExemptionCertificate]:
    """The client's certificates as the engine reads them."""
    return [
        ExemptionCertificate(
            jurisdiction=one.region or one.country,
            number=one.number,
            valid_from=one.valid_from,
            valid_until=one.valid_until,
            reason=one.reason,
        )
        for one in await _of(tx, client_id)
    ]


async def get_certificate(tx: Tx, id: UUID) -> Certificate:
    """Raises `CertificateNotFound`."""
    row = await _GET.one(tx.conn, org=tx.org_id, id=id)
    if row is None:
        raise CertificateNotFound(id=id)
    return Certificate(**row)


async def lock_certificate(tx: Tx, id: UUID, *, version: int | None = None) -> Certificate:
    """The certificate, locked. Raises `CertificateNotFound`, and `ChangedElsewhere` for another version than given."""
    row = await _LOCK.one(tx.conn, org=tx.org_id, id=id)
    if row is None:
        raise CertificateNotFound(id=id)
    if version is not None and row["version"] != version:
        raise ChangedElsewhere(row["version"])
    return Certificate(**row)


async def add_certificate(tx: Tx, client_id: UUID, wanted: CertificateIn) -> Certificate:
    """A new certificate. Raises `ClientNotFound`, `ClientGone`, `TooManyCertificates`, subclasses of `Invalid`."""
    await hold_client(tx, client_id)
    tidy, id = _check(wanted), new_id()
    if len(await _of(tx, client_id)) >= MOST:
        raise TooManyCertificates(most=MOST)
    await _INSERT.run(
        tx.conn, org_id=tx.org_id, id=id, client_id=client_id, created_at=tx.now, updated_at=tx.now, **asdict(tidy)
    )
    made = await get_certificate(tx, id)
    await audit(tx, "certificate.create", subject="client", id=client_id, after=made)
    return made


async def change_certificate(tx: Tx, id: UUID, wanted: CertificateIn, *, version: int) -> Certificate:
    """The changed certificate. Raises `CertificateNotFound`, `ChangedElsewhere`, subclasses of `Invalid`."""
    before = await lock_certificate(tx, id, version=version)
    await _UPDATE.run(tx.conn, org=tx.org_id, id=id, now=tx.now, **asdict(_check(wanted)))
    after = await get_certificate(tx, id)
    await audit(tx, "certificate.update", subject="client", id=after.client_id, before=before, after=after)
    return after


async def remove_certificate(tx: Tx, id: UUID, *, version: int) -> None:
    """Forget a certificate; invoices keep its number, the store its copy. Raises `CertificateNotFound`, `ChangedElsewhere`."""
    before = await lock_certificate(tx, id, version=version)
    await _DELETE.run(tx.conn, org=tx.org_id, id=id)
    await audit(tx, "certificate.remove", subject="client", id=before.client_id, before=before)


async def move_certificates(tx: Tx, *, source: UUID, into: UUID) -> None:
    """Give the certificates of one client to another; the merge that does so audits."""
    await _MOVE.run(tx.conn, org=tx.org_id, source=source, into=into, now=tx.now)


async def _of(tx: Tx, client_id: UUID) -> list[Certificate]:
    return [Certificate(**row) for row in await _OF_CLIENT.all(tx.conn, org=tx.org_id, client=client_id)]


def _check(wanted: CertificateIn) -> CertificateIn:
    """The certificate with tidy fields. Raises subclasses of `Invalid` with a pointer."""
    number = check_text(wanted.number, pointer="/number", most=60)
    if not number:
        raise InvalidCertificate(pointer="/number", problem="it has no number, which invoices name")
    check_country(wanted.country, pointer="/country")
    typed = check_text(wanted.region, pointer="/region")
    region = region_code(wanted.country, typed)
    if typed and not region:
        problem = f"{typed} has no tax of its own in {wanted.country}; leave the region empty for the whole country"
        raise InvalidCertificate(pointer="/region", problem=problem)
    if wanted.valid_until is not None and wanted.valid_until < wanted.valid_from:
        raise InvalidCertificate(pointer="/valid_until", problem="its last day is before its first")
    return replace(wanted, number=number, region=region, reason=check_text(wanted.reason, pointer="/reason"))
