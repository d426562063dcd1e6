"""Fills a database with invoices of twelve lines by COPY: one real invoice is the model of all.

Numbers, dates, clients, currencies and balances differ; the sealed versions are left out, because no measured question
reads them.
"""

import json
import random
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

import asyncpg

from duespark.runtime.ids import new_id
from tests.support.world import LINE, World

LINES = 12
CURRENCIES = ("PLN", "PLN", "PLN", "EUR", "EUR", "USD")
FIRST_DAY, DAYS = date(2024, 1, 1), 1_000
OPEN_EVERY = 5
"""One invoice in so many is still owed."""

_CHUNK = 2_000
_WORDS = ("North", "Green", "Silver", "Harbor", "Maple", "Granite", "Meadow", "Copper", "Willow", "Summit")
_TRADES = ("Bakery", "Design", "Logistics", "Foods", "Textiles", "Software", "Garden", "Clinic", "Studio", "Motors")


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """The row of a real invoice, of one of its lines and of its client, as text of COPY."""

    invoice: dict[str, str | None]
    line: dict[str, str | None]
    client: dict[str, str | None]


def _text(value: str | None) -> str:
    if value is None:
        return "\\N"
    return value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


class _Template:
    """The text of a row with places for the columns that differ: everything else is escaped once."""

    def __init__(self, values: dict[str, str | None], places: Sequence[str]) -> None:
        text = "\t".join(f"\0{name}\0" if name in places else _text(value) for name, value in values.items()) + "\n"
        pieces = text.split("\0")
        self._texts, self._names = pieces[0::2], pieces[1::2]

    def fill(self, values: dict[str, Any]) -> str:
        """The row; the values need no escaping."""
        places = [str(values[name]) for name in self._names]
        return "".join(piece for pair in zip(self._texts, [*places, ""], strict=True) for piece in pair)


async def _columns(conn: Any, table: str) -> list[str]:
    rows = await conn.fetch(
        "SELECT column_name FROM information_schema.columns WHERE table_name = $1 AND table_schema = 'public'"
        " AND is_generated = 'NEVER' ORDER BY ordinal_position",
        table,
    )
    return [row["column_name"] for row in rows]


async def _model_row(conn: Any, table: str, where: str, id: UUID) -> dict[str, str | None]:
    names = await _columns(conn, table)
    wanted = ", ".join(f'CAST("{name}" AS text) AS "{name}"' for name in names)
    return dict(await conn.fetchrow(f"SELECT {wanted} FROM {table} WHERE {where} LIMIT 1", id))


async def model_of(world: World, conn: Any) -> Model:
    """Issue one invoice of twelve lines and read its rows."""
    lines = [{**LINE, "description": f"Design work, part {at}"} for at in range(1, LINES + 1)]
    issued = await world.add_invoice(lines=lines)
    id = UUID(issued["id"])
    return Model(
        invoice=await _model_row(conn, "invoices", "id = $1", id),
        line=await _model_row(conn, "invoice_lines", "invoice_id = $1", id),
        client=await _model_row(conn, "clients", "id = $1", UUID(world.client["id"])),
    )


def _clients(model: Model, ids: list[UUID]) -> Iterator[str]:
    chance = random.Random(1)
    profile = json.loads(model.client["profile"] or "{}")
    template = _Template(model.client, ("id", "name", "code", "email", "profile"))
    for at, id in enumerate(ids):
        name = f"{chance.choice(_WORDS)} {chance.choice(_TRADES)} {at}"
        own = {"id": id, "name": name, "code": f"C{at}", "email": f"pay{at}@example.com"}
        yield template.fill({**own, "profile": _text(json.dumps({**profile, "name": name}))})


@dataclass(frozen=True, slots=True)
class _Invoice:
    id: UUID
    text: str


_CHANGED = (
    "id", "client_id", "client_name", "period", "sequence", "number", "issue_date", "due_date", "currency", "paid",
    "document", "created_at",
)  # fmt: skip


def _invoices(model: Model, clients: list[UUID], size: int) -> Iterator[_Invoice]:
    document = _text(model.invoice["document"]).split(model.invoice["number"] or "")
    template = _Template(model.invoice, _CHANGED)
    for at in range(size):
        id, day = new_id(), FIRST_DAY + timedelta(days=at * DAYS // size)
        given = f"BIG-{at + 1:07}"
        owed = at % OPEN_EVERY == 0
        own = {
            "id": id,
            "client_id": clients[at * 7919 % len(clients)],
            "client_name": f"{_WORDS[at % 10]} {_TRADES[at // 10 % 10]}",
            "period": "big",
            "sequence": at + 1,
            "number": given,
            "issue_date": day,
            "due_date": day + timedelta(days=at % 45),
            "currency": CURRENCIES[at // OPEN_EVERY % len(CURRENCIES)],
            "paid": "0" if owed else model.invoice["amount_due"],
            "document": given.join(document),
            "created_at": f"{day}T10:00:00+00:00",
        }
        yield _Invoice(id, template.fill(own))


class _Lines:
    """The twelve rows of an invoice's lines."""

    def __init__(self, model: Model) -> None:
        template = _Template(model.line, ("invoice_id", "position"))
        whole = "".join(template.fill({"invoice_id": "\0", "position": at}) for at in range(1, LINES + 1))
        self._pieces = whole.split("\0")

    def of(self, invoice: UUID) -> str:
        return str(invoice).join(self._pieces)


async def _bytes(texts: Iterator[str]) -> AsyncIterator[bytes]:
    held: list[str] = []
    for text in texts:
        held.append(text)
        if len(held) == 500:
            yield "".join(held).encode()
            held.clear()
    yield "".join(held).encode()


async def fill(world: World, superuser_dsn: str, size: int) -> list[UUID]:
    """Put `size` invoices into the world's organization; returns some of their ids.

    The superuser's connection checks no foreign keys and no policies; indexes are built afterwards.
    """
    conn = await asyncpg.connect(superuser_dsn)
    model = await model_of(world, conn)
    await conn.execute("SET session_replication_role = replica; SET maintenance_work_mem = '512MB'")
    indexes = await conn.fetch(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN ('invoices', 'invoice_lines', 'clients')"
        " AND schemaname = 'public' AND indexname LIKE 'ix_%'"
    )
    for row in indexes:
        await conn.execute(f"DROP INDEX {row['indexname']}")
    clients = [new_id() for _ in range(max(10, size // 10))]
    await _copy(conn, "clients", model.client, _clients(model, clients))
    made, lines = _invoices(model, clients, size), _Lines(model)
    some: list[UUID] = []
    left = size
    while left > 0:
        chunk = list(islice(made, min(_CHUNK, left)))
        left -= len(chunk)
        await _copy(conn, "invoices", model.invoice, (one.text for one in chunk))
        await _copy(conn, "invoice_lines", model.line, (lines.of(one.id) for one in chunk))
        some.append(chunk[len(chunk) // 2].id)
    for row in indexes:
        await conn.execute(row["indexdef"])
    await conn.execute("VACUUM ANALYZE invoices")
    await conn.execute("VACUUM ANALYZE clients")
    await conn.execute("VACUUM ANALYZE invoice_lines")
    await conn.close()
    return some


async def _copy(conn: Any, table: str, columns: dict[str, Any], texts: Iterator[str]) -> None:
    await conn.copy_to_table(table, columns=list(columns), source=_bytes(texts))
