"""FM-19, FM-20: numbers follow each other, whoever issues at the same time and whatever breaks off.

The full size (200 issues at once, 1,000 broken off) is `python -m bench numbers`.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ISSUES, ABORTS = 60, 40


@pytest.mark.chaos
class TestNumbers:
    def test_four_processes_and_broken_transactions_leave_no_gap(self) -> None:
        command = [sys.executable, "-m", "bench.numbers", str(ISSUES), str(ABORTS)]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False)
        assert run.stdout, run.stderr[-3000:]
        found = json.loads(run.stdout.splitlines()[-1])
        rush, aborts = found["rush"], found["aborts"]
        assert (rush["tries"], rush["consecutive"], rush["deadlocks"], rush["rollbacks"]) == (ISSUES, True, 0, 0)
        assert aborts["by"] == dict.fromkeys(("rollback", "cancel", "connection", "kill"), ABORTS // 4)
        assert (aborts["gaps"], aborts["duplicates"], aborts["counted"]) == (0, 0, aborts["issued"])
