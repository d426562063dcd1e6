"""The saved states of a draft: what each said, who saved it, and what it changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, get_args
from uuid import UUID

import asyncpg

from duespark.engine.errors import NotFound
from duespark.engine.invoice.diff import Change, diff
from duespark.engine.invoice.document import Document
from duespark.engine.money.text import Amount
from duespark.invoices.schemas import DraftIn, DraftKind, VersionChange
from duespark.invoices.stored import read_document
from duespark.invoices.versions import label_of
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import Closed

CHOSEN = ("bank_account_id", "brand_id", "seller_address_id", "ship_from_id", "discount_codes")
"""What a draft keeps beside its document of what a person chose; the series too, under another name."""
MOST_CHANGES = 30
"""Changes listed of one state; `change_count` counts them all."""

_COLUMNS = (
    "number, version, company_id, client_id, document, exchange_typed, bank_account_id, brand_id, chosen_series_id,"
    " seller_address_id, ship_from_id, discount_codes, at, actor_kind, actor_label"
)
_ALL = Q(
    f"SELECT {_COLUMNS} FROM draft_saves WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:id AS uuid) ORDER BY number"
)
_ONE = Q(
    f"SELECT {_COLUMNS} FROM draft_saves"
    " WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:id AS uuid) AND number = CAST(:number AS int)"
)


class SaveNotFound(NotFound):
    code = "draft.save_not_found"
    sentence = "The draft has no saved state {number}. GET /v1/invoices/{id}/saves lists those it has."


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSave(Closed):
    """A saved state. `version` is the draft's at that time, null for what was only set aside; `changes` are the first of
    those since the state before it, none for the oldest one kept."""

    number: int
    version: int | None
    at: datetime
    actor_kind: str
    actor_label: str
    currency: str
    gross: Amount
    line_count: int
    is_current: bool
    change_count: int
    changes: list[VersionChange]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSaves(Closed):
    data: list[DraftSave]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSaveDetails(Closed):
    """A saved state with its document."""

    number: int
    version: int | None
    at: datetime
    actor_kind: str
    actor_label: str
    company_id: UUID
    client_id: UUID
    client_name: str
    exchange_typed: bool
    bank_account_id: UUID | None
    brand_id: UUID | None
    series_id: UUID | None
    seller_address_id: UUID | None
    ship_from_id: UUID | None
    discount_codes: tuple[str, ...] | None
    document: Document


def draft_of(
    document: Document,
    *,
    company_id: UUID,
    client_id: UUID,
    exchange_typed: bool,
    **chosen: Any,
) -> DraftIn:
    """The draft as somebody would have to type it to get this document; a rate nobody chose is left to the day.
    What was `chosen` has the names of `CHOSEN`, and `series_id`."""
    typed: dict[str, Any] = {
        name: getattr(document, name) for name in DraftIn.__dataclass_fields__ if hasattr(document, name)
    }
    if document.kind not in get_args(DraftKind):
        typed["kind"] = "invoice"
    if not exchange_typed:
        typed["exchange"] = None
    return DraftIn(company_id=company_id, client_id=client_id, **{**typed, **chosen})


async def find_saves(tx: Tx, id: UUID, *, version: int) -> list[DraftSave]:
    """The states kept of a draft the actor may see, newest first; `version` is what the draft is at now."""
    found: list[DraftSave] = []
    before: Document | None = None
    for row in await _ALL.all(tx.conn, org=tx.org_id, id=id):
        document = read_document(row["document"])
        changes = readable(diff(before, document, computed=False)) if before else []
        found.append(_shown(row, document, changes, is_current=row["version"] == version))
        before = document if row["version"] is not None or before is None else before
    return found[::-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSave:
    """One state: how it is shown, and the draft that would have to be typed to get it."""

    shown: DraftSaveDetails
    draft: DraftIn


async def get_save(tx: Tx, id: UUID, number: int) -> StoredSave:
    """One state of a draft the actor may see. Raises `SaveNotFound`."""
    row = await _ONE.one(tx.conn, org=tx.org_id, id=id, number=number)
    if row is None:
        raise SaveNotFound(id=id, number=number)
    document = read_document(row["document"])
    typed = {name: row[name] for name in ("company_id", "client_id", "exchange_typed", *CHOSEN)}
    typed["series_id"] = row["chosen_series_id"]
    shown = DraftSaveDetails(
        **{name: row[name] for name in ("number", "version", "at", "actor_kind", "actor_label")},
        **typed,
        client_name=document.buyer.name if document.buyer else "",
        document=document,
    )
    return StoredSave(shown=shown, draft=draft_of(document, **typed))


def readable(changes: Iterable[Change]) -> list[VersionChange]:
    """Changes with words for where they are, without those of ids, which nobody typed."""
    return [
        VersionChange(path=one.path, field=one.field, label=label_of(one.path), kind=one.kind, old=one.old, new=one.new)
        for one in changes
        if not one.field.endswith(".id")
    ]


def _shown(row: asyncpg.Record, document: Document, changes: list[VersionChange], *, is_current: bool) -> DraftSave:
    totals = document.totals
    assert totals is not None
    return DraftSave(
        **{name: row[name] for name in ("number", "version", "at", "actor_kind", "actor_label")},
        currency=document.currency,
        gross=totals.gross,
        line_count=len(document.lines),
        is_current=is_current,
        change_count=len(changes),
        changes=changes[:MOST_CHANGES],
    )
