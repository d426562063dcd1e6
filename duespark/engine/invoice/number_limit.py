"""The mark of a whole number that is small by its nature."""

from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True, slots=True)
class NumberLimit:
    """Marks an integer that outside data may give between `-most` and `most`. The engine declares it, the edge refuses the rest.

    What is lawful is narrower, and the rule that says so names it.
    """

    most: int


Days = Annotated[int, NumberLimit(99_999)]
"""A number of days, or of a day in a month."""
