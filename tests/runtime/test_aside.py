"""Work aside is done in other processes, side by side, and none that hangs or dies takes another along."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from duespark.runtime.aside import Aside, end_free
from duespark.runtime.confined import Stopped
from tests.runtime import aside_probe as probe

ROOT = Path(__file__).resolve().parents[2]
LONG = 30.0
MEMORY = 2**28


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()


@pytest.fixture
def two() -> Iterator[Aside]:
    aside = Aside(2, memory=MEMORY)
    yield aside
    aside.stop()


class TestAside:
    def test_answers_from_another_process_that_stays(self, two: Aside) -> None:
        first, second = two.run(LONG, probe.count), two.run(LONG, probe.count)
        assert first[0] == second[0] != os.getpid()
        assert (first[1], second[1]) == (1, 2)

    def test_raises_what_the_work_raised_with_all_its_facts(self, two: Aside) -> None:
        with pytest.raises(probe.Refused, match=r"Salt is refused\.") as refused:
            two.run(LONG, probe.refuse, "Salt")
        assert refused.value.pointer == "/what"
        assert two.run(LONG, probe.count)[1] == 1

    async def test_starts_another_when_the_first_is_busy_and_no_third(self, two: Aside) -> None:
        ran = await asyncio.gather(*(two.call(LONG, probe.wait, 0.5) for _ in range(6)))
        assert len(set(ran)) == 2

    def test_kills_what_takes_too_long_and_goes_on(self, two: Aside) -> None:
        """FM-30."""
        hung = two.run(LONG, probe.who)
        began = time.monotonic()
        with pytest.raises(Stopped) as stopped:
            two.run(0.3, probe.wait, 60)
        assert stopped.value.late
        assert time.monotonic() - began < 10
        assert not is_there(hung)
        assert two.run(LONG, probe.who) != hung

    def test_time_runs_from_the_turn_and_not_from_the_asking(self) -> None:
        one = Aside(1, memory=MEMORY)
        one.run(LONG, probe.who)
        with ThreadPoolExecutor(4) as callers:
            ran = list(callers.map(lambda _: one.run(3.0, probe.wait, 1.0), range(4)))
        one.stop()
        assert len(set(ran)) == 1

    def test_does_work_again_that_somebody_else_ended(self, two: Aside, tmp_path: Path) -> None:
        assert is_there(two.run(LONG, probe.die_once, tmp_path / "mark"))

    def test_gives_work_up_that_ends_its_process_each_time(self, two: Aside) -> None:
        with pytest.raises(Stopped) as stopped:
            two.run(LONG, probe.die)
        assert not stopped.value.late
        assert two.run(LONG, probe.who)

    def test_replaces_one_that_was_killed_while_it_was_free(self, two: Aside) -> None:
        before = two.run(LONG, probe.who)
        os.kill(before, signal.SIGKILL)
        assert two.run(LONG, probe.who) != before

    def test_replaces_one_that_has_grown(self, two: Aside) -> None:
        before = two.run(LONG, probe.who)
        assert two.run(LONG, probe.keep, MEMORY // 8) == before
        assert two.run(LONG, probe.keep, MEMORY) == before
        assert not is_there(before)
        assert two.run(LONG, probe.who) != before

    def test_one_that_takes_all_memory_ends_alone(self, two: Aside) -> None:
        """FM-30."""
        with pytest.raises(Stopped) as stopped:
            two.run(LONG, probe.keep, 5 * MEMORY)
        assert not stopped.value.late
        assert two.run(LONG, probe.who)

    def test_hears_no_ctrl_c(self, two: Aside) -> None:
        """A terminal tells the group of what it started."""
        assert os.getpgid(two.run(LONG, probe.who)) != os.getpgid(0)

    def test_what_is_printed_is_no_answer(self, two: Aside) -> None:
        assert two.run(LONG, probe.say, "hello") == 5

    def test_all_that_are_free_can_be_ended(self, two: Aside) -> None:
        before = two.run(LONG, probe.who)
        end_free()
        assert not is_there(before)
        assert is_there(two.run(LONG, probe.who))


PLAIN = """
from duespark.runtime.aside import Aside
from tests.runtime import aside_probe as probe

print(Aside(1).run(30, probe.say, "hello"))
"""
PROGRAM = """
import sys, threading, time
from duespark.runtime.aside import Aside
from tests.runtime import aside_probe as probe

if __name__ == "__main__":
    aside = Aside(2, memory=2**30)
    free = aside.run(30, probe.who)
    if "busy" in sys.argv:
        threading.Thread(target=aside.run, args=(60, probe.wait, 60), daemon=True).start()
        time.sleep(0.2)
    print(free, flush=True)
    if "kill" in sys.argv:
        time.sleep(60)
"""


class TestStart:
    def test_a_program_needs_no_guard(self, tmp_path: Path) -> None:
        """multiprocessing would run it anew in each process."""
        program = tmp_path / "plain.py"
        program.write_text(PLAIN)
        env = os.environ | {"PYTHONPATH": str(ROOT)}
        ran = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, env=env, timeout=60)
        assert (ran.stdout, ran.returncode) == ("5\n", 0)


class TestEnd:
    @pytest.mark.parametrize("how", [("kill",), ("kill", "busy"), ("return",)])
    def test_none_outlives_its_owner(self, tmp_path: Path, how: tuple[str, ...]) -> None:
        program = tmp_path / "program.py"
        program.write_text(PROGRAM)
        env = os.environ | {"PYTHONPATH": str(ROOT)}
        owner = subprocess.Popen([sys.executable, str(program), *how], stdout=subprocess.PIPE, env=env)
        assert owner.stdout is not None
        child = int(owner.stdout.readline())
        if "kill" in how:
            assert is_there(child)
            owner.send_signal(signal.SIGKILL)
        assert owner.wait(20) in {0, -signal.SIGKILL}
        deadline = time.monotonic() + 10
        while is_there(child) and time.monotonic() < deadline:
            time.sleep(0.05)
        owner.stdout.close()
        assert not is_there(child)
