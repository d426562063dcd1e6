"""Everything an auditor needs to check the books elsewhere: public keys, chains, sealed versions, the audit trail.

It is read page by page in one transaction of its own that sees one moment, and written while it is read. Of each series
it has whole stretches of the chain, from the first to the last version made in the days asked for.
"""

import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from duespark.accounts.audit_trail import AuditNeedsAllCompanies
from duespark.accounts.signing import find_keys
from duespark.engine.errors import Invalid
from duespark.engine.invoice.history import covered
from duespark.evidence.walk import ChainRow, walk_chain
from duespark.invoices.erase import SignedErasure
from duespark.runtime.db import Pool, Q
from duespark.runtime.tx import Tx, begin, bind

_PAGE = 500
_STRETCHES = Q("""
SELECT v.series_id, c.name || ', ' || replace(s.kind, '_', ' ') AS name, min(v.position) AS first, max(v.position) AS last,
  h.position AS length, h.hash AS head
  FROM invoice_versions AS v
  JOIN series AS s ON s.org_id = v.org_id AND s.id = v.series_id
  JOIN companies AS c ON c.org_id = s.org_id AND c.id = s.company_id
  JOIN series_chains AS h ON h.org_id = v.org_id AND h.series_id = v.series_id
 WHERE v.org_id = CAST(:org AS uuid) AND v.at >= CAST(:begin AS timestamptz) AND v.at < CAST(:end AS timestamptz)
 GROUP BY 1, 2, 5, 6 ORDER BY 2, 1
""")
_AUDIT = Q("""
SELECT id, at, actor_kind, actor_id, actor_label, ip, action, subject_kind, subject_id, before, after FROM audit_entries
 WHERE org_id = CAST(:org AS uuid) AND at >= CAST(:begin AS timestamptz) AND at < CAST(:end AS timestamptz)
   AND (CAST(:after AS uuid) IS NULL OR id > CAST(:after AS uuid))
 ORDER BY id LIMIT CAST(:most AS int)
""")


class WrongDays(Invalid):
    code = "export.wrong_days"
    sentence = "The export goes from {first} to {last}, which is no time at all. Give a first day and a later last one."


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who asked for which days of which organization; the days count in its time zone, both included."""

    org: UUID
    first: date
    last: date
    begin: datetime
    end: datetime


def ask(tx: Tx, *, first: date, last: date) -> Asked:
    """An export the actor may have. Raises `AuditNeedsAllCompanies`, `WrongDays`."""
    if tx.actor.company_ids is not None:
        raise AuditNeedsAllCompanies
    if last < first:
        raise WrongDays(first=first, last=last)
    zone = ZoneInfo(tx.zone)
    begin = datetime.combine(first, time(), zone)
    end = datetime.combine(last + timedelta(days=1), time(), zone)
    return Asked(org=tx.org_id, first=first, last=last, begin=begin, end=end)


@asynccontextmanager
async def one_moment(pool: Pool, org: UUID) -> AsyncIterator[Tx]:
    """A transaction that sees the organization as it is at one moment and changes nothing."""
    async with begin(pool) as tx:
        await tx.conn.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        await bind(tx, org)
        yield tx


async def keys(tx: Tx) -> list[dict[str, Any]]:
    """The public keys, also retired ones."""
    return [
        {"id": key.id, "public_key": key.text, "created_at": key.created_at, "retired_at": key.retired_at}
        for key in await find_keys(tx)
    ]


async def stretches(tx: Tx, asked: Asked) -> list[dict[str, Any]]:
    """The part of each chain that the export holds, and where its head is now."""
    return [dict(row) for row in await _STRETCHES.all(tx.conn, org=asked.org, begin=asked.begin, end=asked.end)]


async def walk_versions(tx: Tx, parts: list[dict[str, Any]]) -> AsyncIterator[dict[str, Any]]:
    """The versions of these stretches, in the order of their chains."""
    for part in parts:
        async for rows in walk_chain(tx, part["series_id"], after=part["first"] - 1, until=part["last"], page=_PAGE):
            for row in rows:
                yield _version(part["series_id"], row)


def _version(series: UUID, row: ChainRow) -> dict[str, Any]:
    seal = row.version.seal
    return {
        "series_id": series,
        "position": row.position,
        "invoice_id": row.invoice_id,
        "invoice_number": row.invoice_number,
        "previous_hash": seal.previous,
        "hash": seal.hash,
        "key_id": row.key_id,
        "signature": base64.b64encode(row.signature).decode(),
        "sealed": covered(row.version),
        "erasure": None if row.erasure is None else _erasure(row.erasure),
    }


def _erasure(found: SignedErasure) -> dict[str, Any]:
    """The signed record of why `sealed` is empty: SHA-256 over its canonical JSON is what the signature covers."""
    signature = base64.b64encode(found.signature).decode()
    return {"record": found.record, "key_id": found.key_id, "signature": signature}


async def walk_audit(tx: Tx, asked: Asked) -> AsyncIterator[dict[str, Any]]:
    """The audit trail of the days asked for, oldest first; `before` and `after` are JSON text or None."""
    after: UUID | None = None
    while True:
        rows = await _AUDIT.all(tx.conn, org=asked.org, begin=asked.begin, end=asked.end, after=after, most=_PAGE)
        for row in rows:
            yield dict(row)
        if len(rows) < _PAGE:
            return
        after = rows[-1]["id"]
