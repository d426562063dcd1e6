"""Take a font that somebody brings: look at it, keep it, and note who said that there is a license."""

from collections.abc import Set
from typing import Any
from uuid import UUID

import asyncpg

from duespark.accounts.audit import audit
from duespark.companies.font_models import own_fonts
from duespark.companies.fonts.inspect import Inspected, inspect_fonts
from duespark.companies.fonts.limits import MOST_FONTS
from duespark.companies.fonts.names import style_name
from duespark.companies.fonts.problems import FontComesAlong, LicenseNotConfirmed, StyleTaken, TooManyFonts
from duespark.companies.fonts.queries import OwnFontRow, get_own_font
from duespark.runtime import storage
from duespark.runtime.db import Q, insert
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx
from duespark.runtime.web import to_json

_INSERT = insert(own_fonts)
_SPELLED = Q(
    "SELECT family FROM own_fonts WHERE org_id = CAST(:org AS uuid) AND lower(family) = lower(CAST(:family AS text)) LIMIT 1"
)
_SAME = Q(
    "SELECT id FROM own_fonts WHERE org_id = CAST(:org AS uuid) AND lower(family) = lower(CAST(:family AS text))"
    " AND weight = CAST(:weight AS smallint) AND italic = CAST(:italic AS bool) AND key = CAST(:key AS text)"
)
_COUNT = Q("SELECT count(*) FROM own_fonts WHERE org_id = CAST(:org AS uuid)")


async def add_fonts(tx: Tx, *, content: bytes, licensed: bool, shipped: Set[str]) -> list[OwnFontRow]:
    """The font in the file, kept, or of a variable one each weight that is taken: all of them, or none. The same file again is
    what is there. `shipped` are the names of families in lower case that come along.

    Raises `LicenseNotConfirmed`, `FontComesAlong`, `StyleTaken`, `TooManyFonts`, and what `inspect_fonts` raises.
    """
    if not licensed:
        raise LicenseNotConfirmed(pointer="/licensed")
    found = await inspect_fonts(content)
    if found[0].family.casefold() in shipped:
        raise FontComesAlong(family=found[0].family)
    if int(await _COUNT.value(tx.conn, org=tx.org_id)) + len(found) > MOST_FONTS:
        raise TooManyFonts
    return [await _added(tx, each) for each in found]


async def _added(tx: Tx, found: Inspected) -> OwnFontRow:
    key = await storage.put(tx.org_id, found.content, ".ttf")
    row = await get_own_font(tx, await _kept(tx, found, key))
    await audit(tx, "font.add", subject="font", id=row.id, after=on_record(row))
    return row


async def _kept(tx: Tx, found: Inspected, key: str) -> UUID:
    """A family is spelled the way it was the first time. Raises `StyleTaken`."""
    style = {"family": found.family, "weight": found.weight, "italic": found.italic}
    same: UUID | None = await _SAME.value(tx.conn, org=tx.org_id, **style, key=key)
    if same is not None:
        return same
    family = await _SPELLED.value(tx.conn, org=tx.org_id, family=found.family) or found.family
    id = new_id()
    try:
        async with tx.savepoint():
            await _INSERT.run(
                tx.conn, org_id=tx.org_id, id=id, **{**style, "family": family}, key=key, size=len(found.content),
                languages=to_json(found.languages).decode(), tabular=found.tabular, licensed_by=tx.actor.label,
                added_at=tx.now,
            )  # fmt: skip
    except asyncpg.UniqueViolationError as error:
        raise StyleTaken(family=family, style=style_name(found.weight, found.italic)) from error
    return id


def on_record(row: OwnFontRow) -> dict[str, Any]:
    """What the audit trail keeps of a font."""
    return {"family": row.family, "weight": row.weight, "italic": row.italic, "key": row.key, "license": "confirmed"}
