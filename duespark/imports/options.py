"""How the cells of a table are to be read."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Literal

from annotated_types import Len
from babel import Locale

from duespark.engine.errors import Invalid
from duespark.runtime.typed_number import Mark, typed_number
from duespark.runtime.web import Closed

DateOrder = Literal["dmy", "mdy", "ymd"]
_DAY = re.compile(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Closed):
    """`currency` and `tax` are of rows that say none. `date_order` is how days such as 1/12/2010 are meant; 2010-12-01 is
    always understood. Numbers that begin with `credit_prefix` are credit notes. `settled`: invoices whose rows say nothing of it
    are paid. `mode`: all rows or none, or those that can be."""

    currency: Annotated[str, Len(3, 3)] = "EUR"
    decimal_mark: Mark = "."
    date_order: DateOrder = "dmy"
    tax: Annotated[str, Len(0, 60)] = "standard"
    prices_include_tax: bool = False
    settled: bool = False
    credit_prefix: Annotated[str, Len(0, 10)] = ""
    create_clients: bool = True
    mode: Literal["all", "partial"] = "all"


class CellNotRead(Invalid):
    code = "import.cell_not_read"
    sentence = "{text!r} is no {what}. Write it like {example}."


def number_in(text: str, options: Options, what: str = "number") -> Decimal:
    """The number in a cell, with at most 15 digits before and 6 behind the point. Raises `CellNotRead`."""
    found = typed_number(text, mark=options.decimal_mark)
    if found is None:
        raise CellNotRead(text=text[:40], what=what, example="1234.50")
    _, digits, exponent = found.as_tuple()
    if not isinstance(exponent, int) or exponent < -6 or len(digits) + exponent > 15:
        raise CellNotRead(text=text[:40], what=f"{what} with at most 6 decimals", example="1234.50")
    return found


def day_in(text: str, order: DateOrder) -> date:
    """The day in a cell; a time behind it does not matter. Raises `CellNotRead`.

    >>> day_in("1/12/2010 8:26", "dmy"), day_in("1/12/2010", "mdy"), day_in("2010-12-01T08:26:00", "mdy")
    (datetime.date(2010, 12, 1), datetime.date(2010, 1, 12), datetime.date(2010, 12, 1))
    """
    found = _DAY.match(text.strip())
    if found:
        parts = [int(one) for one in found.groups()]
        names = "ymd" if len(found[1]) == 4 else order
        said = dict(zip(names, parts, strict=True))
        year = said["y"] + 2000 if said["y"] < 70 else said["y"]
        try:
            day = date(year, said["m"], said["d"])
        except ValueError:
            day = None
        if day is not None and 1990 <= day.year <= 2999:
            return day
    raise CellNotRead(text=text[:40], what="day", example="2026-01-31")


def guess_order(cells: list[str]) -> DateOrder:
    """The order in which most days of a column can be read; day before month where both can.

    >>> guess_order(["1/12/2010", "12/25/2010"]), guess_order(["25/12/2010"])
    ('mdy', 'dmy')
    """
    orders: tuple[DateOrder, ...] = ("dmy", "mdy", "ymd")
    return max(orders, key=lambda order: sum(_is_day(cell, order) for cell in cells))


def _is_day(cell: str, order: DateOrder) -> bool:
    try:
        return bool(day_in(cell, order))
    except CellNotRead:
        return False


@cache
def _countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in ("fr", "de", "pl", "es", "en"):
        found |= {name.lower(): code for code, name in Locale(language).territories.items() if len(code) == 2}
    return found | {
        "eire": "IE",
        "rsa": "ZA",
        "usa": "US",
        "uk": "GB",
        "great britain": "GB",
        "england": "GB",
        "holland": "NL",
    }


def country_in(text: str) -> str:
    """The country's code, from a code or a name in English, Polish, German, French or Spanish; empty where there is none.

    >>> country_in("United Kingdom"), country_in("pl"), country_in("Niemcy"), country_in("Unspecified")
    ('GB', 'PL', 'DE', '')
    """
    plain = text.strip()
    codes = set(_countries().values())
    if plain.upper() in codes:
        return plain.upper()
    return _countries().get(plain.lower(), "")
