"""Reads of approvals, of the companies the actor may see."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg
import orjson
from pydantic import TypeAdapter

from duespark.accounts.acting import person_behind
from duespark.approvals.schemas import ActName, Approval, ApprovalChanges, ApprovalIn, ApprovalState
from duespark.engine.errors import NotFound
from duespark.invoices.preview_amend import preview_amendment
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, decode_cursor, encode_cursor

_WISH = TypeAdapter(ApprovalIn)
_FROM = (
    " FROM approvals AS a JOIN invoices AS i ON i.org_id = a.org_id AND i.id = a.invoice_id"
    " JOIN companies AS c ON c.org_id = i.org_id AND c.id = i.company_id WHERE a.org_id = CAST(:org AS uuid)"
    " AND (CAST(:companies AS uuid[]) IS NULL OR i.company_id = ANY(CAST(:companies AS uuid[])))"
)
_FILTER = (
    " AND (CAST(:state AS text) IS NULL OR a.state = :state)"
    " AND (CAST(:invoice AS uuid) IS NULL OR a.invoice_id = CAST(:invoice AS uuid))"
)
_SHOWN = (
    "SELECT a.id, a.invoice_id, i.number, i.kind, i.client_name, c.name AS company_name, i.gross, i.currency, a.act,"
    " a.finding, a.wish, a.note, a.state, a.requested_by = CAST(:me AS uuid) AS mine, a.requested_label, a.requested_at,"
    " a.decided_label, a.decided_at, a.decision_note"
)
_FIND = Q(
    f"{_SHOWN}{_FROM}{_FILTER} AND (CAST(:after AS uuid) IS NULL OR a.id < CAST(:after AS uuid))"
    " ORDER BY a.id DESC LIMIT CAST(:most AS int)"
)
_COUNT = Q(f"SELECT count(*){_FROM}{_FILTER}")
_GET = Q(f"{_SHOWN}{_FROM} AND a.id = CAST(:id AS uuid)")
_WISH_OF = Q("SELECT wish FROM approvals WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)")
_LOCK = Q(
    "SELECT id, invoice_id, act, wish, invoice_version, state, requested_by FROM approvals"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid) FOR UPDATE"
)


class ApprovalNotFound(NotFound):
    code = "approval.not_found"
    sentence = "There is no approval {id}."


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalRow:
    """A request as it is decided, locked."""

    id: UUID
    invoice_id: UUID
    act: ActName
    wish: ApprovalIn
    invoice_version: int
    state: ApprovalState
    requested_by: UUID


def _seen(tx: Tx) -> dict[str, object]:
    companies = tx.actor.company_ids
    return {"org": tx.org_id, "companies": None if companies is None else list(companies)}


async def find_approvals(
    tx: Tx, *, state: ApprovalState | None, invoice_id: UUID | None, limit: int, cursor: str | None
) -> Page[Approval]:
    """Newest first. Raises `BadCursor`."""
    place = decode_cursor(cursor, "-id")
    known = {**_seen(tx), "state": state, "invoice": invoice_id}
    me = await person_behind(tx)
    rows = await _FIND.all(tx.conn, **known, me=me, after=place[1] if place else None, most=limit + 1)
    data = [_approval(row) for row in rows[:limit]]
    more = encode_cursor("-id", None, data[-1].id) if len(rows) > limit else None
    return Page(data=data, next=more, total=await _COUNT.value(tx.conn, **known))


async def walk_approvals(tx: Tx, *, state: ApprovalState | None, invoice_id: UUID | None) -> AsyncIterator[Approval]:
    """Everything the filters find, newest first."""
    cursor: str | None = None
    while True:
        page = await find_approvals(tx, state=state, invoice_id=invoice_id, limit=1000, cursor=cursor)
        for one in page.data:
            yield one
        cursor = page.next
        if cursor is None:
            return


async def find_changes(tx: Tx, id: UUID) -> ApprovalChanges:
    """What who decides is asked to let happen, as differences. Raises `ApprovalNotFound`, and what amending would raise."""
    shown = await get_approval(tx, id)
    row = await _WISH_OF.one(tx.conn, org=tx.org_id, id=id)
    assert row is not None
    wish = _WISH.validate_python(orjson.loads(row["wish"]))
    if shown.state != "pending" or wish.amend is None:
        return ApprovalChanges(changes=[], currency=shown.currency, amount_due_before=None, amount_due_after=None)
    preview = await preview_amendment(tx, shown.invoice_id, wish.amend.draft)
    return ApprovalChanges(
        changes=preview.changes,
        currency=preview.currency,
        amount_due_before=preview.amount_due_before,
        amount_due_after=preview.amount_due_after,
    )


async def get_approval(tx: Tx, id: UUID) -> Approval:
    """Raises `ApprovalNotFound`, also for one of a company the actor may not see."""
    row = await _GET.one(tx.conn, **_seen(tx), me=await person_behind(tx), id=id)
    if row is None:
        raise ApprovalNotFound(id=id)
    return _approval(row)


async def lock_approval(tx: Tx, id: UUID) -> ApprovalRow:
    """The request, locked until the transaction ends. Raises `ApprovalNotFound`."""
    await get_approval(tx, id)
    row = await _LOCK.one(tx.conn, org=tx.org_id, id=id)
    if row is None:
        raise ApprovalNotFound(id=id)
    return ApprovalRow(**{**row, "wish": _WISH.validate_python(orjson.loads(row["wish"]))})


def _approval(row: asyncpg.Record) -> Approval:
    known = dict(row)
    wish = orjson.loads(known.pop("wish"))[row["act"]] or {}
    return Approval(**known, reason=_reason(row["act"], wish))


def _reason(act: ActName, wish: dict[str, Any]) -> str:
    """Why, in the words of the books. A write-off has a reason by name, and a note."""
    if act != "write_off":
        return str(wish.get("reason", ""))
    return ": ".join(filter(None, (wish["reason"].replace("_", " "), wish["note"])))
