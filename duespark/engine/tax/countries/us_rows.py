"""United States: a seller's own table of sales tax, read from plain values and checked row by row."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from duespark.engine.errors import Invalid
from duespark.engine.tax.countries.us import STATES

Level = Literal["state", "county", "city", "district"]
"""From the widest to the narrowest, which is the order of calculation and of the invoice."""

_LEVELS: Mapping[str, Level] = {"state": "state", "county": "county", "city": "city", "district": "district"}
LEVELS: tuple[Level, ...] = tuple(_LEVELS.values())

_COLUMNS = ("jurisdiction", "level", "rate", "since", "until", "name", "classes", "freight", "postal_codes")
_NEEDED = ("jurisdiction", "level", "rate", "since")
_PERCENT = re.compile(r"[0-9]{1,2}(\.[0-9]{1,6})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLASS = re.compile(r"[a-z][a-z0-9_]*")
_POSTAL_CODES = re.compile(r"[0-9]{1,5}|[0-9]{5}-[0-9]{5}")
_ANSWERS = {"yes": True, "no": False, "": False}


class InvalidSalesTaxRow(Invalid):
    code = "tax.invalid_sales_tax_row"
    sentence = "Row {row} of the sales tax table: {problem}."


class OverlappingSalesTax(Invalid):
    code = "tax.overlapping_sales_tax"
    sentence = (
        "{jurisdiction} has two sales tax rows on {day}, rows {first} and {second}. End one before the other begins."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesTaxRow:
    """One jurisdiction's sales tax from `since` to `until`: `rate` in percent of the price.

    `jurisdiction` is "US-TX" for a state and "US-TX-Travis County" below it. `classes` are product classes with a rate
    of their own, 0 where they are not taxed; `freight` says whether delivery charges are taxed. `postal_codes` say where
    a place below a state lies ("78701", "787", "78701-78705"); without them it is the city of its name.
    """

    jurisdiction: str
    level: Level
    rate: Decimal
    since: date
    until: date | None = None
    name: str = ""
    classes: tuple[tuple[str, Decimal], ...] = ()
    freight: bool = False
    postal_codes: tuple[str, ...] = ()

    def is_valid(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


def sales_tax_rows(rows: Iterable[Mapping[str, str]]) -> tuple[SalesTaxRow, ...]:
    """The table's rows, checked. Each is a mapping of column to text, as a file of text has it.

    Columns: `jurisdiction`, `level`, `rate`, `since` are needed; `until`, `name`, `classes` ("groceries=0 clothing=4"),
    `freight` ("yes" or "no") and `postal_codes` ("78701-78705 78710") may be missing or empty. Days are written YYYY-MM-DD, both included. Rows are
    counted from 1. Raises `InvalidSalesTaxRow`, and `OverlappingSalesTax` where a jurisdiction has two on one day.

    >>> texas = {"jurisdiction": "US-TX", "level": "state", "rate": "6.25", "since": "1990-07-01", "freight": "yes"}
    >>> sales_tax_rows([texas])[0].rate
    Decimal('6.25')
    """
    read = tuple(_row(row, position) for position, row in enumerate(rows))
    _check_overlaps(read)
    return read


def _row(row: Mapping[str, str], position: int) -> SalesTaxRow:
    cells = {column: row.get(column, "").strip() for column in _COLUMNS}
    strange = sorted(set(row) - set(_COLUMNS))
    if strange:
        raise _error(position, strange[0], f"there is no column {strange[0]!r}, only {', '.join(_COLUMNS)}")
    missing = next((column for column in _NEEDED if not cells[column]), None)
    if missing:
        raise _error(position, missing, f"{missing} is missing")
    level = _level(cells["level"], position)
    since, until = _day(cells["since"], "since", position), None
    if cells["until"]:
        until = _day(cells["until"], "until", position)
        if until < since:
            raise _error(position, "until", f"it ends on {until} before it begins on {since}")
    return SalesTaxRow(
        jurisdiction=_jurisdiction(cells["jurisdiction"], level, position),
        level=level,
        rate=_percent(cells["rate"], "rate", position),
        since=since,
        until=until,
        name=cells["name"],
        classes=_classes(cells["classes"], position),
        freight=_freight(cells["freight"], position),
        postal_codes=_postal_codes(cells["postal_codes"], position),
    )


def _level(text: str, position: int) -> Level:
    level = _LEVELS.get(text)
    if level is None:
        raise _error(position, "level", f"the level is one of {', '.join(LEVELS)}, not {text!r}")
    return level


def _jurisdiction(text: str, level: Level, position: int) -> str:
    country, _, rest = text.partition("-")
    state, _, place = rest.partition("-")
    if country != "US" or state not in STATES:
        raise _error(
            position, "jurisdiction", f"write the state first, as in US-TX or US-TX-Travis County, not {text!r}"
        )
    if (level == "state") == bool(place):
        form = "US-TX for a state" if level == "state" else f"US-TX-Travis County for a {level}"
        raise _error(position, "jurisdiction", f"write it like {form}, not {text!r}")
    return text


def _day(text: str, column: str, position: int) -> date:
    if _DAY.fullmatch(text):
        with suppress(ValueError):
            return date.fromisoformat(text)
    raise _error(position, column, f"write the day as YYYY-MM-DD, not {text!r}")


def _percent(text: str, column: str, position: int) -> Decimal:
    if not _PERCENT.fullmatch(text):
        raise _error(
            position, column, f"write the percentage as in 6.25, at most six decimals and below 100, not {text!r}"
        )
    return Decimal(text)


def _classes(text: str, position: int) -> tuple[tuple[str, Decimal], ...]:
    found: dict[str, Decimal] = {}
    for part in text.split():
        name, _, percent = part.partition("=")
        if not _CLASS.fullmatch(name) or name in found:
            raise _error(position, "classes", f"write each product class once, as in groceries=0, not {part!r}")
        found[name] = _percent(percent, "classes", position)
    return tuple(found.items())


def _freight(text: str, position: int) -> bool:
    if text not in _ANSWERS:
        raise _error(position, "freight", f"freight is yes or no, not {text!r}")
    return _ANSWERS[text]


def _postal_codes(text: str, position: int) -> tuple[str, ...]:
    codes = tuple(text.split())
    wrong = next((code for code in codes if not _POSTAL_CODES.fullmatch(code)), None)
    if wrong is not None:
        raise _error(position, "postal_codes", f"write postal codes like 78701, 787 or 78701-78705, not {wrong!r}")
    return codes


def _error(position: int, column: str, problem: str) -> InvalidSalesTaxRow:
    return InvalidSalesTaxRow(pointer=f"/{position}/{column}", row=position + 1, problem=problem)


def _check_overlaps(rows: tuple[SalesTaxRow, ...]) -> None:
    order = sorted(enumerate(rows), key=lambda each: (each[1].jurisdiction, each[1].since))
    for (one, earlier), (other, later) in pairwise(order):
        if earlier.jurisdiction == later.jurisdiction and earlier.is_valid(later.since):
            first, second = sorted((one, other))
            raise OverlappingSalesTax(
                pointer=f"/{second}/since",
                jurisdiction=later.jurisdiction,
                day=later.since,
                first=first + 1,
                second=second + 1,
            )
