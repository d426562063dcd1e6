"""What crosses HTTP about evidence."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from annotated_types import Len
from pydantic import Field

from duespark.runtime.web import Closed

Cause = Literal["imported", "explained", "removed", "unexplained"]
"""Of a gap: documents from elsewhere bear the numbers, a person gave the reason, invoices were deleted, or nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberGap(Closed):
    """The counts `first` to `last` of a period are missing, between the numbers `behind` and `before` ("" at the ends)."""

    period: str
    first: int
    last: int
    behind: str
    before: str
    cause: Cause
    reason: str
    explained_at: datetime | None
    explained_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationIn(Closed):
    """Why the counts `first` to `last` of a period are missing: a gap of the report, and its reason."""

    period: Annotated[str, Len(0, 60)]
    first: Annotated[int, Field(ge=1, le=2_000_000_000)]
    last: Annotated[int, Field(ge=1, le=2_000_000_000)]
    reason: Annotated[str, Len(3, 500)]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberBeginning(Closed):
    """A period whose counting began at `first`; the numbers before it were given elsewhere."""

    period: str
    first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberDuplicate(Closed):
    """Numbers that stand for one place of the series, or one number on several documents."""

    numbers: list[str]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidNumber(Closed):
    """A number that stays used, and why its invoice was voided."""

    invoice_id: UUID
    number: str
    reason: str
    voided_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesReport(Closed):
    """The numbers of a series: how many are used, which are missing or double, which are void. At most 1000 of each.

    `needs_reasons` counts the gaps nobody has explained.
    """

    series_id: UUID
    used: int
    is_complete: bool
    needs_reasons: int
    begins: list[NumberBeginning]
    gaps: list[NumberGap]
    duplicates: list[NumberDuplicate]
    void: list[VoidNumber]
