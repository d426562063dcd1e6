"""Faithful fakes of the three sources of exchange rates: small HTTP servers on loopback, with one day's or many days' rates.

All three publish the same rates, told in their own way. `now` is what time it is for the server, `rows` what it has published.
"""

import asyncio
import base64
import json
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

Rows = dict[date, dict[str, Decimal]]
"""By day: what one euro was worth."""

EURO = {"USD": Decimal("1.16"), "PLN": Decimal("4.2345"), "JPY": Decimal("161.37"), "CHF": Decimal("0.9312")}
THURSDAY, FRIDAY, MONDAY = date(2026, 1, 15), date(2026, 1, 16), date(2026, 1, 19)
ROWS: Rows = {
    THURSDAY: EURO,
    FRIDAY: {**EURO, "PLN": Decimal("4.2500")},
    MONDAY: {**EURO, "PLN": Decimal("4.2600")},
}
ACCOUNT, KEY = "example_account", "example_key_123"


@dataclass
class Asked:
    path: str
    query: dict[str, str]
    headers: dict[str, str]


@dataclass
class Said:
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Fake(ABC):
    """`broken` replaces every answer; `silent` never gives one."""

    rows: Rows = field(default_factory=lambda: {day: dict(rates) for day, rates in ROWS.items()})
    now: datetime = datetime(2026, 1, 19, 17, tzinfo=UTC)
    asked: list[Asked] = field(default_factory=list)
    broken: Said | None = None
    silent: bool = False

    @abstractmethod
    def answer(self, asked: Asked) -> Said:
        """What the source says to a request."""

    @property
    def newest(self) -> date:
        return max(day for day in self.rows if day <= self.now.date())

    def dollars(self, day: date) -> dict[str, Decimal]:
        """What one dollar was worth on the day, or on the last one before it that has rates."""
        euro = self.rows[max(known for known in self.rows if known <= day)]
        found = {code: rate / euro["USD"] for code, rate in euro.items()} | {"EUR": 1 / euro["USD"]}
        return {code: round(rate, 10) for code, rate in found.items()}


class FakeEcb(Fake):
    """Three files; nothing on weekends, newest first, attributes in single quotes, validators as the real one sends."""

    def answer(self, asked: Asked) -> Said:
        files = {"eurofxref-daily.xml": 1, "eurofxref-hist-90d.xml": 64, "eurofxref-hist.xml": 100_000}
        many = files.get(asked.path.rpartition("/")[2])
        if many is None:
            return Said(404, b"<html>not found</html>")
        etag = f'"{self.newest}-{many}"'
        if asked.headers.get("if-none-match") == etag:
            return Said(304, headers={"etag": etag})
        days = sorted((day for day in self.rows if day <= self.now.date()), reverse=True)[:many]
        cubes = "".join(self._cube(day) for day in days)
        return Said(
            200, self._envelope(cubes).encode(), {"etag": etag, "last-modified": "Mon, 19 Jan 2026 15:00:00 GMT"}
        )

    def _cube(self, day: date) -> str:
        rates = "".join(f"<Cube currency='{code}' rate='{rate}'/>" for code, rate in self.rows[day].items())
        return f"<Cube time='{day}'>{rates}</Cube>"

    @staticmethod
    def _envelope(cubes: str) -> str:
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"'
            ' xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref"><gesmes:subject>Reference rates</gesmes:subject>'
            "<gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>"
            f"<Cube>{cubes}</Cube></gesmes:Envelope>"
        )


