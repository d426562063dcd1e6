"""SMTP (RFC 5321) over one kept connection, with every failure told apart by what the server has of the mail.

before the body is on the wire   nothing was taken   NotTaken, or Refused by a 5xx about this mail
after it, the server answers     4xx NotTaken, 5xx Refused, 2xx sent
after it, no answer              nobody knows        Unclear
"""

import asyncio
import re
import ssl
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import aiosmtplib

from duespark.adapters.email.message import BadMail, Mail, address_of
from duespark.runtime.ledger import NotTaken, Receipt, Refused, Unclear
from duespark.runtime.tx import clock

CONNECT_SECONDS = 15.0
COMMAND_SECONDS = 30.0
ANSWER_SECONDS = 120.0
"""How long the server may think about a mail it has been given whole."""

_AUTHENTICATION = (530, 535)
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_LEADING_DOT = re.compile(rb"(?m)^\.")
_DEFAULT_PORTS = {
    ("smtps", True): 465,
    ("smtps", False): 465,
    ("smtp", True): 587,
    ("smtp", False): 25,
}


class BadSmtpUrl(ValueError):
    """DUESPARK_SMTP_URL is not smtp://user:password@host:port or smtps://..."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where and how to connect."""

    host: str
    port: int
    user: str | None
    password: str | None
    tls: bool

    @property
    def start_tls(self) -> bool | None:
        """None: when offered. A password goes to another machine only over TLS."""
        if self.tls:
            return False
        return True if self.user is not None and self.host not in _LOOPBACK else None


def server_of(url: str) -> Server:
    """Reads the setting; raises `BadSmtpUrl`, which never repeats the password."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise BadSmtpUrl("DUESPARK_SMTP_URL has no readable host and port") from error
    if parts.scheme not in ("smtp", "smtps") or not host:
        raise BadSmtpUrl(
            "DUESPARK_SMTP_URL must look like smtp://user:password@host:587 or smtps://user:password@host:465"
        )
    user = unquote(parts.username) if parts.username else None
    password = unquote(parts.password) if parts.password else None
    return Server(
        host,
        port or _DEFAULT_PORTS[parts.scheme, user is not None],
        user,
        password,
        parts.scheme == "smtps",
    )


class Smtp:
    """Sends one mail after the other over one connection, opened when needed and again after it broke."""

    def __init__(self, url: str, *, answer_seconds: float = ANSWER_SECONDS) -> None:
        self.server = server_of(url)
        self.answer_seconds = answer_seconds
        self._client: aiosmtplib.SMTP | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._lock = asyncio.Lock()

    async def has(self, message_id: str) -> bool | None:
        """None: SMTP has no question for it."""
        return None

    async def send(self, mail: Mail) -> Receipt:
        """Hand over one mail; the server's answer (often its queue id) is the receipt."""
        try:
            content = mail.to_bytes(now=clock())
            sender, recipient = (
                address_of(mail.sender).addr_spec,
                address_of(mail.to).addr_spec,
            )
        except BadMail as error:
            raise Refused(str(error)) from error
        self._forget_other_loop()
        async with self._lock:
            try:
                client = await self._ready()
                await _offer(client, sender, recipient, len(content))
                return Receipt(await _hand_over(client, content, self.answer_seconds))
            except BaseException as error:
                if not isinstance(error, Refused):
                    self._drop()
                raise

    async def close(self) -> None:
        """Say goodbye to the server."""
        async with self._lock:
            client, self._client = self._client, None
            if client is not None and client.is_connected:
                try:
                    await client.quit(timeout=5)
                except (aiosmtplib.SMTPException, OSError):
                    client.close()

    def _forget_other_loop(self) -> None:
        """A connection belongs to the event loop it was made in."""
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._client, self._loop, self._lock = None, loop, asyncio.Lock()

    def _drop(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.close()

    async def _ready(self) -> aiosmtplib.SMTP:
        """The kept connection when it still answers, else a new one."""
        if self._client is not None and self._client.is_connected:
            try:
                await self._client.rset(timeout=COMMAND_SECONDS)
                return self._client
            except (aiosmtplib.SMTPException, OSError):
                self._drop()
        self._client = await self._connect()
        return self._client

    async def _connect(self) -> aiosmtplib.SMTP:
        """Nothing that fails here is about the mail: all of it is `NotTaken`, a wrong password too."""
        server = self.server
        client = aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            username=server.user,
            password=server.password,
            use_tls=server.tls,
            start_tls=server.start_tls,
            validate_certs=server.host not in _LOOPBACK,
            timeout=CONNECT_SECONDS,
        )
        try:
            await client.connect()
        except (aiosmtplib.SMTPException, OSError, ssl.SSLError, TimeoutError) as error:
            client.close()
            raise NotTaken(f"no connection to {server.host}:{server.port}: {_said(error)}") from error
        return client


def _said(error: BaseException) -> str:
    code = f"{error.code} " if isinstance(error, aiosmtplib.SMTPResponseException) else ""
    text = getattr(error, "message", "") or str(error) or type(error).__name__
    return f"{code}{text}"[:300]


def _judged(code: int, text: str) -> NotTaken | Refused:
    """What a reply that is not 2xx or 3xx means for this mail."""
    said = f"{code} {text}"[:300]
    return Refused(said) if code >= 500 and code not in _AUTHENTICATION else NotTaken(said)


async def _offer(client: aiosmtplib.SMTP, sender: str, recipient: str, size: int) -> None:
    """MAIL, RCPT and DATA, up to the server's 354: whatever breaks until then, nothing was taken."""
    options = [f"size={size}"] if client.supports_extension("size") else []
    try:
        await client.mail(sender, options=options, timeout=COMMAND_SECONDS)
        await client.rcpt(recipient, timeout=COMMAND_SECONDS)
        go_on = await client.execute_command(b"DATA", timeout=COMMAND_SECONDS)
    except aiosmtplib.SMTPResponseException as error:
        raise _judged(error.code, error.message) from error
    except (aiosmtplib.SMTPException, OSError) as error:
        raise NotTaken(_said(error)) from error
    if go_on.code != 354:
        raise _judged(go_on.code, go_on.message)


async def _hand_over(client: aiosmtplib.SMTP, content: bytes, seconds: float) -> str:
    """The body and the final dot. Without an answer to them nobody knows: `Unclear`."""
    protocol = client.protocol
    if protocol is None:
        raise NotTaken("the connection was lost before the mail was sent")
    try:
        protocol.write(_LEADING_DOT.sub(b"..", content) + b".\r\n")
        answer = await protocol.read_response(timeout=seconds)
    except (aiosmtplib.SMTPException, OSError) as error:
        raise Unclear(f"no answer after the mail was sent: {_said(error)}") from error
    if not 200 <= answer.code < 300:
        raise _judged(answer.code, answer.message)
    return answer.message[:200]
