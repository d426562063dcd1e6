"""What crosses HTTP about number series: the engine's patterns and schemes, and what they make."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from annotated_types import Len
from pydantic import Field

from duespark.engine.invoice.number_schemes import MOST, NumberScheme, SchemeName
from duespark.engine.invoice.numbering import NumberPattern, Reset
from duespark.runtime.web import Closed

MonthOfYear = Annotated[int, Field(ge=1, le=12)]
Count = Annotated[int, Field(ge=1, le=MOST)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesIn(Closed):
    """How numbers still to come look; `name` tells a series from others of its kind (null keeps it). `year_start` is the month the financial year begins with.

    Each count begins at `start`; one that runs already goes on. With `per_client` every client has a count of its own.
    """

    pattern: Annotated[str, Len(1, 60)]
    name: Annotated[str, Len(0, 60)] | None = None
    reset: Reset = "yearly"
    start: Count = 1
    per_client: bool = False
    year_start: MonthOfYear = 1

    def parsed(self) -> NumberPattern:
        """The pattern these settings make. Raises `InvalidPattern`."""
        return NumberPattern.parse(
            self.pattern, reset=self.reset, per_client=self.per_client, year_start=self.year_start
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Series(Closed):
    """A legal series of numbers; `is_default` numbers documents of its kind for which nobody chose a series.

    `next_number` is what a document issued today would get. `scheme` are the parts of the pattern, null when it has none of a
    form's shapes. `left` counts how many numbers of today's count fit its zeros; longer ones grow. Null without zeros.
    """

    id: UUID
    company_id: UUID
    company_name: str
    kind: str
    name: str
    is_default: bool
    pattern: str
    reset: Reset
    start: int
    per_client: bool
    year_start: int
    scheme: NumberScheme | None
    next_number: str
    left: int | None
    version: int


SeriesKind = Literal["invoice", "credit_note", "quote", "proforma", "deposit_invoice", "corrective_invoice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSeries(SeriesIn):
    """Another series of a company, for documents of one kind; it numbers what it is chosen for."""

    company_id: UUID
    kind: SeriesKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesPreviewIn(Closed):
    """Either a `pattern` with its settings, or a `scheme`, which has settings of its own.

    With `series_id` the numbers go on where this series stands.
    """

    series_id: UUID | None = None
    pattern: Annotated[str, Len(1, 60)] | None = None
    scheme: NumberScheme | None = None
    reset: Reset = "yearly"
    start: Count = 1
    per_client: bool = False
    year_start: MonthOfYear = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesPreview(Closed):
    """The settings as they would be saved, the next numbers, and those from the day counting starts over."""

    wanted: SeriesIn
    scheme: NumberScheme | None
    numbers: list[str]
    resets_on: date | None
    after_reset: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyScheme(Closed):
    """A ready-made scheme, and a number it makes today."""

    name: SchemeName
    scheme: NumberScheme
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadySchemes(Closed):
    data: list[ReadyScheme]
