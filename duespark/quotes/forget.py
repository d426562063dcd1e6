"""Forget who answered an erased quote, and from where."""

from uuid import UUID

from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_ANSWER = Q("DELETE FROM quote_answers WHERE org_id = CAST(:org AS uuid) AND quote_id = CAST(:id AS uuid)")


async def forget_answer(tx: Tx, quote_id: UUID) -> None:
    """The answer itself stays in the quote's row. The database allows it only behind the record of the erasure."""
    await _ANSWER.run(tx.conn, org=tx.org_id, id=quote_id)
