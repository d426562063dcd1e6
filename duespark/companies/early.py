"""Discounts for early payment that new invoices begin with, as a company and a client have them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

import orjson
from annotated_types import Len
from pydantic import Field

from duespark.engine.errors import Invalid
from duespark.engine.money.text import Percent
from duespark.runtime import decimal_text  # noqa: F401  percentages are read as text
from duespark.runtime.web import Closed

MOST_STEPS = 3
STORED_EARLY = (
    f"jsonb_typeof(early_discounts) = 'array' AND jsonb_array_length(early_discounts) <= {MOST_STEPS}"
    " AND jsonb_array_length(early_discounts) = jsonb_array_length(jsonb_path_query_array(early_discounts,"
    " '$[*] ? (@.percent.double() > 0 && @.percent.double() < 100 && @.days >= 0 && @.days <= 365)'))"
)
"""What the tables hold of them, as a constraint."""


class EarlyPercentOutOfRange(Invalid):
    code = "early_discount.percent"
    sentence = "A discount for early payment takes off more than 0 and less than 100 percent, not {percent}."


class EarlyDaysRepeated(Invalid):
    code = "early_discount.days_repeated"
    sentence = "Two discounts are for payment within {days} days. Keep one of them."


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyStep(Closed):
    """So many percent off what is due when paid within so many calendar days of the issue date."""

    percent: Percent
    days: Annotated[int, Field(ge=0, le=365)]


EarlySteps = Annotated[tuple[EarlyStep, ...], Len(0, MOST_STEPS)]


def check_early(wanted: Sequence[EarlyStep], *, pointer: str = "/early_discounts") -> tuple[EarlyStep, ...]:
    """The steps, the shortest first. Raises `EarlyPercentOutOfRange`, `EarlyDaysRepeated`, below `pointer`.

    >>> steps = (EarlyStep(percent=Decimal(2), days=14), EarlyStep(percent=Decimal(3), days=7))
    >>> [step.days for step in check_early(steps)]
    [7, 14]
    """
    for at, step in enumerate(wanted):
        if not 0 < step.percent < 100:
            raise EarlyPercentOutOfRange(pointer=f"{pointer}/{at}/percent", percent=step.percent)
        if any(step.days == other.days for other in wanted[:at]):
            raise EarlyDaysRepeated(pointer=f"{pointer}/{at}/days", days=step.days)
    return tuple(sorted(wanted, key=lambda step: step.days))


def load_early(text: str) -> tuple[EarlyStep, ...]:
    """The steps from their stored JSON."""
    return tuple(EarlyStep(percent=Decimal(one["percent"]), days=one["days"]) for one in orjson.loads(text))


def early_as_text(steps: Sequence[EarlyStep] | None) -> str:
    """The steps in one cell of a table, which no spreadsheet takes for a date; "none" for none, nothing where another's hold.

    >>> early_as_text((EarlyStep(percent=Decimal(3), days=7), EarlyStep(percent=Decimal("1.5"), days=14)))
    '3 % in 7 days; 1.5 % in 14 days'
    >>> early_as_text(()), early_as_text(None)
    ('none', '')
    """
    if steps is None:
        return ""
    return "; ".join(f"{step.percent:f} % in {step.days} days" for step in steps) or "none"
