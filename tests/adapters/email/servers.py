"""SMTP servers for the tests: a real one (aiosmtpd) that keeps what it takes, and one that breaks when told to."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class Sink:
    """Keeps every mail taken; answers of choice for one command."""

    taken: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    connections: int = 0
    mail: str = "250 OK"
    rcpt: str = "250 OK"
    data: str = "250 OK queued as 7"

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, name: str, replies: list[str]
    ) -> list[str]:
        session.host_name = name
        self.connections += 1
        return replies

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.mail

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.rcpt.startswith("2"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.data.startswith("2"):
            assert isinstance(envelope.original_content, bytes)
            self.taken.append(envelope.original_content)
            self.recipients.extend(envelope.rcpt_tos)
        return self.data


def accept(server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: Any) -> AuthResult:
    right = isinstance(given, LoginPassword) and (given.login, given.password) == (b"user@example.com", b"p@ss:w/rd")
    return AuthResult(success=right, handled=right)


def certificate(folder: Path) -> ssl.SSLContext:
    """A self-signed certificate of 127.0.0.1."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    form = serialization.PrivateFormat.PKCS8
    secret = key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
    path = folder / "server.pem"
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


@asynccontextmanager
async def listening(
    sink: Sink, *, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1", **options: Any
) -> AsyncIterator[int]:
    """A real server on a free port. `tls`: from the start; `tls_context=` in options: STARTTLS."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(sink, loop=loop, hostname="mx.example.com", **options), host, 0, ssl=tls
    )
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


@asynccontextmanager
async def breaking(at: str, *, times: int = 100) -> AsyncIterator[tuple[int, list[str]]]:
    """A server that drops the connection instead of answering at a stage: CONNECT EHLO MAIL RCPT DATA BODY, or SILENT
    after the body. After `times` breaks it behaves. Yields the port and the stages it saw."""
    seen: list[str] = []
    left = times

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal left

        async def stage(name: str, reply: bytes) -> bool:
            nonlocal left
            seen.append(name)
            if left and (name == at or (name == "BODY" and at == "SILENT")):
                left -= 1
                if at == "SILENT":
                    await reader.read()
                return False
            writer.write(reply)
            return True

        going = await stage("CONNECT", b"220 mx.example.com\r\n")
        while going and (line := await reader.readline()):
            word = line.split()[0].decode().upper()
            going = await stage(word, b"354 go on\r\n" if word == "DATA" else b"250 OK\r\n")
            if going and word == "DATA":
                await reader.readuntil(b"\r\n.\r\n")
                going = await stage("BODY", b"250 taken\r\n")
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1], seen
    finally:
        server.close()
