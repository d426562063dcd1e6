"""The day as HTTP gives it: `2026-03-31` and nothing else, within the years that books are kept for."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

_WRITTEN = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def only_written(value: Any) -> Any:
    """The value, if it is a day as it is written. Pydantic by itself also takes numbers, as seconds since 1970: `0` would be a day nobody meant."""
    if isinstance(value, date) or (isinstance(value, str) and _WRITTEN.fullmatch(value)):
        return value
    raise PydanticCustomError("date_parsing", "must be a date such as 2026-03-31")


AS_WRITTEN = BeforeValidator(only_written)
"""Stands behind the limits of a day, so that they are told as days."""

AnyDay = Annotated[date, AS_WRITTEN]
"""A day of any year: for filters, where a day out of all time finds nothing."""

Day = Annotated[date, Field(ge=date(1990, 1, 1), le=date(2999, 12, 31)), AS_WRITTEN]
"""A day that is kept."""
