"""The chain of a series: every version of its documents, in the order they were made, each sealed to the one before.

A verb takes the next link, makes the version with the engine, and writes it in one statement that begins with `CHAIN`.
The head of the chain is locked from `take_link` to the end of the transaction.
"""

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
head AS (
  UPDATE series_chains SET hash = :hash WHERE org_id = CAST(:org AS uuid) AND series_id = CAST(:series AS uuid)
), version AS (
  INSERT INTO invoice_versions (org_id, invoice_id, number, series_id, position, document, look, change, reason, hash,
    previous_hash, key_id, signature, at, actor_kind, actor_id, actor_label)
  VALUES (CAST(:org AS uuid), CAST(:id AS uuid), CAST(:version_number AS int), CAST(:series AS uuid),
    CAST(:position AS int), CAST(:document AS jsonb), CAST(:look AS jsonb), :change, :reason, :hash, :previous,
    CAST(:key_id AS uuid), CAST(:signature AS bytea), CAST(:now AS timestamptz), :actor_kind, CAST(:actor_id AS uuid),
    :actor_label)
)
"""
"""The part of a statement, behind WITH, that writes the version of `link_values` and moves the head on."""

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


def link_values(tx: Tx, invoice: UUID, version: Version, link: Link, signer: Signer) -> dict[str, Any]:
    """What `CHAIN` needs to write this version, signed, at this link."""
    return {
        "org": tx.org_id,
        "id": invoice,
        "series": link.series,
        "position": link.position,
        "version_number": version.number,
        "document": to_json(version.document).decode(),
        "look": to_json(version.look).decode(),
        "change": version.change,
        "reason": version.reason,
        "hash": version.seal.hash,
        "previous": link.previous,
        "key_id": signer.key_id,
        "signature": signer.sign(version.seal.hash),
        "now": tx.now,
        "actor_kind": tx.actor.kind,
        "actor_id": tx.actor.id,
        "actor_label": tx.actor.label,
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
