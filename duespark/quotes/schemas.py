"""What crosses HTTP about quotes and proformas."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from annotated_types import Len
from pydantic import StringConstraints

from duespark.engine.invoice.document import DocumentKind
from duespark.engine.invoice.quote import Answer
from duespark.engine.money.text import Amount, Percent, Quantity
from duespark.runtime import decimal_text  # noqa: F401  amounts are read as text
from duespark.runtime.web import Closed

Answered = Literal["accepted", "rejected"]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]
Note = Annotated[str, StringConstraints(max_length=2000, strip_whitespace=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerIn(Closed):
    """What the client said, noted down by a member: who said it, and how or why."""

    answer: Answered
    name: Name
    note: Note = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAnswer(Closed):
    """The answer with its evidence. `by_client`: given on the public page; else `actor_label` noted it down."""

    answer: Answered
    by_client: bool
    name: str
    note: str
    version_hash: str
    ip: str
    user_agent: str
    actor_label: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeFrom(Closed):
    """A document that was made of another."""

    id: UUID
    kind: DocumentKind
    status: Literal["draft", "issued", "void"]
    number: str | None
    gross: Amount
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftLine(Closed):
    """A line, and how much of it nothing was made of yet."""

    id: str
    description: str
    unit: str
    quantity: Quantity
    left: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteState(Closed):
    """How a quote or proforma stands. `expired` is derived from `valid_until` and today."""

    state: Answer
    valid_until: date | None
    given: GivenAnswer | None
    made: list[MadeFrom]
    replaced_by: MadeFrom | None
    left: list[LeftLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenLine(Closed):
    """So much of one line, by the line's id."""

    id: Annotated[str, Len(1, 60)]
    quantity: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvertIn(Closed):
    """What to make of it; without `lines`, everything that is left."""

    kind: Literal["invoice", "proforma"] = "invoice"
    lines: Annotated[tuple[TakenLine, ...], Len(0, 2000)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositIn(Closed):
    """How much to ask in advance, with tax: exactly one of `percent` of the whole and `amount`."""

    percent: Percent | None = None
    amount: Amount | None = None
    description: Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)] = ""
