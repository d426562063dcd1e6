"""Finds the embedded PostgreSQL server of a data folder, or starts it.

The server listens on a unix socket only, in a folder nobody else may enter, and knows its clients by the user of
the operating system that connects (`peer`): there is no password to keep or to lose. Its settings for this
machine are in `postgres/postgresql.conf` of the data folder and may be edited there.
"""

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from duespark.engine.errors import Unavailable
from duespark.runtime.data_folder import make_data_folder
from duespark.runtime.parent import die_with_parent
from duespark.runtime.postgres_cluster import cluster_of, create, socket_folder, tell_who_may_connect
from duespark.runtime.postgres_programs import Programs, ServerUser, choose_user, find_programs, within_reach

PORT = 5432
_START_SECONDS = 60.0
_STOP_SECONDS = 30.0
_LARGEST_LOG = 10_000_000
_NO_PID = 4_194_305  # one above the largest process number Linux gives


class NotStarted(Unavailable):
    code = "postgres.not_started"
    sentence = "The embedded PostgreSQL did not start: {reason}\nIts log is {log}"


class OtherMajor(Unavailable):
    code = "postgres.other_major"
    sentence = (
        "{cluster} was made by PostgreSQL {data_major}, but the programs found are {program_version}. Nothing was "
        "changed. Set DUESPARK_POSTGRES_BIN to the bin folder of a PostgreSQL {data_major}, or move the data: "
        "docs/operate/running.md, section 'A new major version of PostgreSQL'."
    )


@dataclass(slots=True)
class Server:
    """A running server. `process` is None when another process had started it."""

    cluster: Path
    sockets: Path
    pid: int
    programs: Programs
    process: subprocess.Popen[bytes] | None = None

    def dsn(self, dbname: str = "duespark", *, user: str = "duespark") -> str:
        """Address of a database, understood by asyncpg, libpq and SQLAlchemy. `postgres` is the superuser."""
        return f"postgresql://{user}@/{quote(dbname)}?host={quote(str(self.sockets), safe='')}&port={PORT}"

    def is_alive(self) -> bool:
        if self.process is not None:
            return self.process.poll() is None
        return _is_running(self.pid, self.cluster)

    def answers(self) -> bool:
        """Whether it accepts connections: not while it starts, recovers or shuts down."""
        command = [self.programs.path("pg_isready"), "-q", "-h", str(self.sockets), "-p", str(PORT)]
        return subprocess.run(command, check=False).returncode == 0

    def stop(self) -> None:
        """Ends open transactions, writes a checkpoint and stops, also when another process started the server."""
        for sig in (signal.SIGINT, signal.SIGQUIT):
            with suppress(ProcessLookupError):
                if self.is_alive():
                    os.kill(self.pid, sig)
            if _wait(lambda: not self.is_alive(), seconds=_STOP_SECONDS):
                return


def start(data_dir: Path, *, postgres_bin: Path | None = None, durable: bool = True, tied: bool = True) -> Server:
    """The server of `data_dir`: attached to when it runs, else started, and created the first time.

    A server that was killed recovers by itself from its write-ahead log. A `tied` server stops when the process
    that started it dies. `durable=False` is for tests only: a power failure may destroy the data.
    Raises NoPostgres, WrongProgram, OtherMajor, NotCreated, NotStarted, ForeignSocketFolder.
    """
    data_dir = make_data_folder(data_dir)
    with _one_at_a_time(data_dir / "postgres.lock"):
        programs = find_programs(postgres_bin)
        running = find_running(data_dir, programs=programs)
        if running is not None:
            return running
        user = choose_user(owner_of=data_dir / "postgres")
        cluster = cluster_of(data_dir, user)
        programs = within_reach(programs, user, cluster.parent)
        if not cluster.exists():
            create(cluster, programs, user, durable=durable)
        _refuse_other_major(cluster, programs)
        _forget_recycled_pid(cluster)
        tell_who_may_connect(cluster, user)
        server = Server(cluster=cluster, sockets=socket_folder(cluster, user), pid=0, programs=programs)
        _launch(server, user=user, log=data_dir / "postgres.log", tied=tied)
        return server


