"""Processes of a pool do not outlive the process that started it, however it ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import multiprocessing, os, time
from concurrent.futures import ProcessPoolExecutor
from duespark.runtime.parent import end_with_parent

if __name__ == "__main__":
    pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"), initializer=end_with_parent)
    print(pool.submit(os.getpid).result(), flush=True)
    time.sleep(60)
"""


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()


class TestEndWithParent:
    def test_a_pools_process_ends_when_its_owner_is_killed(self, tmp_path: Path) -> None:
        program = tmp_path / "program.py"
        program.write_text(PROGRAM)
        env = os.environ | {"PYTHONPATH": str(ROOT)}
        owner = subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, env=env)
        assert owner.stdout is not None
        child = int(owner.stdout.readline())
        assert is_there(child)
        owner.send_signal(signal.SIGKILL)
        owner.wait()
        deadline = time.monotonic() + 10
        while is_there(child) and time.monotonic() < deadline:
            time.sleep(0.05)
        owner.stdout.close()
        assert not is_there(child)

    def test_every_pool_asks_for_it(self) -> None:
        found = [path for path in (ROOT / "duespark").rglob("*.py") if "ProcessPoolExecutor(" in path.read_text()]
        assert [path for path in found if "initializer=end_with_parent" not in path.read_text()] == []
        assert found
