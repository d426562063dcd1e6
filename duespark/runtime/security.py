"""Keys of this installation: token hashes, field encryption (AES-256-GCM), keys for signing."""

import base64
import hashlib
import hmac
import os
import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from duespark.runtime.settings import settings

_KEY_ID = b"\x01"


class BadSecretKey(RuntimeError):
    """DUESPARK_SECRET_KEY is not 32 bytes in base64."""


class SealBroken(ValueError):
    """An encrypted field was changed, moved to another row, or made with another key."""


def _from_environment(text: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise BadSecretKey("DUESPARK_SECRET_KEY must be 32 bytes in base64; make one with: openssl rand -base64 32")
    return key


@lru_cache(maxsize=1)
def root_key() -> bytes:
    """The installation's key: from the environment, else made once in the data folder, readable by its owner only."""
    chosen = settings()
    if chosen.secret_key is not None:
        return _from_environment(chosen.secret_key.get_secret_value())
    path = chosen.data_dir / "secret.key"
    chosen.data_dir.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".secret-{os.getpid()}-{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(base64.b64encode(secrets.token_bytes(32)))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return _from_environment(path.read_text().strip())


@lru_cache(maxsize=32)
def derived_key(purpose: str) -> bytes:
    """A 32-byte key for one purpose (HKDF, RFC 5869), so that no key serves two ends."""
    return HKDFExpand(SHA256(), 32, purpose.encode()).derive(root_key())


def hash_token(token: str) -> bytes:
    """What is stored of a random token; tokens carry enough entropy that no salt is needed."""
    return hashlib.sha256(token.encode()).digest()


def same(one: str, other: str) -> bool:
    """Equality in constant time."""
    return hmac.compare_digest(one.encode(), other.encode())


def seal(text: str, *, context: str) -> bytes:
    """Encrypt a field. `context` (organization, table, row, field) must be the same when it is opened."""
    nonce = secrets.token_bytes(12)
    return _KEY_ID + nonce + AESGCM(derived_key("fields/1")).encrypt(nonce, text.encode(), context.encode())


def unseal(sealed: bytes, *, context: str) -> str:
    """Decrypt a field; raises `SealBroken` for changed data, another context or another key."""
    try:
        return AESGCM(derived_key("fields/1")).decrypt(sealed[1:13], sealed[13:], context.encode()).decode()
    except InvalidTag as error:
        raise SealBroken(context) from error