def find_running(data_dir: Path, *, programs: Programs | None = None) -> Server | None:
    """The server of `data_dir` if it runs, whoever started it. One that just starts or shuts down is waited for."""
    cluster = (data_dir / "postgres").resolve()
    deadline = time.monotonic() + _START_SECONDS
    while (found := _read_pid_file(cluster)) is not None:
        pid, sockets = found
        if not _is_running(pid, cluster):
            return None
        server = Server(cluster=cluster, sockets=sockets, pid=pid, programs=programs or find_programs())
        if server.answers():
            return server
        if time.monotonic() > deadline:
            raise NotStarted(reason=f"process {pid} holds {cluster} and does not answer", log=data_dir / "postgres.log")
        time.sleep(0.05)
    return None


def _refuse_other_major(cluster: Path, programs: Programs) -> None:
    made_by = (cluster / "PG_VERSION").read_text().strip()
    if made_by != str(programs.major):
        raise OtherMajor(cluster=cluster, data_major=made_by, program_version=programs.version)


def _launch(server: Server, *, user: ServerUser, log: Path, tied: bool) -> None:
    """Starts the server and waits until it answers, however long it recovers, within a minute."""
    deadline = time.monotonic() + _START_SECONDS
    while True:
        log_begins = _spawn(server, user=user, log=log, tied=tied)
        _wait(lambda: server.answers() or not server.is_alive(), seconds=deadline - time.monotonic())
        if server.is_alive() and server.answers():
            return
        said = log.read_bytes()[log_begins:].decode(errors="replace").strip()
        # Backends of a killed server need a moment to notice; until then its shared memory is "still in use".
        if "still in use" not in said or time.monotonic() > deadline:
            server.stop()
            raise NotStarted(reason=said[-2000:] or "it does not answer", log=log)
        time.sleep(0.1)


def _spawn(server: Server, *, user: ServerUser, log: Path, tied: bool) -> int:
    """Starts the program in a session of its own, so that Ctrl-C reaches only us; returns where its log begins."""
    if log.exists() and log.stat().st_size > _LARGEST_LOG:
        log.replace(log.with_name("postgres.log.1"))
    command = [
        server.programs.path("postgres"),
        "-D",
        str(server.cluster),
        "-k",
        str(server.sockets),
        "-p",
        str(PORT),
        "-h",
        "",
    ]
    tie = die_with_parent(signal.SIGINT) if tied else None
    with log.open("ab") as output:
        log_begins = output.tell()
        server.process = subprocess.Popen(
            command,
            stdout=output,
            stderr=output,
            start_new_session=True,
            cwd="/",
            preexec_fn=tie,
            **user.as_user(),
        )
    server.pid = server.process.pid
    return log_begins


def _read_pid_file(cluster: Path) -> tuple[int, Path] | None:
    """Process and socket folder of the server that says it holds `cluster`."""
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return None
    if len(lines) < 5 or not lines[0].strip().isdigit():
        return None
    return int(lines[0]), Path(lines[4])


def _forget_recycled_pid(cluster: Path) -> None:
    """PostgreSQL refuses to start while the process number of a killed server belongs to any process of its user.

    Only the number is replaced: the file also names the shared memory by which the new server finds out whether
    processes of the old one are still at work, so it must stay.
    """
    found = _read_pid_file(cluster)
    if found is not None and not _is_running(found[0], cluster):
        file = cluster / "postmaster.pid"
        file.write_text("\n".join([str(_NO_PID), *file.read_text().splitlines()[1:], ""]))
        (found[1] / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)


def _is_running(pid: int, cluster: Path) -> bool:
    """Whether `pid` lives, and not as another program that was given the number of a killed server."""
    try:
        os.kill(pid, 0)
        return not Path("/proc/self").exists() or Path(f"/proc/{pid}/cwd").readlink() == cluster
    except PermissionError:
        return True
    except (ProcessLookupError, FileNotFoundError):
        return False


def _wait(until: Callable[[], bool], *, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not until():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


@contextmanager
def _one_at_a_time(lock: Path) -> Iterator[None]:
    descriptor = os.open(lock, os.O_RDONLY | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
