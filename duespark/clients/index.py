"""Keeps the words clients are found by: written in the transaction of the change itself."""

from collections.abc import Mapping
from uuid import UUID

from duespark.clients.words import Kind, grams
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_FORGET = Q(
    "DELETE FROM client_words WHERE org_id = CAST(:org AS uuid) AND client_id = CAST(:client AS uuid)"
    " AND word = ANY(CAST(:words AS text[]))"
)
_ADD = Q(
    "INSERT INTO client_words (org_id, word, client_id, kind)"
    " SELECT CAST(:org AS uuid), w.word, CAST(:client AS uuid), w.kind"
    " FROM unnest(CAST(:words AS text[]), CAST(:kinds AS text[])) AS w(word, kind)"
)
# In the order of the key, so that two clients of one name never wait for each other in a circle.
_GRAMS = Q(
    "INSERT INTO client_grams (org_id, gram, word) SELECT CAST(:org AS uuid), g.gram, g.word"
    " FROM unnest(CAST(:grams AS text[]), CAST(:words AS text[])) AS g(gram, word)"
    " WHERE NOT EXISTS (SELECT FROM client_grams AS k"
    "   WHERE k.org_id = CAST(:org AS uuid) AND k.gram = g.gram AND k.word = g.word)"
    " ORDER BY g.gram, g.word ON CONFLICT DO NOTHING"
)


async def index_words(tx: Tx, client_id: UUID, *, before: Mapping[str, Kind], after: Mapping[str, Kind]) -> None:
    """Find the client by `after` instead of `before`."""
    gone = [word for word, kind in before.items() if after.get(word) != kind]
    new = {word: kind for word, kind in after.items() if before.get(word) != kind}
    known = {"org": tx.org_id, "client": client_id}
    if gone:
        await _FORGET.run(tx.conn, **known, words=gone)
    if new:
        await _ADD.run(tx.conn, **known, words=list(new), kinds=list(new.values()))
    pairs = [(gram, word) for word, kind in new.items() if is_spelled(word, kind) for gram in grams(word)]
    if pairs:
        made, words = zip(*pairs, strict=True)
        await _GRAMS.run(tx.conn, org=tx.org_id, grams=list(made), words=list(words))


def is_spelled(word: str, kind: Kind) -> bool:
    """Whether people spell it, and so misspell it: words of letters in names of firms, people and places."""
    return kind == "name" and len(word) >= 3 and word.isalpha()
