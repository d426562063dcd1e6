"""A small load generator: keep-alive connections to loopback, one request after the other on each, bounded."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

Unit = Callable[["Connection", int], Awaitable[None]]
"""One unit of work on a connection; the number counts units."""


class UnexpectedAnswer(RuntimeError):
    """The server answered something else than the measurement is about."""


class Connection:
    """HTTP/1.1 on one socket; knows only what our own servers answer."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, token: str) -> None:
        self.reader, self.writer = reader, writer
        self.head = f"Host: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n"

    async def ask(self, method: str, path: str, body: bytes = b"", *, expect: int) -> bytes:
        """Send a request and return the body of its answer. Raises `UnexpectedAnswer`."""
        length = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n" if body else ""
        self.writer.write(f"{method} {path} HTTP/1.1\r\n{self.head}{length}\r\n".encode() + body)
        head = await self.reader.readuntil(b"\r\n\r\n")
        at = head.lower().index(b"content-length:") + 15
        answer = await self.reader.readexactly(int(head[at : head.index(b"\r", at)]))
        if int(head[9:12]) != expect:
            raise UnexpectedAnswer(f"{method} {path}: {head[9:12].decode()} {answer[:500].decode()}")
        return answer


@dataclass(frozen=True, slots=True)
class Spent:
    """Units done and the wall-clock seconds they took."""

    units: int
    seconds: float


async def run(port: int, token: str, unit: Unit, *, units: int, connections: int) -> Spent:
    """Do `units` units over `connections` connections."""
    left = iter(range(units))

    async def one() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
        connection = Connection(reader, writer, token)
        for number in left:
            await unit(connection, number)
        writer.close()

    begun = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(connections)))
    return Spent(units, time.perf_counter() - begun)
