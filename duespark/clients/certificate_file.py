"""The copy of an exemption certificate, as the client sent it: uploaded, replaced, read."""

from uuid import UUID

from duespark.accounts.audit import audit
from duespark.clients.certificates import Certificate, get_certificate, lock_certificate
from duespark.companies.formats import check_text
from duespark.engine.errors import Invalid, NotFound
from duespark.runtime import storage
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

MOST_BYTES = 5 * 1024 * 1024
_TYPES = (
    (b"%PDF-", "application/pdf", ".pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
)
_KEY = Q("SELECT file_key FROM client_certificates WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)")
_UPDATE = Q(
    "UPDATE client_certificates SET file_key = :key, file_name = :name, file_type = :type,"
    " updated_at = CAST(:now AS timestamptz), version = version + 1"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)


class CopyTooLarge(Invalid):
    code = "certificate.file_too_large"
    sentence = "The copy may have at most 5 MB. Save a smaller one and upload it again."


class CopyTypeRefused(Invalid):
    code = "certificate.file_type_refused"
    sentence = "This file is no PDF, PNG or JPEG. Save the copy as PDF and upload it again."


class NoCopy(NotFound):
    code = "certificate.no_file"
    sentence = "The certificate {number} has no copy yet."


async def put_copy(tx: Tx, id: UUID, *, content: bytes, name: str) -> Certificate:
    """The certificate with its copy; what a file is, its first bytes say, not its name.

    The file is named by its content, so one that is stored before a rollback does no harm. Raises `CertificateNotFound`,
    `CopyTooLarge`, `CopyTypeRefused`.
    """
    before = await lock_certificate(tx, id)
    if len(content) > MOST_BYTES:
        raise CopyTooLarge
    media_type, ending = _type_of(content)
    shown = check_text(name, pointer="/name") or f"certificate{ending}"
    key = await storage.put(tx.org_id, content, ending)
    await _UPDATE.run(tx.conn, org=tx.org_id, id=id, key=key, name=shown, type=media_type, now=tx.now)
    after = await get_certificate(tx, id)
    await audit(tx, "certificate.set_file", subject="client", id=after.client_id, before=before, after=after)
    return after


async def read_copy(tx: Tx, id: UUID) -> tuple[bytes, str, str]:
    """Content, name and media type of the copy. Raises `CertificateNotFound`, `NoCopy`."""
    found = await get_certificate(tx, id)
    if found.file_type is None:
        raise NoCopy(number=found.number)
    key = await _KEY.value(tx.conn, org=tx.org_id, id=id)
    return await storage.get(key), found.file_name, found.file_type


def _type_of(content: bytes) -> tuple[str, str]:
    for mark, media_type, ending in _TYPES:
        if content.startswith(mark):
            return media_type, ending
    raise CopyTypeRefused
