"""`duespark doctor`: looks at everything an installation needs and tells the way out of what is wrong."""

import asyncio
import shutil
import smtplib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
from rich.console import Console

from duespark.cli.database import any_database
from duespark.engine.errors import DueSparkError
from duespark.runtime import migrate
from duespark.runtime.settings import settings

_PACKAGE = Path(__file__).resolve().parents[1]
_FREE_BYTES = 1_000_000_000
_OLDEST_SERVER = 150_000
_SMTP_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `fix` is empty when it is well."""

    what: str
    found: str
    fix: str = ""


def examine(console: Console) -> bool:
    """Print all findings; returns whether everything is well."""
    well = True
    for check in (_database, _disk, _fonts, _web_app, _mail):
        for finding in check():
            well = well and not finding.fix
            mark = "[red]✗[/red]" if finding.fix else "[green]✓[/green]"
            console.print(f"{mark} {finding.what}: {finding.found}")
            if finding.fix:
                console.print(f"  → {finding.fix}")
    return well


def _database() -> Iterator[Finding]:
    try:
        with any_database() as dsn:
            yield from asyncio.run(_look_into(dsn))
    except (DueSparkError, OSError, asyncpg.PostgresError) as error:
        yield Finding("database", str(error), fix="Check DATABASE_URL, or unset it to use the embedded PostgreSQL.")


async def _look_into(dsn: str) -> list[Finding]:
    connection = await asyncpg.connect(dsn, timeout=10)
    try:
        number = int(await connection.fetchval("SHOW server_version_num"))
        exempt = await connection.fetchval("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
    finally:
        await connection.close()
    now, wanted = await migrate.current(dsn), migrate.newest()
    return [
        Finding(
            "database",
            f"PostgreSQL {number // 10_000}.{number % 10_000}",
            "" if number >= _OLDEST_SERVER else "Use 15 or newer.",
        ),
        Finding("database role", *_role_finding(exempt)),
        Finding("schema", str(now), "" if now == wanted else f"Run `duespark migrate` to bring it to {wanted}."),
    ]


def _role_finding(exempt: bool) -> tuple[str, str]:
    if exempt:
        return (
            "row-level security does not bind it",
            "Connect as a role without SUPERUSER and BYPASSRLS that owns the database.",
        )
    return "bound by row-level security", ""


def _disk() -> Iterator[Finding]:
    folder = settings().data_dir
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    fix = "" if free >= _FREE_BYTES else "Free some space: PostgreSQL stops when the disk is full."
    yield Finding("disk", f"{free / 1e9:.1f} GB free in {folder}", fix)


def _fonts() -> Iterator[Finding]:
    files = [path for path in (_PACKAGE / "fonts").glob("*") if path.suffix in (".ttf", ".otf")]
    yield Finding(
        "fonts", f"{len(files)} files", "" if files else "The installation is damaged: install DueSpark again."
    )


def _web_app() -> Iterator[Finding]:
    places = (_PACKAGE / "_web" / "index.html", _PACKAGE.parent / "web" / "dist" / "index.html")
    built = any(place.exists() for place in places)
    yield Finding(
        "web app",
        "built" if built else "missing",
        "" if built else "Run `make web`, or install the wheel, which carries it.",
    )


def _mail() -> Iterator[Finding]:
    chosen = settings().smtp_url
    if chosen is None:
        yield Finding("mail", "stays in the local mailbox; set DUESPARK_SMTP_URL to send it")
        return
    address = urlsplit(chosen.get_secret_value())
    connect: Callable[..., smtplib.SMTP] = smtplib.SMTP_SSL if address.scheme == "smtps" else smtplib.SMTP
    try:
        with connect(address.hostname or "", address.port or 0, timeout=_SMTP_SECONDS) as server:
            server.ehlo()
        yield Finding("mail", f"{address.hostname} answers")
    except (OSError, smtplib.SMTPException) as error:
        yield Finding(
            "mail", f"{address.hostname}: {error}", fix="Check DUESPARK_SMTP_URL and that the firewall lets mail out."
        )
