"""Reads the story of an invoice: the facts that were recorded about it."""

from uuid import UUID

from duespark.invoices.schemas import TimelineEntry
from duespark.runtime.events import find_events
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, decode_cursor, encode_cursor

_SHOWN = tuple(TimelineEntry.__dataclass_fields__)


async def find_timeline(tx: Tx, id: UUID, *, limit: int, cursor: str | None) -> Page[TimelineEntry]:
    """Newest first; the caller knows that the actor may see the invoice. Raises `BadCursor`."""
    place = decode_cursor(cursor, "-id")
    found = await find_events(tx, subject_id=id, most=limit + 1, before=place and place[1])
    data = [TimelineEntry(**{name: entry[name] for name in _SHOWN}) for entry in found[:limit]]
    more = encode_cursor("-id", None, data[-1].id) if len(found) > limit else None
    return Page(data=data, next=more)
