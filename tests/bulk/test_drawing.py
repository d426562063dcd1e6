"""A run that draws: several PDFs in hand, a cancelled one stops soon, and a store that is away for a moment costs nothing."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from duespark.bulk import run as bulk_run
from tests.bulk.test_bulk_runs import counts, finished, start
from tests.support.post_office import run_job
from tests.support.world import World


async def drafts(world: World, count: int) -> None:
    for _ in range(count):
        await world.add_draft()


class TestDrawing:
    async def test_a_new_one_is_begun_as_soon_as_one_is_done(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A long one does not keep the others waiting for it."""
        await drafts(world, 6)
        run = await start(world, "export_pdf", {})
        put, others = bulk_run.put_pdf, asyncio.Event()

        async def slow(org: UUID, id: UUID, position: int, *rest: Any) -> str:
            if position == 1:
                await asyncio.wait_for(others.wait(), 20)
            if position == 6:
                others.set()
            return await put(org, id, position, *rest)

        monkeypatch.setattr(bulk_run, "put_pdf", slow)
        assert counts(await finished(world, run)) == (0, 6, 0, 0)

    async def test_no_more_than_so_many_are_in_hand(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        await drafts(world, 7)
        run = await start(world, "export_pdf", {})
        put, now, most = bulk_run.put_pdf, 0, 0

        async def counted(*arguments: Any) -> str:
            nonlocal now, most
            now += 1
            most = max(most, now)
            await asyncio.sleep(0.05)
            now -= 1
            return await put(*arguments)

        monkeypatch.setattr(bulk_run, "put_pdf", counted)
        assert counts(await finished(world, run)) == (0, 7, 0, 0)
        assert most <= bulk_run.IN_HAND

    async def test_a_cancelled_run_draws_only_what_was_in_hand(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await drafts(world, 9)
        run = await start(world, "export_pdf", {})
        put, drawn, cancelled = bulk_run.put_pdf, list[int](), asyncio.Event()

        async def cancelling(org: UUID, id: UUID, position: int, *rest: Any) -> str:
            drawn.append(position)
            if len(drawn) == 1:
                assert (await world.api.post(f"/v1/bulk-runs/{id}/cancel")).status_code == 200
                cancelled.set()
            await asyncio.wait_for(cancelled.wait(), 20)
            return await put(org, id, position, *rest)

        monkeypatch.setattr(bulk_run, "put_pdf", cancelling)
        done = await finished(world, run)
        assert done["state"] == "cancelled"
        assert len(drawn) <= bulk_run.IN_HAND
        assert not done["has_file"]

    async def test_a_store_that_is_away_for_a_moment_fails_no_row(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await drafts(world, 6)
        run = await start(world, "export_pdf", {})
        put = bulk_run.put_pdf

        async def away(org: UUID, id: UUID, position: int, *rest: Any) -> str:
            if position == 2:
                raise ConnectionError("no route to the store")
            return await put(org, id, position, *rest)

        with monkeypatch.context() as patch:
            patch.setattr(bulk_run, "put_pdf", away)
            with pytest.raises(ConnectionError):
                await run_job(world, "bulk.run", {"run_id": run["id"]})
        found = (await world.api.get(f"/v1/bulk-runs/{run['id']}")).json()
        assert counts(found) == (1, 5, 0, 0)
        assert counts(await finished(world, run)) == (0, 6, 0, 0)
