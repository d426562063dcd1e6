"""Facts about numbers."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SeriesGapFound:
    """The counts `first` to `last` of a period are missing; told once."""

    subject: ClassVar[str] = "series"
    series_id: UUID
    period: str
    first: int
    last: int
