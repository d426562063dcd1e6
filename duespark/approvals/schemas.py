"""What crosses HTTP about approvals."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from annotated_types import Len

from duespark.engine.invoice.document import DocumentKind
from duespark.engine.money.text import Amount
from duespark.invoices.lifecycle_schemas import AmendIn, CorrectIn, CreditIn, IssueIn, VoidIn, WriteOffIn
from duespark.invoices.schemas import VersionChange
from duespark.runtime.web import Closed

ActName = Literal["issue", "credit", "amend", "correct", "write_off", "void"]
ApprovalState = Literal["pending", "approved", "declined", "withdrawn"]
Note = Annotated[str, Len(0, 1000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalIn(Closed):
    """Ask a second person for what is over the limit: to `issue` a draft as it is now, or to `credit`, `amend`, `correct`
    `write_off` or `void` an invoice; what is to be done stands under the name of the act."""

    invoice_id: UUID
    act: ActName
    issue: IssueIn | None = None
    credit: CreditIn | None = None
    amend: AmendIn | None = None
    correct: CorrectIn | None = None
    write_off: WriteOffIn | None = None
    void: VoidIn | None = None
    note: Note = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionIn(Closed):
    note: Note = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineIn(Closed):
    note: Annotated[str, Len(3, 1000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalChanges(Closed):
    """What an amendment that waits would change in the invoice, and what would be due then; nothing for other acts, and once
    it is decided."""

    changes: list[VersionChange]
    currency: str
    amount_due_before: Amount | None
    amount_due_after: Amount | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval(Closed):
    """A request and what became of it. `reason` is what would stand in the books, `note` is for who decides; `mine` tells that the person who reads it asked, and so cannot decide."""

    id: UUID
    invoice_id: UUID
    number: str | None
    kind: DocumentKind
    client_name: str
    company_name: str
    gross: Amount
    currency: str
    act: ActName
    finding: str
    reason: str
    note: str
    state: ApprovalState
    mine: bool
    requested_label: str
    requested_at: datetime
    decided_label: str
    decided_at: datetime | None
    decision_note: str
