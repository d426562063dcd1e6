"""The box that tells a person where DueSpark is and how to sign in, once the server can be used."""

from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Any

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from duespark.cli.demo_login import DemoLogin
from duespark.runtime.settings import settings

_ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 (compared, not bound)


@dataclass(slots=True)
class Announcement:
    """Waits for the web server behind `address` to be ready, then says so once."""

    address: tuple[Any, ...]
    login: DemoLogin | None
    made: bool = False

    def tend(self, console: Console) -> None:
        if self.made or not self._is_ready():
            return
        self.made = True
        console.print(
            Panel(_sentences(self.login), title="DueSpark is running", title_align="left", padding=(1, 3), expand=False)
        )

    def _is_ready(self) -> bool:
        host = _ANYWHERE.get(self.address[0], self.address[0])
        connection = HTTPConnection(host, self.address[1], timeout=2)
        with suppress(OSError, HTTPException):
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        return False


def _sentences(login: DemoLogin | None) -> Text:
    text = Text.assemble("Open     ", (settings().base_url, "bold"))
    if login is not None:
        text.append_text(Text.assemble("\nSign in  ", (login.email, "bold"), "\nPassword ", (login.password, "bold")))
    text.append("\n\nCtrl-C stops it and keeps the data.", style="dim")
    return text
