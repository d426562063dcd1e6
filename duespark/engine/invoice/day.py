"""The mark of a day that crosses borders as text: `2026-03-31`, never a number of seconds or a time of day."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated


@dataclass(frozen=True, slots=True)
class DayText:
    """Marks a `date` that outside data may give only as it is written. The edge that reads outside data refuses the rest."""


WrittenDay = Annotated[date, DayText()]
"""A day of a document."""
