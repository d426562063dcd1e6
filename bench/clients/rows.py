"""Rows of a hundred thousand made-up clients, written with COPY: what the verbs would have written, without waiting for them."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg

from duespark.clients.index import is_spelled
from duespark.clients.words import folded, grams, words_of
from duespark.engine.invoice.party import Address, Party
from duespark.runtime.ids import new_id
from duespark.runtime.web import to_json

FIRST = [
    "North",
    "South",
    "Bright",
    "Silver",
    "Green",
    "Harbor",
    "River",
    "Stone",
    "Maple",
    "Cedar",
    "Royal",
    "Golden",
    "Blue",
    "Summit",
    "Valley",
    "Crystal",
    "Delta",
    "Alpha",
    "Prime",
    "Global",
    "Urban",
    "Coastal",
    "Iron",
    "Copper",
    "Swift",
    "Noble",
    "Grand",
    "Pacific",
    "Atlantic",
    "Nordic",
    "Baltic",
    "Polar",
    "Amber",
    "Falcon",
    "Granite",
    "Meadow",
    "Orchard",
    "Lakeside",
]
TRADES = [
    "Bakery",
    "Foods",
    "Logistics",
    "Software",
    "Consulting",
    "Design",
    "Media",
    "Studio",
    "Trading",
    "Motors",
    "Builders",
    "Textiles",
    "Pharma",
    "Energy",
    "Optics",
    "Robotics",
    "Systems",
    "Garden",
    "Books",
    "Travel",
    "Hotel",
    "Dental",
    "Legal",
    "Capital",
    "Partners",
    "Paper",
    "Metal",
    "Plastics",
    "Glass",
    "Dairy",
    "Brewery",
    "Farms",
    "Tools",
    "Security",
]
FORMS = ("Ltd", "GmbH", "Sp. z o.o.", "Inc", "LLC", "SA", "BV", "AB", "Oy", "SRL")
CITIES = ("Berlin", "Gdańsk", "Łódź", "Lyon", "Porto", "Leeds", "Malmö", "Turku", "Graz", "Brno", "Cork", "Basel")
_NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Made:
    """A made-up client."""

    id: UUID
    profile: Party
    code: str


def made_up(count: int, *, seed: int = 1) -> Iterator[Made]:
    """The same clients for the same seed; a third word of the name is unique to few of them, as in life."""
    rng = random.Random(seed)
    for number in range(count):
        own = _syllables(rng)
        name = f"{rng.choice(FIRST)} {own.title()} {rng.choice(TRADES)} {rng.choice(FORMS)}"
        address = Address(line1="Example Street 1", city=rng.choice(CITIES), postal_code="10000", country="DE")
        profile = Party(name=name, address=address, email=f"{_syllables(rng)}@{own}{number % 97}.example")
        yield Made(new_id(), profile, f"{own[:6].upper()}{number}")


def _syllables(rng: random.Random) -> str:
    return "".join(rng.choice("bcdfghklmnprstvz") + rng.choice("aeiou") for _ in range(rng.randint(2, 4)))


async def copy_in(conn: asyncpg.Connection, org: UUID, company: UUID, clients: Sequence[Made]) -> None:
    """Clients, their words, and one issued invoice each. COPY needs a role that row-level security does not bind."""
    await _copy(conn, "clients", [_client(org, one) for one in clients])
    words = [(one.id, word, kind) for one in clients for word, kind in words_of(one.profile, one.code).items()]
    rows = [{"org_id": org, "word": word, "client_id": id, "kind": kind} for id, word, kind in words]
    await _copy(conn, "client_words", rows)
    there = {row["word"] for row in await conn.fetch("SELECT DISTINCT word FROM client_grams WHERE org_id = $1", org)}
    spelled = {word for _, word, kind in words if is_spelled(word, kind)} - there
    parts = [{"org_id": org, "gram": gram, "word": word} for word in spelled for gram in grams(word)]
    await _copy(conn, "client_grams", parts)
    await _copy(conn, "invoices", [_invoice(org, company, at, one) for at, one in enumerate(clients)])
    await conn.execute("VACUUM ANALYZE")


async def _copy(conn: asyncpg.Connection, table: str, rows: Sequence[dict[str, Any]]) -> None:
    names = list(rows[0])
    await conn.copy_records_to_table(table, columns=names, records=[tuple(row.values()) for row in rows])


def _client(org: UUID, one: Made) -> dict[str, Any]:
    return {
        "org_id": org, "id": one.id, "name": one.profile.name, "email": one.profile.email,
        "profile": to_json(one.profile).decode(), "code": one.code, "currency": "EUR", "language": "en",
        "time_zone": "Europe/Berlin", "folded_name": folded(one.profile.name),
        "search": f" {' '.join(words_of(one.profile, one.code))} ", "created_at": _NOW, "updated_at": _NOW,
    }  # fmt: skip


def _invoice(org: UUID, company: UUID, number: int, one: Made) -> dict[str, Any]:
    day = date(2025, 1, 1) + timedelta(days=number % 700)
    return {
        "org_id": org, "id": new_id(), "company_id": company, "client_id": one.id, "kind": "invoice", "status": "issued",
        "number": f"B-{number}", "issue_date": day, "due_date": day + timedelta(days=14), "currency": "EUR", "net": 100,
        "tax": 0, "gross": 100, "amount_due": 100, "client_name": one.profile.name, "document": "{}", "created_at": _NOW,
        "updated_at": _NOW,
    }  # fmt: skip
