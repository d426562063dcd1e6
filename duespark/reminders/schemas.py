"""What crosses HTTP about reminders."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from duespark.engine.dunning.policy import Tone
from duespark.engine.money.text import Amount
from duespark.runtime import decimal_text  # noqa: F401  amounts are read as text
from duespark.runtime.day import Day
from duespark.runtime.web import Closed

PauseReason = Literal["dispute", "promise", "manual"]
PlanState = Literal["planned", "paused", "done", "none"]
StepState = Literal["planned", "sent", "skipped", "failed"]
NO_NUL = r"^[^\x00]*$"
"""PostgreSQL cannot store the character 0 in a text."""
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
WallTime = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Subject = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=NO_NUL)]
Body = Annotated[str, StringConstraints(min_length=1, max_length=5000, pattern=NO_NUL)]
Note = Annotated[str, StringConstraints(max_length=2000, strip_whitespace=True, pattern=NO_NUL)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyStep(Closed):
    """One reminder: days after the due date (negative: before it), wall time at the client, and its words in Liquid."""

    key: Key
    offset_days: Annotated[int, Field(ge=-730, le=730)]
    at: WallTime = "09:00"
    tone: Tone
    subject: Subject
    body: Body


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyIn(Closed):
    name: Annotated[str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True, pattern=NO_NUL)]
    steps: Annotated[list[PolicyStep], Field(max_length=30)]
    weekly_cap: Annotated[int, Field(ge=1, le=14)]
    quiet_weekends: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderPolicy(Closed):
    """`weekly_cap` is how many reminders one client gets in seven days, over all its invoices."""

    id: UUID
    name: str
    steps: list[PolicyStep]
    weekly_cap: int
    quiet_weekends: bool
    is_default: bool
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderPolicies(Closed):
    data: list[ReminderPolicy]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStep(Closed):
    """A step and what became of it; `at` is when it happened, or when it is due."""

    step: str
    at: datetime
    state: StepState
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceReminders(Closed):
    state: PlanState
    next_at: datetime | None = None
    next_step: str | None = None
    pause_reason: PauseReason | None = None
    pause_note: str = ""
    paused_until: date | None = None
    plan: list[PlannedStep]


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseIn(Closed):
    """`until` is the first day on which reminders go on by themselves; without it somebody resumes them."""

    reason: PauseReason
    note: Note = ""
    until: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpcomingReminder(Closed):
    invoice_id: UUID
    number: str
    client_name: str
    step: str
    at: datetime
    balance: Amount
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceIn(Closed):
    """Exactly one of the two."""

    to: datetime | None = None
    days: Annotated[int, Field(ge=1, le=400)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Advanced(Closed):
    """`sent` counts the reminders that fell due on the way and were queued."""

    clock_at: datetime
    sent: int
