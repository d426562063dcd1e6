"""Lists as XLSX workbooks: numbers are numbers, dates are dates, amounts carry their row's currency, text stays text."""

import asyncio
import tempfile
from collections.abc import AsyncIterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import xlsxwriter
from fastapi.responses import Response

from duespark.engine.money.currency import UnknownCurrency
from duespark.engine.money.rounding import round_money

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BINARY = {"schema": {"type": "string", "format": "binary"}}
XLSX_ANSWER: dict[int | str, dict[str, Any]] = {
    200: {"description": "An XLSX workbook.", "content": {MEDIA_TYPE: _BINARY}}
}
_ROWS = 1_048_576
"""Rows a sheet of the format can have; what is more goes on in the next sheet."""
_LONGEST = 32_767
_DIGITS = 15
"""Digits a number of a spreadsheet keeps; one with more is written as text, so that none is lost."""
_AT_ONCE = 500


@dataclass(slots=True)
class _Workbook:
    """A workbook that holds no more than one row in memory; the rest is on disk until it is closed."""

    path: Path
    columns: Sequence[str]
    zone: ZoneInfo
    rows_in_sheet: int = _ROWS
    book: Any = None
    sheet: Any = None
    at: int = 0
    formats: dict[str, Any] = field(default_factory=dict)

    def open(self) -> None:
        settings = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = xlsxwriter.Workbook(str(self.path), settings)
        self._begin_sheet()

    def _begin_sheet(self) -> None:
        self.sheet, self.at = self.book.add_worksheet(), 1
        self.sheet.set_column(0, len(self.columns) - 1, 18)
        self.sheet.freeze_panes(1, 0)
        for place, name in enumerate(self.columns):
            self.sheet.write_string(0, place, name, self._format("@", bold=True))

    def _format(self, text: str, *, bold: bool = False) -> Any:
        if text not in self.formats:
            self.formats[text] = self.book.add_format({"num_format": text, "bold": bold})
        return self.formats[text]

    def write(self, rows: Sequence[Any]) -> None:
        for row in rows:
            if self.at >= self.rows_in_sheet:
                self._begin_sheet()
            currency = getattr(row, "currency", None)
            for place, name in enumerate(self.columns):
                self._cell(place, getattr(row, name), currency)
            self.at += 1

    def _cell(self, place: int, value: Any, currency: str | None) -> None:
        if value is None:
            return
        if isinstance(value, bool):
            self.sheet.write_boolean(self.at, place, value)
        elif isinstance(value, int | Decimal):
            self._number(place, value, currency)
        elif isinstance(value, datetime):
            local = value.astimezone(self.zone).replace(tzinfo=None)
            self.sheet.write_datetime(self.at, place, local, self._format("yyyy-mm-dd hh:mm:ss"))
        elif isinstance(value, date):
            self.sheet.write_datetime(self.at, place, value, self._format("yyyy-mm-dd"))
        else:
            self.sheet.write_string(self.at, place, str(value)[:_LONGEST])

    def _number(self, place: int, value: int | Decimal, currency: str | None) -> None:
        if isinstance(value, Decimal) and len(value.as_tuple().digits) > _DIGITS:
            self.sheet.write_string(self.at, place, f"{value:f}")
        elif isinstance(value, Decimal) and currency:
            self.sheet.write_number(self.at, place, value, self._format(money_format(currency, value)))
        else:
            self.sheet.write_number(self.at, place, value)


def money_format(currency: str, amount: Decimal) -> str:
    """How an amount is shown: its currency's decimals, or more where it has more, and the currency's code.

    >>> money_format("PLN", Decimal("5")), money_format("JPY", Decimal("5")), money_format("PLN", Decimal("0.1234"))
    ('#,##0.00 "PLN"', '#,##0 "JPY"', '#,##0.0000 "PLN"')
    """
    try:
        digits = -int(round_money(Decimal(0), currency).as_tuple().exponent)
    except UnknownCurrency:
        digits = 2
    digits = max(digits, -int(amount.as_tuple().exponent))
    return f'#,##0{"." if digits else ""}{"0" * digits} "{currency}"'


async def xlsx_response(
    name: str, columns: Sequence[str], rows: AsyncIterable[Any], *, zone: str, rows_in_sheet: int = _ROWS
) -> Response:
    """A download of `rows`, each an object with the attributes `columns`; instants are shown in `zone`.

    Text is stored as text, whatever it begins with, so that nothing a client typed runs as a formula (CWE-1236).
    """
    with tempfile.TemporaryDirectory(prefix="duespark-xlsx-") as folder:
        made = _Workbook(Path(folder) / "list.xlsx", columns, ZoneInfo(zone), rows_in_sheet)
        await asyncio.to_thread(made.open)
        batch: list[Any] = []
        async for row in rows:
            batch.append(row)
            if len(batch) == _AT_ONCE:
                await asyncio.to_thread(made.write, batch)
                batch = []
        await asyncio.to_thread(made.write, batch)
        await asyncio.to_thread(made.book.close)
        content = await asyncio.to_thread(made.path.read_bytes)
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, headers=headers, media_type=MEDIA_TYPE)
