"""Where the embedded database's files lie, how they are made the first time, and who may connect."""

import hashlib
import os
import pwd
import shutil
import subprocess
from pathlib import Path

from duespark.engine.errors import Unavailable
from duespark.runtime.postgres_programs import Programs, ServerUser

_BESIDE = Path("/var/lib/duespark")
_LONGEST_SOCKET_PATH = 103  # of macOS; Linux allows 107
_ENVIRONMENT = {"LC_ALL": "C", "PATH": "/usr/bin:/bin"}

_SETTINGS = """
# Written by DueSpark when it made this database, for a small machine. Yours to change; restart to apply.
max_connections = 100
shared_buffers = 128MB
jit = off
random_page_cost = 1.1
timezone = 'UTC'
log_timezone = 'UTC'
log_checkpoints = off
"""

_NOT_DURABLE = """
fsync = off
synchronous_commit = off
full_page_writes = off
"""

# No superuser and no BYPASSRLS: row-level security must bind the program itself.
_OWNER_AND_DATABASE = """
CREATE ROLE duespark LOGIN
CREATE DATABASE duespark OWNER duespark
"""


class NotCreated(Unavailable):
    code = "postgres.not_created"
    sentence = "The database could not be created in {cluster}: {reason}"


class ForeignSocketFolder(Unavailable):
    code = "postgres.foreign_socket_folder"
    sentence = "{folder} exists and belongs to somebody else. Remove it, or choose a data folder with a shorter path."


def cluster_of(data_dir: Path, user: ServerUser) -> Path:
    """The folder of the database's files: `data_dir/postgres`.

    When the server's user cannot reach `data_dir` (a checkout in root's closed home), it is a folder below
    /var/lib/duespark and `data_dir/postgres` is a link to it.
    """
    usual = data_dir / "postgres"
    if usual.is_symlink() or usual.exists():
        return usual.resolve()
    if user.can_enter(data_dir):
        return usual
    beside = _BESIDE / _short_name(data_dir) / "postgres"
    beside.parent.mkdir(parents=True, exist_ok=True)
    usual.symlink_to(beside)
    return beside


def create(cluster: Path, programs: Programs, user: ServerUser, *, durable: bool) -> None:
    """Makes the database with its owner, whole or not at all: a start that is killed begins anew the next time.

    The collation is PostgreSQL's own C.UTF-8, the same on every machine, so that moving the files or upgrading the
    system's C library never corrupts an index.
    """
    unfinished = cluster.with_name("postgres.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700, parents=True)
    user.take_over(unfinished)
    builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    locale = builtin if programs.major >= 17 else ["--locale=C.UTF-8"]
    initdb = [
        programs.path("initdb"),
        "-D",
        str(unfinished),
        "-U",
        "postgres",
        "-E",
        "UTF8",
        "--data-checksums",
        "-A",
        "peer",
    ]
    _run([*initdb, *locale, *([] if durable else ["--no-sync"])], cluster, user)
    with (unfinished / "postgresql.conf").open("a") as conf:
        conf.write(_SETTINGS if durable else _SETTINGS + _NOT_DURABLE)
    single = [programs.path("postgres"), "--single", "-D", str(unfinished), "-c", "exit_on_error=on", "postgres"]
    _run(single, cluster, user, says=_OWNER_AND_DATABASE.lstrip())
    unfinished.rename(cluster)


def _run(command: list[str], cluster: Path, user: ServerUser, *, says: str = "") -> None:
    done = subprocess.run(
        command, input=says, capture_output=True, text=True, cwd="/", env=_ENVIRONMENT, check=False, **user.as_user()
    )
    if done.returncode != 0:
        raise NotCreated(cluster=cluster, reason=(done.stderr or done.stdout).strip()[-2000:])


def tell_who_may_connect(cluster: Path, user: ServerUser) -> None:
    """Root, the server's user and ourselves, as the program's role or as the superuser; the kernel vouches for each."""
    people = sorted({"root", user.name, pwd.getpwuid(os.geteuid()).pw_name})
    roles = ("duespark", "postgres")
    map_lines = [f'duespark "{person}" {role}\n' for person in people for role in roles]
    for name, text in (("pg_ident.conf", "".join(map_lines)), ("pg_hba.conf", "local all all peer map=duespark\n")):
        (cluster / name).write_text(f"# Written by DueSpark at every start.\n{text}")
        user.take_over(cluster / name)


def socket_folder(cluster: Path, user: ServerUser) -> Path:
    """The database's own folder, which is closed to everybody else; a closed one below /tmp if its path is too long."""
    if len(str(cluster / ".s.PGSQL.5432")) <= _LONGEST_SOCKET_PATH:
        return cluster
    folder = Path("/tmp") / f"duespark-{_short_name(cluster)}"
    if not folder.is_symlink() and not folder.exists():
        folder.mkdir(mode=0o700)
        user.take_over(folder)
    found = folder.lstat()
    if found.st_uid != user.uid or found.st_mode & 0o170777 != 0o040700:
        raise ForeignSocketFolder(folder=folder)
    return folder


def _short_name(folder: Path) -> str:
    return hashlib.sha256(str(folder).encode()).hexdigest()[:12]
