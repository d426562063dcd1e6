"""FM-01, FM-02, FM-19, FM-20, FM-42: whatever is killed, every invoice and every mail is there once.

The full size (1,500 invoices, 40 kills) is `python -m bench chaos`.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INVOICES, KILLS = 150, 12


@pytest.mark.chaos
class TestChaos:
    @pytest.mark.parametrize("mode", ["smtp", "mailbox"])
    def test_everything_happens_once_however_often_processes_are_killed(self, mode: str) -> None:
        command = [sys.executable, "-m", "bench.chaos", mode, str(INVOICES), str(KILLS)]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False)
        assert run.stdout, run.stderr[-3000:]
        found = json.loads(run.stdout.splitlines()[-1])
        assert found["kills"] >= 10
        assert (found["invoices"], found["numbers"], found["consecutive"]) == (INVOICES, INVOICES, True)
        assert (found["wire"], found["letters"], found["recipients"]) == (INVOICES, INVOICES, INVOICES)
        assert found["states"] == {"sent": INVOICES}
        if mode == "mailbox":
            assert found["resolved_arrived"] + found["resolved_lost"] == 0, "the mailbox can tell, nobody need be asked"
