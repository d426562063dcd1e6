"""Where requests wait: who is let in, who is taken along, and that no place is ever lost."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi.responses import Response

from duespark.accounts import desk as desk_module
from duespark.accounts.desk import MOST, Asked, Desk


def asked(path: str = "/a", caller: str = "ada") -> Asked:
    request: Any = SimpleNamespace(url=SimpleNamespace(path=path))
    return Asked(request, {}, caller)


async def waits(desk: Desk, one: Asked) -> "asyncio.Task[Response | None]":
    task = asyncio.create_task(desk.enter(one))
    await asyncio.sleep(0)
    return task


class TestDesk:
    async def test_a_caller_has_one_place_and_others_have_the_rest(self) -> None:
        desk = Desk(3)
        first, second = asked("/1"), asked("/2")
        assert await desk.enter(first) is None
        mine = await waits(desk, second)
        assert [await desk.enter(asked("/3", "bob")), await desk.enter(asked("/4", "cyd"))] == [None, None]
        theirs = await waits(desk, asked("/5", "dan"))
        assert not mine.done()
        assert not theirs.done()
        desk.leave(first)
        assert await mine is None
        desk.leave(second)
        assert await theirs is None

    async def test_who_waits_long_gets_a_second_place_but_nobody_all(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(desk_module, "PATIENCE", 0.02)
        desk = Desk(3)
        await desk.enter(asked("/1"))
        second, third = [await waits(desk, asked(path)) for path in ("/2", "/3")]
        async with asyncio.timeout(5):
            assert await second is None
        await asyncio.sleep(0.05)
        assert not third.done()
        assert await desk.enter(asked("/4", "bob")) is None
        third.cancel()

    async def test_one_place_is_for_everybody(self) -> None:
        desk = Desk(1)
        first = asked()
        assert await desk.enter(first) is None
        task = await waits(desk, asked("/2"))
        desk.leave(first)
        assert await task is None

    async def test_takes_along_what_else_waits_of_the_caller(self) -> None:
        desk = Desk(1)
        first, same, twin, other = asked("/1"), asked("/2"), asked("/2"), asked("/3", "bob")
        await desk.enter(first)
        tasks = [await waits(desk, one) for one in (same, twin, other)]
        assert desk.take_along(first) == [first, same]
        answer = Response()
        desk.hand_out([same], [answer])
        assert await tasks[0] is answer
        desk.leave(first)
        assert await tasks[1] is None
        assert not tasks[2].done()
        desk.leave(twin)
        assert await tasks[2] is None

    async def test_takes_along_only_so_many(self) -> None:
        desk = Desk(1)
        first = asked("/first")
        await desk.enter(first)
        tasks = [await waits(desk, asked(f"/{at}")) for at in range(MOST + 3)]
        assert len(desk.take_along(first)) == MOST
        for task in tasks:
            task.cancel()

    async def test_who_must_be_alone_takes_none_along_and_is_not_taken(self) -> None:
        desk = Desk(1)
        first, alone = asked("/1"), asked("/2")
        alone.alone = True
        await desk.enter(first)
        task = await waits(desk, alone)
        assert desk.take_along(first) == [first]
        desk.leave(first)
        assert await task is None
        await waits(desk, asked("/3"))
        assert desk.take_along(alone) == [alone]

    async def test_what_must_be_asked_again_comes_first_and_in_order(self) -> None:
        desk = Desk(1)
        first, second, third, last = (asked(f"/{at}") for at in range(4))
        await desk.enter(first)
        tasks = {one: await waits(desk, one) for one in (second, third)}
        group = desk.take_along(first)
        tasks[last] = await waits(desk, last)
        desk.hand_out(group[1:], [None, None])
        order = []
        for leaving in (first, second, third):
            desk.leave(leaving)
            order.append(next(one for one, task in tasks.items() if one.called.done() and one not in order))
            assert await tasks[order[-1]] is None
        assert order == [second, third, last]

    async def test_an_error_is_the_answer_of_whom_it_is_for(self) -> None:
        desk = Desk(1)
        first, second = asked("/1"), asked("/2")
        await desk.enter(first)
        task = await waits(desk, second)
        desk.hand_out(desk.take_along(first)[1:], [LookupError("gone")])
        with pytest.raises(LookupError, match="gone"):
            await task

    async def test_who_goes_away_while_waiting_is_passed_over(self) -> None:
        desk = Desk(1)
        first, gone, last = asked("/1"), asked("/2"), asked("/3")
        await desk.enter(first)
        tasks = [await waits(desk, one) for one in (gone, last)]
        tasks[0].cancel()
        await asyncio.sleep(0)
        desk.leave(first)
        assert await tasks[1] is None

    async def test_who_goes_away_when_let_in_gives_the_place_back(self) -> None:
        desk = Desk(1)
        first, gone, last = asked("/1"), asked("/2"), asked("/3")
        await desk.enter(first)
        tasks = [await waits(desk, one) for one in (gone, last)]
        desk.leave(first)
        tasks[0].cancel()
        with pytest.raises(asyncio.CancelledError):
            await tasks[0]
        assert await tasks[1] is None

    async def test_who_goes_away_after_being_taken_along_harms_nobody(self) -> None:
        desk = Desk(1)
        first, gone = asked("/1"), asked("/2")
        await desk.enter(first)
        task = await waits(desk, gone)
        group = desk.take_along(first)
        task.cancel()
        await asyncio.sleep(0)
        desk.hand_out(group[1:], [Response()])
        desk.leave(first)
        assert await desk.enter(asked("/3")) is None
