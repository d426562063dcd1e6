"""The organization's signing key (Ed25519, RFC 8032): it says that a version was made by this installation, and when not.

Made at first use, encrypted at rest. A key is replaced, never deleted: what it signed is checked with it for ever.
"""

import base64
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import asyncpg
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from duespark.accounts.audit import audit
from duespark.engine.errors import Unavailable
from duespark.runtime.db import Q
from duespark.runtime.ids import new_id
from duespark.runtime.security import SealBroken, seal, unseal
from duespark.runtime.tx import Tx

_INSERT = Q(
    "INSERT INTO signing_keys (org_id, id, public_key, private_key, created_at) VALUES (CAST(:org AS uuid),"
    " CAST(:id AS uuid), CAST(:public AS bytea), CAST(:private AS bytea), CAST(:now AS timestamptz))"
    " ON CONFLICT (org_id) WHERE retired_at IS NULL DO NOTHING RETURNING id"
)
_IN_USE = Q("SELECT id, private_key FROM signing_keys WHERE org_id = CAST(:org AS uuid) AND retired_at IS NULL")
_ONE = Q("SELECT id, private_key FROM signing_keys WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)")
_RETIRE = Q(
    "UPDATE signing_keys SET retired_at = CAST(:now AS timestamptz)"
    " WHERE org_id = CAST(:org AS uuid) AND retired_at IS NULL RETURNING id"
)
_LIST = Q(
    "SELECT id, public_key, created_at, retired_at FROM signing_keys WHERE org_id = CAST(:org AS uuid)"
    " ORDER BY retired_at IS NOT NULL, id DESC"
)


class SigningKeyLocked(Unavailable):
    code = "signing_key.locked"
    sentence = (
        "The organization's signing key cannot be opened: the installation's secret key is another one than it was. "
        "Restore DUESPARK_SECRET_KEY, or replace the signing key."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """The key in use. The private part never leaves this object."""

    key_id: UUID
    private: Ed25519PrivateKey

    def sign(self, hash: str) -> bytes:
        """The signature over a hash, taken as its ASCII characters."""
        return self.private.sign(hash.encode("ascii"))

    def secret(self, purpose: str) -> bytes:
        """A 32-byte secret for one purpose (HKDF, RFC 5869); it changes when the key is replaced."""
        return HKDFExpand(SHA256(), 32, purpose.encode()).derive(self.private.private_bytes_raw())


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicKey:
    """A key as others may see it."""

    id: UUID
    public_key: bytes
    created_at: datetime
    retired_at: datetime | None

    @property
    def text(self) -> str:
        """The 32 bytes in base64."""
        return base64.b64encode(self.public_key).decode()

    def signed(self, hash: str, signature: bytes) -> bool:
        """Whether `signature` over `hash` was made with this key."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public_key).verify(signature, hash.encode())
        except (InvalidSignature, ValueError):
            return False
        return True


async def signer(tx: Tx) -> Signer:
    """The key that signs now, made if there is none. Raises `SigningKeyLocked`."""
    row = await _IN_USE.one(tx.conn, org=tx.org_id)
    if row is None:
        made = await _make_key(tx)
        if made is not None:
            await audit(tx, "signing_key.create", subject="signing_key", id=made)
        row = await _IN_USE.one(tx.conn, org=tx.org_id)
        assert row is not None
    return _opened(tx, row)


async def signer_of(tx: Tx, key_id: UUID) -> Signer:
    """A key that signed once, in use or retired, to check what it signed. Raises `SigningKeyLocked`."""
    row = await _ONE.one(tx.conn, org=tx.org_id, id=key_id)
    assert row is not None, "keys are never deleted"
    return _opened(tx, row)


def _opened(tx: Tx, row: asyncpg.Record) -> Signer:
    try:
        text = unseal(row["private_key"], context=_context(tx.org_id, row["id"]))
    except SealBroken as error:
        raise SigningKeyLocked from error
    return Signer(key_id=row["id"], private=Ed25519PrivateKey.from_private_bytes(base64.b64decode(text)))


async def rotate_key(tx: Tx) -> PublicKey:
    """Retire the key in use and make another. Versions signed before keep the old one."""
    retired = await _RETIRE.value(tx.conn, org=tx.org_id, now=tx.now)
    await _make_key(tx)
    new = (await find_keys(tx))[0]
    await audit(
        tx, "signing_key.rotate", subject="signing_key", id=new.id, before={"id": retired}, after={"id": new.id}
    )
    return new


async def find_keys(tx: Tx) -> list[PublicKey]:
    """Every key the organization ever signed with, newest first."""
    return [PublicKey(**row) for row in await _LIST.all(tx.conn, org=tx.org_id)]


async def _make_key(tx: Tx) -> UUID | None:
    """A new key; None when another transaction made one first, for which this waits."""
    private, id = Ed25519PrivateKey.generate(), new_id()
    text = base64.b64encode(private.private_bytes_raw()).decode()
    made: UUID | None = await _INSERT.value(
        tx.conn,
        org=tx.org_id,
        id=id,
        public=private.public_key().public_bytes_raw(),
        private=seal(text, context=_context(tx.org_id, id)),
        now=tx.now,
    )
    return made


def _context(org_id: UUID, id: UUID) -> str:
    return f"{org_id}/signing_keys/{id}/private_key"
