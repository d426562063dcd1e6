"""One contract of the door to files, on a local folder; on each bucket too that OBJECT_STORES names, see CONTRIBUTING.md."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from duespark.runtime import storage
from duespark.runtime.ids import new_id
from duespark.runtime.settings import settings
from duespark.runtime.storage import ObjectMissing


@pytest.fixture(params=["", *os.environ.get("OBJECT_STORES", "").split()])
def org(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[UUID]:
    """An organization without files, in this store."""
    monkeypatch.setattr(settings(), "objects_url", request.param)
    monkeypatch.setattr(settings(), "data_dir", tmp_path)
    storage._store.cache_clear()
    yield new_id()
    storage._store.cache_clear()


async def streamed(key: str) -> bytes:
    return b"".join([piece async for piece in await storage.stream(key)])


class TestStore:
    async def test_gives_back_what_was_put(self, org: UUID, tmp_path: Path) -> None:
        key = await storage.put(org, b"PDF")
        assert await storage.put(org, b"PDF") == key
        assert (await storage.get(key), await storage.get_content(org, key.split("/")[1])) == (b"PDF", b"PDF")
        for content in (b"one", b"two"):
            await storage.put_at(f"{org}/chosen", content)
        assert await streamed(f"{org}/chosen") == b"two"
        file = tmp_path / "big"
        file.write_bytes(os.urandom(12_000_000))
        await storage.put_file_at(f"{org}/big", file)
        assert await streamed(f"{org}/big") == file.read_bytes()

    async def test_says_what_is_missing_and_forgets_what_is_removed(self, org: UUID) -> None:
        key = await storage.put(org, b"PDF")
        await storage.remove(f"{org}/nothing")
        await storage.remove(key)
        for read in (storage.get, storage.stream):
            with pytest.raises(ObjectMissing):
                await read(key)
