"""The chain of a series: every version of its documents, in the order they were made, each sealed to the one before.

A verb takes the next link, makes the version with the engine, and writes it in one statement that begins with `CHAIN`;
who issues several takes as many links and writes all at once.
The head of the chain is locked from `take_link` to the end of the transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from duespark.accounts.signing import Signer
from duespark.engine.invoice.history import Version
from duespark.engine.invoice.versions import Seal
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import to_json

CHAIN = """
sealed AS (
  SELECT * FROM jsonb_to_recordset(CAST(:versions AS jsonb)) AS v(invoice_id uuid, number int, position int, document jsonb,
    look jsonb, change text, reason text, hash text, previous_hash text, signature bytea)
), head AS (
  UPDATE series_chains SET hash = :hash WHERE org_id = CAST(:org AS uuid) AND series_id = CAST(:series AS uuid)
), version AS (
  INSERT INTO invoice_versions (org_id, invoice_id, number, series_id, position, document, look, change, reason, hash,
    previous_hash, key_id, signature, at, actor_kind, actor_id, actor_label)
  SELECT CAST(:org AS uuid), invoice_id, number, CAST(:series AS uuid), position, document, look, change, reason, hash,
    previous_hash, CAST(:key_id AS uuid), signature, CAST(:now AS timestamptz), :actor_kind, CAST(:actor_id AS uuid),
    :actor_label FROM sealed
)
"""
"""The part of a statement, behind WITH, that writes the versions of `link_values` and moves the head on to the last of
them; what follows may read them in `sealed`."""

SEALED = "number, document, look, change, reason, actor_kind, actor_id, actor_label, at, hash, previous_hash"
"""The columns `version_of` reads."""

# `series/take.py` takes it so, too, in the statement that takes the number.
_TAKE = Q("""
INSERT INTO series_chains AS c (org_id, series_id, position, hash) VALUES (CAST(:org AS uuid), CAST(:series AS uuid), 1, '')
ON CONFLICT (org_id, series_id) DO UPDATE SET position = c.position + 1 RETURNING position, hash
""")
_NEWEST = Q(
    f"SELECT {SEALED} FROM invoice_versions WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:id AS uuid)"
    " ORDER BY number DESC LIMIT 1"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The next place in a chain, and the hash of the version before it ("" for the first)."""

    series: UUID
    position: int
    previous: str


def actor_text(kind: str, id: UUID | None, label: str) -> str:
    """Who made a version, as its seal covers it: kind, id and name."""
    return f"{kind}/{id or ''}/{label}"


async def take_link(tx: Tx, series: UUID) -> Link:
    """The next link of the series. Locks the head of its chain."""
    row = await _TAKE.one(tx.conn, org=tx.org_id, series=series)
    assert row is not None
    return Link(series=series, position=row["position"], previous=row["hash"])


@dataclass(frozen=True, slots=True)
class Sealed:
    """A version of an invoice that is to be written, and its place in the chain."""

    invoice: UUID
    version: Version
    position: int


def link_values(tx: Tx, series: UUID, signer: Signer, sealed: Sequence[Sealed]) -> dict[str, Any]:
    """What `CHAIN` needs to write these versions, signed; the last one becomes the head of the series' chain."""
    return {
        "org": tx.org_id,
        "series": series,
        "versions": to_json([_row(one, signer) for one in sealed]).decode(),
        "hash": sealed[-1].version.seal.hash,
        "key_id": signer.key_id,
        "now": tx.now,
        "actor_kind": tx.actor.kind,
        "actor_id": tx.actor.id,
        "actor_label": tx.actor.label,
    }


def _row(one: Sealed, signer: Signer) -> dict[str, Any]:
    version = one.version
    return {
        "invoice_id": one.invoice,
        "number": version.number,
        "position": one.position,
        "document": version.document,
        "look": version.look,
        "change": version.change,
        "reason": version.reason,
        "hash": version.seal.hash,
        "previous_hash": version.seal.previous,
        "signature": rf"\x{signer.sign(version.seal.hash).hex()}",
    }


def version_of(row: asyncpg.Record) -> Version:
    """The version in a row that has the columns of `SEALED`."""
    return Version(
        number=row["number"],
        document=orjson.loads(row["document"]),
        look=orjson.loads(row["look"]),
        change=row["change"],
        reason=row["reason"],
        actor=actor_text(row["actor_kind"], row["actor_id"], row["actor_label"]),
        at=row["at"],
        seal=Seal(hash=row["hash"], previous=row["previous_hash"]),
    )


async def newest_version(tx: Tx, invoice: UUID) -> Version:
    """What an issued invoice says now."""
    row = await _NEWEST.one(tx.conn, org=tx.org_id, id=invoice)
    assert row is not None
    return version_of(row)
