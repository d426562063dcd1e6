"""Clients that may be one: the same tax id, the same name, or one mail domain and names that look alike."""

from collections.abc import Collection, Iterable
from uuid import UUID

from duespark.clients.queries import COLUMNS, ClientRow, client_row, get_client
from duespark.clients.schemas import Alike, Duplicate, client_of
from duespark.clients.words import folded, likeness
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

MOST = 100
MOST_OF_A_KIND = 30
"""A domain or name that more clients have says nothing: it is a mail provider, or "Cash sale"."""
SIMILAR = 0.45
PUBLIC_DOMAINS = (
    "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com", "icloud.com",
    "me.com", "aol.com", "gmx.de", "gmx.net", "web.de", "t-online.de", "proton.me", "protonmail.com", "wp.pl", "o2.pl",
    "onet.pl", "interia.pl", "orange.fr", "free.fr", "libero.it", "mail.com", "zoho.com", "qq.com", "163.com",
)  # fmt: skip
"""Mail providers for everybody: two clients there have nothing in common."""

_USED = "c.org_id = CAST(:org AS uuid) AND c.archived_at IS NULL"
_WORDS = f"""
SELECT k.word, k.kind, k.client_id FROM client_words AS k JOIN clients AS c ON c.org_id = k.org_id AND c.id = k.client_id
 WHERE {_USED} AND k.kind IN ('tax_id', 'domain') AND k.word <> ALL(CAST(:public AS text[]))
"""
_PAIRS = """
, shared AS (
  SELECT CASE kind WHEN 'tax_id' THEN 0 WHEN 'name' THEN 1 ELSE 2 END AS rank, kind, array_agg(client_id ORDER BY client_id) AS ids
    FROM facts GROUP BY kind, word HAVING count(*) BETWEEN 2 AND CAST(:most_of_a_kind AS int)
)
SELECT s.kind, one.id AS one, other.id AS other FROM shared AS s, unnest(s.ids) AS one(id), unnest(s.ids) AS other(id)
 WHERE one.id < other.id AND (CAST(:client AS uuid) IS NULL OR CAST(:client AS uuid) IN (one.id, other.id))
 ORDER BY s.rank, one.id, other.id LIMIT 2000
"""
_NAMES = f"SELECT c.folded_name AS word, 'name' AS kind, c.id AS client_id FROM clients AS c WHERE {_USED} AND c.folded_name <> ''"
_ALL = Q(f"WITH facts AS ({_WORDS} UNION ALL {_NAMES}) {_PAIRS}")
_NEAR = Q(
    f"WITH facts AS ({_WORDS} AND k.word = ANY(CAST(:words AS text[]))"
    f" UNION ALL {_NAMES} AND c.folded_name = CAST(:name AS text)) {_PAIRS}"
)
_ROWS = Q(f"SELECT {COLUMNS} FROM clients AS c WHERE {_USED} AND c.id = ANY(CAST(:ids AS uuid[]))")


async def find_duplicates(tx: Tx, *, client_id: UUID | None = None) -> list[Duplicate]:
    """Pairs of clients in use that may be one, the surest first; of all, or with this one. Raises `ClientNotFound`."""
    known = {"org": tx.org_id, "public": list(PUBLIC_DOMAINS), "most_of_a_kind": MOST_OF_A_KIND, "client": client_id}
    if client_id is None:
        pairs = await _ALL.all(tx.conn, **known)
    else:
        client = await get_client(tx, client_id)
        pairs = await _NEAR.all(tx.conn, **known, words=list(client.words), name=folded(client.name))
    shared: dict[tuple[UUID, UUID], list[Alike]] = {}
    for kind, one, other in pairs:
        shared.setdefault((one, other), []).append(kind)
    rows = await _rows(tx, {id for pair in shared for id in pair})
    found = [
        Duplicate(one=client_of(rows[one]), other=client_of(rows[other]), alike=tuple(alike))
        for (one, other), alike in shared.items()
        if is_likely(rows[one], rows[other], alike)
    ]
    return found[:MOST]


def is_likely(one: ClientRow, other: ClientRow, alike: Collection[Alike]) -> bool:
    """Whether what they share says that they are one: colleagues of a firm have a domain in common, and no more."""
    return set(alike) != {"domain"} or likeness(folded(one.name), folded(other.name)) >= SIMILAR


async def _rows(tx: Tx, ids: Iterable[UUID]) -> dict[UUID, ClientRow]:
    rows = await _ROWS.all(tx.conn, org=tx.org_id, ids=list(ids))
    return {row["id"]: client_row(row) for row in rows}
