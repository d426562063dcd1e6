"""Routes of quotes and proformas; their documents are read, sent and printed like any other, under /v1/invoices."""

from uuid import UUID

from duespark.accounts.access import Router
from duespark.invoices.queries import InvoiceRow, get_invoice
from duespark.quotes.answer import give_answer
from duespark.quotes.convert import ask_for_deposit, convert_quote
from duespark.quotes.convert import revise_quote as revise
from duespark.quotes.schemas import AnswerIn, ConvertIn, DepositIn, MadeFrom, QuoteState
from duespark.quotes.state import read_state
from duespark.runtime.tx import Tx

router = Router(tags=["quotes"])


def _made(row: InvoiceRow) -> MadeFrom:
    return MadeFrom(**{name: getattr(row, name) for name in MadeFrom.__dataclass_fields__})


@router.get("/quotes/{id}", "invoices.read")
async def get_quote_state(tx: Tx, id: UUID) -> QuoteState:
    """How a quote or proforma stands: the answer with its evidence, what was made of it, and what is left."""
    return await read_state(tx, await get_invoice(tx, id))


@router.post("/quotes/{id}/answer", "invoices.write")
async def answer_quote(tx: Tx, id: UUID, given: AnswerIn) -> QuoteState:
    """Note down what the client said about a quote."""
    row = await give_answer(tx, id, given.answer, name=given.name, note=given.note)
    return await read_state(tx, row)


@router.post("/quotes/{id}/convert", "invoices.write", status=201)
async def convert_to_invoice(tx: Tx, id: UUID, wish: ConvertIn) -> MadeFrom:
    """A draft of an invoice or a proforma with the lines that are left, or so much of some."""
    quantities = {each.id: each.quantity for each in wish.lines} or None
    return _made(await convert_quote(tx, id, wish.kind, quantities=quantities))


@router.post("/quotes/{id}/deposit", "invoices.write", status=201)
async def create_deposit_invoice(tx: Tx, id: UUID, wish: DepositIn) -> MadeFrom:
    """A draft of a deposit invoice for a part of the whole."""
    made = await ask_for_deposit(tx, id, percent=wish.percent, amount=wish.amount, description=wish.description)
    return _made(made)


@router.post("/quotes/{id}/revise", "invoices.write", status=201)
async def revise_quote(tx: Tx, id: UUID) -> MadeFrom:
    """A draft with the same content; when it is issued, this one becomes void."""
    return _made(await revise(tx, id))
