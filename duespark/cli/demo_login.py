"""The demo organization: loaded into an empty database, and its login remembered for the next start."""

import asyncio
import json
import os
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from duespark.demo.empty import is_empty
from duespark.runtime.aside import end_free
from duespark.runtime.data_folder import make_data_folder
from duespark.runtime.settings import settings


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """How to sign in to the demo organization."""

    email: str
    password: str


def demo_login(console: Console) -> DemoLogin | None:
    """The login of the demo organization, which is loaded when it is wanted and the database is empty."""
    if not settings().demo:
        return None
    return load_when_empty(console) or _remembered(_file())


def load_when_empty(console: Console) -> DemoLogin | None:
    """Load the demo organization; None, and nothing done, when the database already holds an organization."""
    if not asyncio.run(is_empty()):
        return None
    from duespark.demo.load import load  # the whole program, which the next starts do not need here

    with console.status("Loading the demo organization …"):
        made = asyncio.run(load())
    end_free()  # what drew its documents would wait here for as long as this runs
    login = DemoLogin(email=made.email, password=made.password)
    _remember(_file(), login)
    return login


def _file() -> Path:
    return make_data_folder(settings().data_dir) / "demo-login.json"


def _remember(file: Path, login: DemoLogin) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        json.dump({"email": login.email, "password": login.password}, out)


def _remembered(file: Path) -> DemoLogin | None:
    if not file.exists():
        return None
    return DemoLogin(**json.loads(file.read_text()))
