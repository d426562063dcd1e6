"""What crosses HTTP about evidence."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberGap(Closed):
    """The counts `first` to `last` of a period are missing, between the numbers `behind` and `before` ("" at the ends)."""

    period: str
    first: int
    last: int
    behind: str
    before: str
    reason: str


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
    """The numbers of a series: how many are used, which are missing or double, which are void. At most 1000 of each."""

    series_id: UUID
    used: int
    is_complete: bool
    gaps: list[NumberGap]
    duplicates: list[NumberDuplicate]
    void: list[VoidNumber]
