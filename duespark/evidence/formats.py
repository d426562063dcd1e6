"""The export for auditors as one JSON object or as CSV, written piece by piece."""

import csv
import io
from collections.abc import AsyncIterator
from typing import Any

import orjson

from duespark.engine.invoice.versions import canonical_json
from duespark.evidence.export import Asked, keys, one_moment, stretches, walk_audit, walk_versions
from duespark.runtime.csv import cell
from duespark.runtime.db import Pool
from duespark.runtime.web import to_json

FORMAT = "duespark-evidence/1"
COLUMNS = (
    "record", "id", "at", "series_id", "position", "invoice_number", "version", "action", "actor", "reason",
    "previous_hash", "hash", "key_id", "signature", "content",
)  # fmt: skip
_MANY = 200
"""Records that are written at once."""


async def as_json(pool: Pool, asked: Asked) -> AsyncIterator[bytes]:
    """The export as one JSON object. It ends with `"complete": true`; without that it was cut off."""
    async with one_moment(pool, asked.org) as tx:
        parts = await stretches(tx, asked)
        head = {
            "format": FORMAT,
            "organization_id": asked.org,
            "from": asked.first,
            "to": asked.last,
            "made_at": tx.now,
            "keys": await keys(tx),
            "chains": parts,
        }
        yield to_json(head)[:-1] + b',\n"versions":[\n'
        async for piece in _joined(walk_versions(tx, parts)):
            yield piece
        yield b'\n],\n"audit":[\n'
        async for piece in _joined(_parsed(walk_audit(tx, asked))):
            yield piece
        yield b'\n],\n"complete":true}\n'


async def _parsed(entries: AsyncIterator[dict[str, Any]]) -> AsyncIterator[dict[str, Any]]:
    async for entry in entries:
        told = {name: orjson.Fragment(entry[name]) if entry[name] else None for name in ("before", "after")}
        yield {**entry, **told}


async def _joined(records: AsyncIterator[dict[str, Any]]) -> AsyncIterator[bytes]:
    """Records as JSON with commas between, some hundreds at a time."""
    held: list[bytes] = []
    first = True
    async for record in records:
        held.append(to_json(record))
        if len(held) == _MANY:
            yield (b"" if first else b",\n") + b",\n".join(held)
            held, first = [], False
    if held:
        yield (b"" if first else b",\n") + b",\n".join(held)


async def as_csv(pool: Pool, asked: Asked) -> AsyncIterator[bytes]:
    """The export as CSV: a row a key, version and entry of the audit trail, and a last row `end` with their count."""
    lines = _Lines()
    count = 0
    async with one_moment(pool, asked.org) as tx:
        yield b"\xef\xbb\xbf"
        for key in await keys(tx):
            lines.add({"record": "key", "id": key["id"], "at": key["created_at"], "content": key["public_key"]})
            count += 1
        async for version in walk_versions(tx, await stretches(tx, asked)):
            lines.add(_version_row(version))
            count += 1
            if lines.held >= _MANY:
                yield lines.take()
        async for entry in walk_audit(tx, asked):
            lines.add(_audit_row(entry))
            count += 1
            if lines.held >= _MANY:
                yield lines.take()
    lines.add({"record": "end", "content": str(count)})
    yield lines.take()


class _Lines:
    """CSV lines on their way out, their head first."""

    def __init__(self) -> None:
        self._buffer = io.StringIO(newline="")
        self._writer = csv.writer(self._buffer)
        self._writer.writerow(COLUMNS)
        self.held = 0

    def add(self, row: dict[str, Any]) -> None:
        self._writer.writerow([cell(row.get(name)) for name in COLUMNS])
        self.held += 1

    def take(self) -> bytes:
        text = self._buffer.getvalue()
        self._buffer.seek(0)
        self._buffer.truncate()
        self.held = 0
        return text.encode()


def _version_row(version: dict[str, Any]) -> dict[str, Any]:
    sealed = version["sealed"]
    return {
        **{name: version[name] for name in COLUMNS if name in version},
        "record": "version" if version["erasure"] is None else "erased version",
        "id": version["invoice_id"],
        "at": sealed["at"],
        "version": sealed["number"],
        "action": sealed["change"],
        "actor": sealed["actor"],
        "reason": sealed["reason"],
        "content": (canonical_json(sealed) if version["erasure"] is None else to_json(version["erasure"])).decode(),
    }


def _audit_row(entry: dict[str, Any]) -> dict[str, Any]:
    told = {name: orjson.Fragment(entry[name]) if entry[name] else None for name in ("before", "after")}
    about = {name: entry[name] for name in ("subject_kind", "subject_id", "ip")}
    return {
        "record": "audit",
        "id": entry["id"],
        "at": entry["at"].isoformat(),
        "action": entry["action"],
        "actor": f"{entry['actor_kind']}/{entry['actor_id'] or ''}/{entry['actor_label']}",
        "content": to_json({**about, **told}).decode(),
    }
