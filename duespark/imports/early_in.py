"""Discounts for early payment in a cell, as the list of clients writes them: "3 % in 7 days; 2 % in 14 days", or "none"."""

import re

from duespark.companies.early import MOST_STEPS, EarlyStep
from duespark.imports.options import CellNotRead, Options, number_in

_STEP = re.compile(r"(\S+?)\s*%?\s*(?:/|\bin\b|\bwithin\b)\s*(\d{1,3})(\s*(d|days?))?", re.IGNORECASE)
_NONE = ("none", "no", "0", "-")


def early_in(text: str, options: Options) -> tuple[EarlyStep, ...] | None:
    """Percent and days of each step; None for an empty cell, where those of the company hold. Raises `CellNotRead`.

    >>> [(str(step.percent), step.days) for step in early_in("3/7; 2.5 % in 14 days", Options()) or ()]
    [('3', 7), ('2.5', 14)]
    >>> early_in("none", Options()), early_in("", Options())
    ((), None)
    """
    if not text.strip():
        return None
    if text.strip().lower() in _NONE:
        return ()
    found = [_STEP.fullmatch(part.strip()) for part in text.split(";")]
    if len(found) > MOST_STEPS:
        raise CellNotRead(
            text=text[:40], what="discount for early payment with at most three steps", example="2 % in 10 days"
        )
    return tuple(_step(each, text, options) for each in found)


def _step(found: re.Match[str] | None, text: str, options: Options) -> EarlyStep:
    days = int(found[2]) if found else 366
    if found is None or days > 365:
        raise CellNotRead(text=text[:40], what="discount for early payment", example="2 % in 10 days")
    return EarlyStep(percent=number_in(found[1], options, "percentage"), days=days)
