"""The table of commands. Each imports what it runs when it runs, so that `--help` and one web process start quickly."""

import asyncio
import os
import platform
import signal
import subprocess
import sys
from typing import Annotated

import cyclopts
import orjson
from cyclopts import Parameter
from pydantic import ValidationError
from rich.console import Console

from duespark import __version__
from duespark.cli.database import any_database, running_database, use_database
from duespark.engine.errors import DueSparkError
from duespark.runtime.memory import start_without_the_collector
from duespark.runtime.settings import settings

app = cyclopts.App(
    name="duespark", version=__version__, help="Invoicing that gets people paid. Settings come from the environment."
)
_console = Console(highlight=False, soft_wrap=True)

Port = Annotated[int | None, Parameter(help="Port to listen on, in place of DUESPARK_PORT.")]
Host = Annotated[str | None, Parameter(help="Address to listen on, in place of DUESPARK_HOST.")]


def main() -> None:
    """Run the command line; errors the operator can mend are one sentence, not a traceback."""
    start_without_the_collector()
    try:
        app()
    except DueSparkError as error:
        _fail(str(error))
    except ValidationError as error:
        _fail("\n".join(_setting_problem(problem["loc"], problem["msg"]) for problem in error.errors()))
    except KeyboardInterrupt:
        sys.exit(130)


def _fail(sentence: str) -> None:
    Console(stderr=True, highlight=False, soft_wrap=True).print(sentence, style="red", markup=False)
    sys.exit(1)


def _setting_problem(place: tuple[int | str, ...], message: str) -> str:
    name = f"DUESPARK_{place[0]}".upper() if place and place[0] != "DATABASE_URL" else "DATABASE_URL"
    return f"{name}: {message}" if place else message.removeprefix("Value error, ")


def _listen_on(host: str | None, port: int | None) -> None:
    for name, value in (("DUESPARK_HOST", host), ("DUESPARK_PORT", port)):
        if value is not None:
            os.environ[name] = str(value)
    settings.cache_clear()


@app.command
def up(*, host: Host = None, port: Port = None) -> None:
    """Run everything: database, migrations, demo on first start, web and worker. Ctrl-C stops it."""
    from duespark.cli.up import up as run_everything

    _listen_on(host, port)
    run_everything()


@app.command
def web(*, host: Host = None, port: Port = None, fd: Annotated[int | None, Parameter(show=False)] = None) -> None:
    """Run one web process. The database must be running."""
    from duespark.cli.serve import serve

    _listen_on(host, port)
    use_database(running_database())
    serve(descriptor=fd)


@app.command
def worker() -> None:
    """Run one worker process: jobs and ticks. The database must be running."""
    import uvloop

    from duespark import worker as this_worker

    use_database(running_database())
    uvloop.run(this_worker.run())


@app.command(name="migrate")
def migrate_() -> None:
    """Bring the database to the newest schema. Safe to run twice, and from several machines at once."""
    from duespark.runtime import migrate

    with any_database() as dsn:
        before = asyncio.run(migrate.current(dsn))
        asyncio.run(migrate.upgrade(dsn))
        after = asyncio.run(migrate.current(dsn))
    _console.print(
        f"Nothing to do: the database is at {after}." if before == after else f"Migrated from {before} to {after}."
    )


@app.command
def demo() -> None:
    """Load the demo organization into an empty database and print its login."""
    from duespark.cli.demo_login import load_when_empty
    from duespark.runtime import migrate

    with any_database() as dsn:
        use_database(dsn)
        asyncio.run(migrate.upgrade(dsn))
        login = load_when_empty(_console)
    if login is None:
        _fail("The database is not empty; nothing was loaded.")
    else:
        _console.print(f"Sign in as {login.email} with the password {login.password}")


@app.command
def psql(*arguments: Annotated[str, Parameter(allow_leading_hyphen=True)]) -> None:
    """Open a PostgreSQL shell that sees the rows of all organizations. Arguments go to psql."""
    from duespark.runtime.postgres_programs import find_programs

    with any_database() as dsn:
        program = find_programs(settings().postgres_bin).path("psql")
        signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl-C is psql's
        environment = {**os.environ, "PGOPTIONS": "-c app.org=*"}
        code = subprocess.call([program, dsn, *arguments], env=environment)  # noqa: S603 (the operator's own arguments)
    sys.exit(code)


@app.command
def doctor() -> None:
    """Check the installation: what is wrong, and what to do about it."""
    from duespark.cli.doctor import examine

    sys.exit(0 if examine(_console) else 1)


@app.command
def verify(
    organization: Annotated[str | None, Parameter(help="Name or id of one organization; without it, all.")] = None,
) -> None:
    """Check all that was ever issued: hashes, links, signatures, numbers. Exits with 1 when something does not hold."""
    from duespark.cli.verify import run

    with any_database() as dsn:
        holds = run(dsn, _console, wanted=organization)
    sys.exit(0 if holds else 1)


@app.command
def openapi() -> None:
    """Print the API's description (OpenAPI 3.1, JSON). Needs neither database nor network."""
    from duespark.app import create_app

    sys.stdout.buffer.write(
        orjson.dumps(create_app().openapi(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    )


@app.command
def version() -> None:
    """Print the versions of DueSpark, Python and PostgreSQL."""
    from duespark.runtime.postgres_programs import NoPostgres, find_programs

    try:
        database = find_programs(settings().postgres_bin).version
    except NoPostgres:
        database = "none on this machine"
    print(f"DueSpark {__version__}, Python {platform.python_version()}, PostgreSQL programs {database}")
