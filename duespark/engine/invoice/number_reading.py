"""Numbers read back: which place of a series a number stands for. Imports and gap reports begin with it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from duespark.engine.invoice.numbering import TOKEN, NumberPattern, financial_year

_SHAPES: Mapping[str, str] = {
    "year": "[0-9]{4}",
    "endyear": "[0-9]{4}",
    "month": "[0-9]{2}",
    "quarter": "[1-4]",
    "client": ".+",
}
_DIGITS = 18
"""More digits than any counter has, and few enough to be read at once."""

Parts = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in a series: the key of its counter, the count, and the number that says so."""

    period: str
    sequence: int
    number: str


def read_number(pattern: NumberPattern, number: str, *, near: date) -> Place | None:
    """The place that `pattern` gives this number; None when it is none of its numbers.

    What `NumberPattern.format` wrote is always read back as it was. A year of two digits is taken to lie within
    fifty years of `near`.

    >>> pattern = NumberPattern.parse("INV/{year:2}/{month}/{seq:3}", reset="monthly")
    >>> read_number(pattern, "INV/26/05/017", near=date(2026, 1, 1))
    Place(period='2026-05', sequence=17, number='INV/26/05/017')
    >>> read_number(pattern, "INV/26/13/017", near=date(2026, 1, 1))
    """
    expression, names = _expression(pattern.text)
    found = expression.fullmatch(number)
    if found is None:
        return None
    parts = dict(zip(names, found.groups(), strict=True))
    day, sequence, client = _day(parts, pattern, near), int(parts["seq"]), parts.get("client", "")
    if day is None or not (client.strip() or "client" not in parts):
        return None
    if pattern.format(sequence=sequence, on=day, client_code=client) != number:
        return None
    return Place(period=pattern.period(day, client), sequence=sequence, number=number)


@lru_cache(maxsize=256)
def _expression(text: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """What the numbers of a pattern look like, and the names of its groups; "short" stands before years of two digits."""
    names, pieces, end = [], [], 0
    for token in TOKEN.finditer(text):
        name, size = token["name"], token["size"]
        names.append(f"short{name}" if size == "2" else name)
        shape = _counted(int(size or 1)) if name == "seq" else "[0-9]{2}" if size == "2" else _SHAPES[name]
        pieces += [re.escape(text[end : token.start()]), f"({shape})"]
        end = token.end()
    return re.compile("".join(pieces) + re.escape(text[end:]), re.DOTALL), tuple(names)


def _counted(size: int) -> str:
    return f"[0-9]{{{size}}}|[1-9][0-9]{{{size},{_DIGITS - 1}}}"


def _day(parts: Parts, pattern: NumberPattern, near: date) -> date | None:
    """The first day that the number may stand for; its own year and month, as far as it shows them."""
    year = _year(parts, pattern.year_start > 1, financial_year(near, pattern.year_start))
    month = int(parts.get("month", 0)) or (pattern.year_start - 4 + 3 * int(parts.get("quarter", 1))) % 12 + 1
    try:
        return date(year + (month < pattern.year_start), month, 1)
    except ValueError:
        return None


def _year(parts: Parts, ends_later: bool, near: int) -> int:
    """The year the financial year began in, from the first of the tokens that say it."""
    for name, later in (("year", 0), ("endyear", int(ends_later))):
        if name in parts:
            return int(parts[name]) - later
        if f"short{name}" in parts:
            return near + (int(parts[f"short{name}"]) - later - near + 50) % 100 - 50
    return near


def last_used(pattern: NumberPattern, numbers: Iterable[str], *, near: date) -> dict[str, int]:
    """The highest count of each period among numbers in use, to go on from. Numbers of other patterns are passed over.

    >>> pattern = NumberPattern.parse("INV-{year}-{seq:4}", reset="yearly")
    >>> last_used(pattern, ["INV-2025-0112", "INV-2026-0007", "INV-2026-0003", "old-9"], near=date(2026, 5, 9))
    {'2025': 112, '2026': 7}
    """
    last: dict[str, int] = {}
    for number in numbers:
        place = read_number(pattern, number, near=near)
        if place is not None:
            last[place.period] = max(place.sequence, last.get(place.period, place.sequence))
    return last
