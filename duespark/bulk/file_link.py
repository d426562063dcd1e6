"""The address of a run's file for somebody without an account: signed, and of no use once its hours are over."""

import base64
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Annotated
from uuid import UUID

from pydantic import Field

from duespark.accounts.audit import audit
from duespark.bulk.queries import get_file_key, get_run
from duespark.engine.errors import NotFound
from duespark.runtime.db import Q
from duespark.runtime.security import derived_key
from duespark.runtime.settings import settings
from duespark.runtime.tx import Tx, bind, clock
from duespark.runtime.web import Closed

_SIGNATURE, _FACTS = 16, 40
_FILE = Q("SELECT file_key FROM bulk_runs WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)")


class LinkExpired(NotFound):
    code = "bulk.link_expired"
    sentence = "This link has expired, or the file behind it was removed. Ask whoever sent it for a new one."


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLinkIn(Closed):
    hours: Annotated[int, Field(ge=1, le=168)] = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLink(Closed):
    """Whoever has the address may download the file until then, or until the file is removed after a week."""

    url: str
    expires_at: datetime


async def make_file_link(tx: Tx, id: UUID, wanted: FileLinkIn) -> FileLink:
    """An address for the file of a run. Raises `RunNotFound`, `NoFile`."""
    await get_run(tx, id)
    await get_file_key(tx, id)
    expires = (clock() + timedelta(hours=wanted.hours)).replace(microsecond=0)
    facts = tx.org_id.bytes + id.bytes + int(expires.timestamp()).to_bytes(8, "big")
    code = base64.urlsafe_b64encode(facts + _sign(facts)).decode().rstrip("=")
    await audit(tx, "bulk_run.share_file", subject="bulk_run", id=id, after={"expires_at": expires})
    return FileLink(url=f"{settings().base_url}/files/{code}", expires_at=expires)


async def open_file_link(tx: Tx, code: str) -> str:
    """Where the file behind a code lies; binds the transaction to its organization. Raises `LinkExpired`."""
    org, run = _read(code)
    try:
        await bind(tx, org)
    except LookupError as error:
        raise LinkExpired from error
    key: str | None = await _FILE.value(tx.conn, org=org, id=run)
    if key is None:
        raise LinkExpired
    return key


def _read(code: str) -> tuple[UUID, UUID]:
    try:
        content = base64.urlsafe_b64decode(code + "=" * (-len(code) % 4))
    except ValueError as error:
        raise LinkExpired from error
    facts, signature = content[:_FACTS], content[_FACTS:]
    if len(content) != _FACTS + _SIGNATURE or not hmac.compare_digest(signature, _sign(facts)):
        raise LinkExpired
    if int.from_bytes(facts[32:], "big") <= clock().timestamp():
        raise LinkExpired
    return UUID(bytes=facts[:16]), UUID(bytes=facts[16:32])


def _sign(facts: bytes) -> bytes:
    return hmac.digest(derived_key("bulk-files/1"), facts, sha256)[:_SIGNATURE]
