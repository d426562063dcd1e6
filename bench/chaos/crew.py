"""The processes under test: each can be killed at any moment and is started again at once."""

import random
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from duespark.runtime.parent import die_with_parent


@dataclass
class Crew:
    """Two web processes on ports of their own and two workers."""

    folder: Path
    env: Mapping[str, str]
    ports: tuple[int, int]
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    killed: list[str] = field(default_factory=list)

    def start(self) -> None:
        for name in ("web-0", "web-1", "worker-0", "worker-1"):
            self._start(name)

    def _start(self, name: str) -> None:
        kind, _, number = name.partition("-")
        env = {**self.env, "DUESPARK_PORT": str(self.ports[int(number)])}
        with (self.folder / f"{name}.log").open("ab") as output:
            self.running[name] = subprocess.Popen(
                [sys.executable, "-m", "duespark.cli", kind],
                env=env,
                stdout=output,
                stderr=output,
                preexec_fn=die_with_parent(signal.SIGKILL),
            )

    def kill_one(self, chance: random.Random) -> str:
        """kill -9 a process and start it again; web and workers in turn, which one is chance."""
        kind = "worker" if len(self.killed) % 2 else "web"
        name = f"{kind}-{chance.randrange(2)}"
        process = self.running[name]
        process.kill()
        process.wait()
        self.killed.append(name)
        self._start(name)
        return name

    def tend(self) -> None:
        """Start again what ended by itself."""
        for name, process in list(self.running.items()):
            if process.poll() is not None:
                self._start(name)

    def stop(self) -> None:
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
