"""Reads rows of a pasted table as lines as typed; knows nothing of the catalog."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from duespark.catalog.line_columns import Field
from duespark.catalog.work_cells import day_in, hours_in, is_unbilled
from duespark.engine.money.text import Percent
from duespark.runtime.table_text import Row
from duespark.runtime.typed_number import Mark, typed_number
from duespark.runtime.web import Closed

_DECIMALS = 6
_DIGITS = 15
_LONGEST: Mapping[str, int] = {
    "description": 10_000, "note": 10_000, "sku": 200, "unit": 60, "project": 200, "task": 10_000,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal(Closed):
    """Why a row was not taken: its number in the text, the column (from 0) if one is to blame, and what to do."""

    row: int
    column: int | None
    text: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxName(Closed):
    """A tax rate the company may charge, by the names that people type: its key, its rate and its label."""

    key: str
    rate: Percent
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedLine:
    """What a row says; None where it says nothing."""

    row: int
    text: str
    description: str = ""
    note: str = ""
    sku: str = ""
    unit: str = ""
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    discount: Decimal | None = None
    tax: str | None = None
    project: str = ""
    first_day: date | None = None
    last_day: date | None = None


class _Unreadable(Exception):
    def __init__(self, column: int, problem: str) -> None:
        self.column, self.problem = column, problem


def read_lines(
    rows: Sequence[Row], columns: Mapping[int, Field], *, mark: Mark, taxes: Sequence[TaxName], hours: bool = False
) -> list[TypedLine | Refusal]:
    """Each row as a line or as a refusal, in order. With `hours` a quantity without a unit is one of hours."""
    return [_read(row, columns, mark, taxes, "h" if hours else "") for row in rows]


def _read(
    row: Row, columns: Mapping[int, Field], mark: Mark, taxes: Sequence[TaxName], unit: str
) -> TypedLine | Refusal:
    text = " | ".join(cell for cell in row.cells if cell)[:200]
    words: dict[str, str] = {}
    numbers: dict[str, Decimal] = {}
    day: date | None = None
    try:
        for at, field in columns.items():
            cell = row.cells[at]
            if not cell or field == "ignored":
                continue
            if field == "quantity" and (hours := hours_in(cell)) is not None:
                numbers[field], unit = hours, "h"
            elif field in ("quantity", "unit_price", "discount"):
                numbers[field] = _number(cell, at, field, mark)
            elif field == "date":
                day = _day(cell, at)
            elif field == "billable":
                _check_billed(cell, at)
            else:
                words[field] = _tax(cell, at, taxes, mark) if field == "tax" else _words(cell, at, field)
    except _Unreadable as found:
        return Refusal(row=row.number, column=found.column, text=text, problem=found.problem)
    return TypedLine(
        row=row.number,
        text=text,
        description=words.get("description") or words.get("task") or words.get("project", ""),
        note=words.get("note", ""),
        sku=words.get("sku", ""),
        unit=words.get("unit") or (unit if "quantity" in numbers else ""),
        quantity=numbers.get("quantity"),
        unit_price=numbers.get("unit_price"),
        discount=numbers.get("discount"),
        tax=words.get("tax"),
        project=words.get("project", ""),
        first_day=day,
        last_day=day,
    )


def _day(cell: str, at: int) -> date:
    day = day_in(cell)
    if day is None:
        raise _Unreadable(at, f"{cell[:40]!r} is no day, or could be two. Write it like 2026-05-09.")
    return day


def _check_billed(cell: str, at: int) -> None:
    if is_unbilled(cell):
        raise _Unreadable(at, "It is marked as not billable.")


def _words(cell: str, at: int, field: str) -> str:
    if len(cell) > _LONGEST[field]:
        raise _Unreadable(at, f"There is room for {_LONGEST[field]} characters here. Shorten it.")
    return cell


def _number(cell: str, at: int, field: str, mark: Mark) -> Decimal:
    text = cell.removesuffix("%").strip() if field == "discount" else cell
    value = typed_number(text, mark=mark)
    if value is None:
        raise _Unreadable(at, f"{cell[:40]!r} is no number. Correct it, or say that the column is something else.")
    return _fitting(value, at, field)


def _fitting(value: Decimal, at: int, field: str) -> Decimal:
    _, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    if -exponent > _DECIMALS or len(digits) + exponent > _DIGITS:
        raise _Unreadable(at, f"A number may have {_DIGITS} digits before and {_DECIMALS} after the point.")
    if field == "discount" and not 0 <= value <= 100:
        raise _Unreadable(at, "A discount is a percentage from 0 to 100.")
    return value


def _tax(cell: str, at: int, taxes: Sequence[TaxName], mark: Mark) -> str:
    """The key of the one rate with this name or percentage."""
    wanted = cell.lower()
    named = [one.key for one in taxes if wanted in (one.key.lower(), one.label.lower())]
    rate = typed_number(cell.removesuffix("%").strip(), mark=mark)
    found = named or [one.key for one in taxes if rate is not None and one.rate == rate]
    if len(found) == 1:
        return found[0]
    several = f"Several tax rates are {cell[:40]}: " + ", ".join(found) + ". Write the one you mean."
    known = ", ".join(one.key for one in taxes) or "none are known without a company"
    raise _Unreadable(at, several if found else f"There is no tax rate {cell[:40]!r}. Use one of: {known}.")
