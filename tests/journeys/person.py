"""Somebody who uses the product through its API: signs up, reads the mail, and works."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import httpx2

PASSWORD = "correct horse battery"
T = TypeVar("T")


@dataclass
class Person:
    """A person with a browser session of their own. `call` raises on every refusal."""

    url: str
    name: str = "Maya Example"
    email: str = "maya@example.com"
    http: httpx2.Client = field(init=False)
    csrf: str = ""

    def __post_init__(self) -> None:
        self.http = httpx2.Client(base_url=self.url, timeout=30)

    def call(self, method: str, path: str, body: Any = None, *, version: int | None = None) -> Any:
        """The answer's JSON, or None where it has none."""
        headers = {"X-CSRF-Token": self.csrf} if self.csrf else {}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        answer = self.http.request(method, f"/v1{path}", json=body, headers=headers)
        if answer.status_code >= 400:
            raise AssertionError(f"{method} {path}: {answer.status_code} {answer.text}")
        return answer.json() if answer.content else None

    def sign_up(self) -> None:
        """From nothing to signed in, over the mailed link."""
        self.call("POST", "/auth/sign-up", {"email": self.email, "password": PASSWORD, "name": self.name})
        self.csrf = self.call("POST", "/auth/verify-email", {"token": self.mailed_token()})["csrf_token"]

    def mailed_token(self) -> str:
        """The token of the newest link mailed to this person."""
        mail = eventually(lambda: self.newest_mail())
        found = re.search(r"token=([\w.~-]+)", mail["text"])
        assert found is not None, mail["text"]
        return found[1]

    def newest_mail(self) -> Any:
        """The newest mail to this person, or None."""
        mails = self.http.get("/v1/mailbox", params={"to": self.email}).json()["data"]
        return self.call("GET", f"/mailbox/{mails[0]['id']}") if mails else None


def eventually(look: Callable[[], T | None], *, seconds: float = 20) -> T:
    """What `look` finds, once it finds something. Fails after `seconds`."""
    until = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > until:
            raise AssertionError(f"nothing came within {seconds} seconds")
        time.sleep(0.1)
