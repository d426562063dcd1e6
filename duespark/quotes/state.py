"""How a quote or proforma stands: the answer, whether it still holds, what was made of it and what is left."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from duespark.engine.invoice.quote import Answer, answer_on
from duespark.invoices.follow import find_followers, left_to_take
from duespark.invoices.queries import InvoiceRow
from duespark.quotes.models import quote_answers
from duespark.quotes.schemas import GivenAnswer, LeftLine, MadeFrom, QuoteState
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_GIVEN = Q(
    sa.select(*(quote_answers.c[name] for name in GivenAnswer.__dataclass_fields__)).where(
        quote_answers.c.org_id == sa.bindparam("org"), quote_answers.c.quote_id == sa.bindparam("id")
    )
)


async def find_given(tx: Tx, id: UUID) -> GivenAnswer | None:
    """What was answered, by whom and from where; None while nobody did."""
    row = await _GIVEN.one(tx.conn, org=tx.org_id, id=id)
    return None if row is None else GivenAnswer(**row)


def answer_of(row: InvoiceRow, made: Sequence[InvoiceRow], today: date) -> Answer:
    """The answer as it stands today: what was converted, else what was said, else whether there is still time."""
    if any(each.kind != row.kind for each in made):
        return "converted"
    return answer_on(row.answer or "open", valid_until=row.valid_until, today=today)


async def read_answer(tx: Tx, row: InvoiceRow) -> Answer:
    """`answer_of`, with what was made of it read now."""
    return answer_of(row, await find_followers(tx, row.id), tx.today)


async def read_state(tx: Tx, row: InvoiceRow) -> QuoteState:
    """Everything about a quote or proforma beside its document."""
    made = await find_followers(tx, row.id)
    others = [each for each in made if each.kind != row.kind]
    left = left_to_take(row, made)
    lines = [line for line in row.document.lines if line.kind == "item" and line.id]
    return QuoteState(
        state=answer_of(row, made, tx.today),
        valid_until=row.valid_until,
        given=await find_given(tx, row.id),
        made=[_made(each) for each in others],
        replaced_by=next((_made(each) for each in made if each.kind == row.kind), None),
        left=[
            LeftLine(
                id=line.id, description=line.description, unit=line.unit, quantity=line.quantity, left=left[line.id]
            )
            for line in lines
        ],
    )


def _made(row: InvoiceRow) -> MadeFrom:
    return MadeFrom(
        id=row.id, kind=row.kind, status=row.status, number=row.number, gross=row.gross, currency=row.currency
    )
