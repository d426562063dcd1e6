"""What crosses HTTP about bulk runs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from annotated_types import Len
from pydantic import Field

from duespark.invoices.find import Filters
from duespark.runtime.day import Day
from duespark.runtime.web import Closed

ActionName = Literal["issue", "issue_and_send", "send", "remind", "pay", "delete", "export_pdf", "merge_pdf"]
RunState = Literal["running", "done", "cancelled"]
RowState = Literal["waiting", "done", "failed", "cancelled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkWish(Closed):
    """What is chosen with an action: for `issue` the day on all invoices, for `pay` when and how the money came."""

    issue_date: Day | None = None
    received_on: Day | None = None
    method: Literal["bank_transfer", "card", "cash", "other"] = "bank_transfer"
    reference: Annotated[str, Len(0, 200)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkIn(Closed):
    """One action on every invoice the filters find. `expected` is how many the person saw: another count is refused."""

    action: ActionName
    filters: Filters
    expected: Annotated[int, Field(ge=1, le=10_000)] | None = None
    wish: BulkWish = BulkWish()


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkRun(Closed):
    """A run and how far it is: `total` is the sum of the four counts. `has_file` tells that the file of an export can be
    fetched: a ZIP, or one PDF."""

    id: UUID
    action: ActionName
    state: RunState
    total: int
    waiting: int
    done: int
    failed: int
    cancelled: int
    actor_label: str
    has_file: bool
    created_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkRow(Closed):
    """One invoice of a run; `result` is its number, the recipients or the file, `code` and `detail` say why it failed."""

    position: int
    invoice_id: UUID
    number: str | None
    client_name: str
    state: RowState
    result: str
    code: str
    detail: str
    done_at: datetime | None
