"""Files: content-addressed objects in a local folder, S3, GCS or Azure, behind one small door (obstore)."""

import hashlib
from collections.abc import AsyncIterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

import obstore
from obstore.store import LocalStore, ObjectStore, from_url

from duespark.engine.errors import NotFound, Unavailable
from duespark.runtime.settings import settings


class ObjectMissing(NotFound):
    code = "file.missing"
    sentence = "The file {key} is not in the store."


class ObjectDamaged(Unavailable):
    code = "file.damaged"
    sentence = "The file {sha256} in the store is not what was put there. Bring it back from a backup."


@lru_cache(maxsize=1)
def _store() -> ObjectStore:
    chosen = settings()
    if chosen.objects_url:
        return from_url(chosen.objects_url)
    folder = chosen.data_dir / "objects"
    folder.mkdir(parents=True, exist_ok=True)
    return LocalStore(folder)


def content_key(org_id: UUID, content: bytes, suffix: str = "") -> str:
    """Where content of an organization lives: named by its own SHA-256, so that nothing is ever overwritten."""
    return f"{org_id}/{hashlib.sha256(content).hexdigest()}{suffix}"


async def put(org_id: UUID, content: bytes, suffix: str = "") -> str:
    """Store content and return its key; storing the same again changes nothing."""
    key = content_key(org_id, content, suffix)
    await obstore.put_async(_store(), key, content)
    return key


async def put_at(key: str, content: bytes) -> None:
    """Store content under a chosen key, replacing what is there."""
    await obstore.put_async(_store(), key, content)


async def put_file_at(key: str, path: Path) -> None:
    """Store a file of this machine under a chosen key, piece by piece."""
    await obstore.put_async(_store(), key, path)


async def stream(key: str) -> AsyncIterator[bytes]:
    """The content under `key`, piece by piece; raises `ObjectMissing` at once."""
    try:
        result = await obstore.get_async(_store(), key)
    except FileNotFoundError as error:
        raise ObjectMissing(key=key) from error
    return _pieces(result)


async def _pieces(result: Any) -> AsyncIterator[bytes]:
    async for piece in result.stream():
        yield bytes(piece)


async def get(key: str) -> bytes:
    """The content under `key`; raises `ObjectMissing`."""
    try:
        result = await obstore.get_async(_store(), key)
    except FileNotFoundError as error:
        raise ObjectMissing(key=key) from error
    return bytes(await result.bytes_async())


async def get_content(org_id: UUID, sha256: str) -> bytes:
    """Content an organization put without a suffix, by its hash. Raises `ObjectMissing`, `ObjectDamaged`."""
    content = await get(f"{org_id}/{sha256}")
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ObjectDamaged(sha256=sha256)
    return content


async def remove_content(org_id: UUID, sha256: str) -> None:
    """Delete content by its hash; whoever calls has made sure that nothing points to it any more."""
    await remove(f"{org_id}/{sha256}")


async def remove(key: str) -> None:
    """Delete what was put at a chosen key; content may be shared, see `remove_content`."""
    with suppress(FileNotFoundError):
        await obstore.delete_async(_store(), key)
