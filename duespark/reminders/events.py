"""Facts about reminders, each about an invoice, so that it stands in its timeline."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ReminderQueued:
    """Decided and handed to delivery; `delivery.*` events tell what became of it."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    step: str
    delivery_id: UUID


@dataclass(frozen=True, slots=True)
class ReminderSkipped:
    """The step will not be sent, and why."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    step: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReminderFailed:
    """It could not be sent; the step is not used up."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    step: str
    reason: str


@dataclass(frozen=True, slots=True)
class RemindersPaused:
    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    reason: str
    note: str
    until: date | None


@dataclass(frozen=True, slots=True)
class RemindersResumed:
    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
