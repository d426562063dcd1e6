"""Facts about approvals. Each is about an invoice, so that it stands in its timeline."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ApprovalRequested:
    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    approval_id: UUID
    act: str
    finding: str
    note: str


@dataclass(frozen=True, slots=True)
class ApprovalGranted:
    """A second person approved, and the act was done in the same moment."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    approval_id: UUID
    act: str
    note: str


@dataclass(frozen=True, slots=True)
class ApprovalDeclined:
    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    approval_id: UUID
    act: str
    note: str


@dataclass(frozen=True, slots=True)
class ApprovalWithdrawn:
    """Who asked does not want it any more."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    approval_id: UUID
    act: str