class FakeOpenExchangeRates(Fake):
    """JSON numbers, the dollar as base, metals and coins among the currencies, errors with one word."""

    def answer(self, asked: Asked) -> Said:
        given = asked.headers.get("authorization", "").removeprefix("Token ") or asked.query.get("app_id", "")
        if given != KEY:
            return self._error(401, "invalid_app_id" if given else "missing_app_id")
        if asked.query.get("base", "USD") != "USD":
            return self._error(403, "access_restricted")
        page = asked.path.split("/api/")[-1]
        if page == "latest.json":
            etag = f'"{self.now:%Y%m%d%H}"'
            if asked.headers.get("if-none-match") == etag:
                return Said(304, headers={"etag": etag})
            return self._rates(self.now.date(), {"etag": etag})
        if page.startswith("historical/"):
            day = date.fromisoformat(page[len("historical/") : -len(".json")])
            return self._rates(day) if day <= self.now.date() else self._error(400, "not_available")
        return self._error(404, "not_found")

    def _rates(self, day: date, headers: dict[str, str] | None = None) -> Said:
        rates = {
            **self.dollars(day),
            "USD": Decimal(1),
            "XAU": Decimal("0.00036"),
            "BTC": Decimal("0.0000105"),
            "VEF_BLKMKT": 9,
        }
        numbers = ",".join(f'"{code}":{rate:f}' for code, rate in rates.items() if code != "BTC") + ',"BTC":1.05e-05'
        stamp = int(self.now.timestamp())
        text = f'{{"disclaimer":"d","license":"l","timestamp":{stamp},"base":"USD","rates":{{{numbers}}}}}'
        return Said(200, text.encode(), headers or {})

    @staticmethod
    def _error(status: int, message: str) -> Said:
        body = {"error": True, "status": status, "message": message, "description": "A sentence."}
        return Said(status, json.dumps(body).encode())


class FakeXe(Fake):
    """HTTP Basic, `mid` multiplied by the amount and rounded to as many decimals as asked."""

    def answer(self, asked: Asked) -> Said:
        basic = base64.b64encode(f"{ACCOUNT}:{KEY}".encode()).decode()
        if asked.headers.get("authorization") != f"Basic {basic}":
            return self._error(401, 1, "Bad credentials")
        page = asked.path.rpartition("/")[2]
        if page not in ("convert_from.json", "historic_rate.json"):
            return self._error(404, 2, "Not found")
        day = date.fromisoformat(asked.query["date"]) if page == "historic_rate.json" else self.now.date()
        if day > self.now.date():
            return self._error(400, 7, "The date is in the future")
        return self._rates(day, asked.query)

    def _rates(self, day: date, query: dict[str, str]) -> Said:
        amount, decimals = Decimal(query.get("amount", "1")), int(query.get("decimal_places", "5"))
        rates = {**self.dollars(day), "XAG": Decimal("0.03")}
        wanted = set(rates) if query["to"] == "*" else set(query["to"].split(","))
        quotes = ",".join(
            f'{{"quotecurrency":"{code}","mid":{round(rate * amount, decimals):f}}}'
            for code, rate in rates.items() if code in wanted
        )  # fmt: skip
        text = (
            f'{{"terms":"t","privacy":"p","from":"{query["from"]}","amount":{amount}.0,'
            f'"timestamp":"{day}T00:00:00Z","to":[{quotes}]}}'
        )
        return Said(200, text.encode())

    @staticmethod
    def _error(status: int, code: int, message: str) -> Said:
        return Said(status, json.dumps({"code": code, "message": message, "documentation_url": "d"}).encode())


@asynccontextmanager
async def listening(fake: Fake) -> AsyncIterator[str]:
    """The fake behind a real socket; yields its address."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            asked = _read((await reader.readuntil(b"\r\n\r\n")).decode())
            fake.asked.append(asked)
            if fake.silent:
                await reader.read()
                return
            said = fake.broken or fake.answer(asked)
            writer.write(_write(said))
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/api"
    finally:
        server.close()


def _read(head: str) -> Asked:
    line, *rest = head.split("\r\n")
    url = urlsplit(line.split()[1])
    headers = {name.lower(): value.strip() for name, _, value in (one.partition(":") for one in rest if one)}
    return Asked(url.path, {name: values[0] for name, values in parse_qs(url.query).items()}, headers)


def _write(said: Said) -> bytes:
    headers = {"content-length": str(len(said.body)), "connection": "close", **said.headers}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {said.status} Word\r\n{lines}\r\n".encode() + said.body
