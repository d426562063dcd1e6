"""Reading the audit trail: a filtered list, newest first, and its export."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import asyncpg
import orjson

from duespark.accounts.schemas import AuditEntry
from duespark.engine.errors import Forbidden
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, decode_cursor, encode_cursor

EXPORT_AT_MOST = 100_000
_SORT = "-at"
_FILTER = (
    " FROM audit_entries WHERE org_id = CAST(:org AS uuid)"
    " AND (CAST(:subject AS uuid) IS NULL OR subject_id = CAST(:subject AS uuid))"
    " AND (CAST(:actor AS uuid) IS NULL OR actor_id = CAST(:actor AS uuid))"
    " AND (CAST(:action AS text) IS NULL OR action = CAST(:action AS text))"
)
_COLUMNS = "id, at, actor_kind, actor_id, actor_label, ip, action, subject_kind, subject_id, before, after"
_COUNT = Q(f"SELECT count(*){_FILTER}")
_PAGE = Q(
    f"SELECT {_COLUMNS}{_FILTER} AND (CAST(:after AS uuid) IS NULL OR id < CAST(:after AS uuid))"
    " ORDER BY id DESC LIMIT CAST(:most AS int)"
)


class AuditNeedsAllCompanies(Forbidden):
    code = "audit.needs_all_companies"
    sentence = "The audit trail tells of all companies, and you may see only some. Ask an owner or admin."


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """Which entries; None for any."""

    subject_id: UUID | None = None
    actor_id: UUID | None = None
    action: str | None = None

    def values(self, tx: Tx) -> dict[str, object]:
        return {"org": tx.org_id, "subject": self.subject_id, "actor": self.actor_id, "action": self.action}


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """The columns of the export, in their order; before and after as JSON."""

    at: datetime
    actor_kind: str
    actor_label: str
    actor_id: UUID | None
    ip: str
    action: str
    subject_kind: str
    subject_id: UUID | None
    before: str | None
    after: str | None
    id: UUID


COLUMNS = tuple(AuditLine.__dataclass_fields__)


def _may_read(tx: Tx) -> None:
    if tx.actor.company_ids is not None:
        raise AuditNeedsAllCompanies


async def find_entries(tx: Tx, *, wanted: AuditFilter, limit: int, cursor: str | None) -> Page[AuditEntry]:
    """One page, newest first. Raises `AuditNeedsAllCompanies`, `BadCursor`."""
    _may_read(tx)
    place, values = decode_cursor(cursor, _SORT), wanted.values(tx)
    rows = await _PAGE.all(tx.conn, **values, after=place[1] if place else None, most=limit + 1)
    data = [_entry(row) for row in rows[:limit]]
    more = encode_cursor(_SORT, None, data[-1].id) if len(rows) > limit else None
    return Page(data=data, next=more, total=await _COUNT.value(tx.conn, **values))


async def walk_entries(tx: Tx, *, wanted: AuditFilter) -> AsyncIterator[AuditLine]:
    """The newest entries for an export, at most `EXPORT_AT_MOST`. Raises `AuditNeedsAllCompanies`."""
    _may_read(tx)
    for row in await _PAGE.all(tx.conn, **wanted.values(tx), after=None, most=EXPORT_AT_MOST):
        yield AuditLine(**{name: row[name] for name in COLUMNS})


def _entry(row: asyncpg.Record) -> AuditEntry:
    told = {name: orjson.loads(row[name]) if row[name] is not None else None for name in ("before", "after")}
    return AuditEntry(**{**row, **told})
