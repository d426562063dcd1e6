"""A confined process reads, reaches and starts nothing, ends in time, and knows none of the program's secrets."""

import json
import time

import pytest

from duespark.runtime.confined import Stopped, run_confined

PROBE = "tests.runtime.confined_probe"


async def probe(wanted: str, *, seconds: float = 30) -> list[str]:
    found: list[str] = json.loads(await run_confined(PROBE, wanted.encode(), seconds=seconds, environment={}))
    return found


class TestConfined:
    async def test_fm_30_reads_writes_reaches_and_starts_nothing(self) -> None:
        assert await probe("try") == []

    async def test_fm_30_is_stopped_when_it_takes_too_long(self) -> None:
        with pytest.raises(Stopped) as stopped:
            await probe("spin")
        assert stopped.value.late

    async def test_fm_30_is_killed_by_the_clock_on_the_wall_too(self) -> None:
        began = time.monotonic()
        with pytest.raises(Stopped) as stopped:
            await probe("spin", seconds=0.5)
        assert stopped.value.late
        assert time.monotonic() - began < 10

    async def test_fm_30_may_not_take_all_memory(self) -> None:
        with pytest.raises(Stopped):
            await probe("grow")

    async def test_knows_nothing_of_the_house(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DUESPARK_SECRET_KEY", "secret")
        from duespark.runtime.confined import _environment

        assert not [name for name in _environment({}) if name.startswith("DUESPARK")]
