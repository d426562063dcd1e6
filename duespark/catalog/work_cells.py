"""Cells of time trackers and expense sheets: how long something took, on which day, and whether it is billed at all."""

import re
from datetime import date
from decimal import Decimal

_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d)(?::([0-5]\d))?")
_WORDS = re.compile(
    r"(?:(\d{1,4})\s*h(?:ours?|rs?)?)?\s*(?:(\d{1,4})\s*m(?:in(?:utes)?)?)?\s*(?:(\d{1,4})\s*s(?:ec)?)?", re.IGNORECASE
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_NO = frozenset({"no", "n", "false", "0", "nie", "nein", "non", "non billable", "not billable"})
_FINEST = Decimal("0.000001")


def hours_in(text: str) -> Decimal | None:
    """A duration in hours, to the millionth; None for a text that is none.

    >>> [str(hours_in(text)) for text in ("1:30", "00:20:00", "2h 15m", "45 min", "abc")]
    ['1.5', '0.333333', '2.25', '0.75', 'None']
    """
    found = _CLOCK.fullmatch(text.strip()) or _WORDS.fullmatch(text.strip())
    if found is None or not any(found.groups()):
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return without_zeros((Decimal(hours * 3600 + minutes * 60 + seconds) / 3600).quantize(_FINEST))


def without_zeros(quantity: Decimal) -> Decimal:
    """The same without zeros at its end, and without an exponent.

    >>> [str(without_zeros(Decimal(text))) for text in ("2.500", "100.00")]
    ['2.5', '100']
    """
    return quantity.to_integral_value() if quantity == quantity.to_integral_value() else quantity.normalize()


def day_in(text: str) -> date | None:
    """A day as trackers write it; None where it is none, or could be two days such as 03/04/2026.

    >>> [str(day_in(text)) for text in ("2026-05-09T08:00:00Z", "9.5.2026", "05/25/2026", "03/04/2026")]
    ['2026-05-09', '2026-05-09', '2026-05-25', 'None']
    """
    iso, numeric = _ISO.fullmatch(text.strip()), _NUMERIC.fullmatch(text.strip())
    try:
        if iso is not None:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if numeric is None:
            return None
        first, second, year = int(numeric[1]), int(numeric[3]), int(numeric[4])
        if numeric[2] == "." or first > 12 or first == second:
            return date(year, second, first)
        return date(year, first, second) if second > 12 else None
    except ValueError:
        return None


def is_unbilled(text: str) -> bool:
    """Whether the cell says that the row is not to be billed.

    >>> is_unbilled("No"), is_unbilled("Yes"), is_unbilled("")
    (True, False, False)
    """
    return text.strip().lower().replace("-", " ") in _NO
