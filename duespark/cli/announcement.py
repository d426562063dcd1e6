"""The box that tells a person where DueSpark is and how to sign in, once the server can be used."""

from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from select import select
from typing import Any

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from duespark.cli.demo_login import DemoLogin
from duespark.runtime.settings import settings

_SECONDS = 5
_ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 (compared, not bound)


@dataclass(slots=True)
class Announcement:
    """Waits for the web server behind `address` to be ready, then says so once."""

    address: tuple[Any, ...]
    login: DemoLogin | None
    made: bool = False
    asked: HTTPConnection | None = None

    def tend(self, console: Console) -> None:
        """Call it often; it never waits. The one question stays open until a web process answers it."""
        if self.made:
            return
        if self.asked is None:
            with suppress(OSError):
                self.asked = self._ask()
        elif select([self.asked.sock], [], [], 0)[0]:
            self.made = _is_ready(self.asked)
            self.asked = None
        if self.made:
            words = _sentences(self.login)
            console.print(Panel(words, title="DueSpark is running", title_align="left", padding=(1, 3), expand=False))

    def _ask(self) -> HTTPConnection:
        host = _ANYWHERE.get(self.address[0], self.address[0])
        connection = HTTPConnection(host, self.address[1], timeout=_SECONDS)
        connection.request("GET", "/readyz")
        return connection


def _is_ready(connection: HTTPConnection) -> bool:
    with suppress(OSError, HTTPException):
        return connection.getresponse().status == HTTPStatus.OK
    return False


def _sentences(login: DemoLogin | None) -> Text:
    text = Text.assemble("Open     ", (settings().base_url, "bold"))
    if login is not None:
        text.append_text(Text.assemble("\nSign in  ", (login.email, "bold"), "\nPassword ", (login.password, "bold")))
    text.append("\n\nCtrl-C stops it and keeps the data.", style="dim")
    return text
