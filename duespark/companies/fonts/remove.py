"""Take a font away. Documents that were issued with it name its file, which stays."""

from uuid import UUID

from duespark.accounts.audit import audit
from duespark.companies.fonts.add import on_record
from duespark.companies.fonts.problems import FontInUse
from duespark.companies.fonts.queries import lock_own_font
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_USED = Q(
    "SELECT name FROM brands WHERE org_id = CAST(:org AS uuid)"
    " AND CAST(:family AS text) IN (design->'fonts'->>'heading', design->'fonts'->>'body') ORDER BY lower(name) LIMIT 5"
)
_DELETE = Q("DELETE FROM own_fonts WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)")


async def remove_font(tx: Tx, id: UUID) -> None:
    """The font is no longer to be chosen. Raises `OwnFontNotFound`, and `FontInUse` while a brand has its family, also one that
    is archived.

    Who chooses a family holds its rows first (`hold_families`), so of the two the second waits and sees.
    """
    row = await lock_own_font(tx, id)
    used = await _USED.all(tx.conn, org=tx.org_id, family=row.family)
    if used:
        raise FontInUse(family=row.family, brands=", ".join(one["name"] for one in used))
    await _DELETE.run(tx.conn, org=tx.org_id, id=id)
    await audit(tx, "font.remove", subject="font", id=id, before=on_record(row))
