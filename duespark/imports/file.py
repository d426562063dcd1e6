"""Opens an uploaded file: which format it is, and its rows as text."""

import asyncio
import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Literal

from python_calamine import CalamineError, CalamineWorkbook

from duespark.einvoice.parse import is_pdf
from duespark.engine.errors import Invalid
from duespark.runtime.table_text import MOST_COLUMNS, Row, UnreadableTable, read_table

Format = Literal["csv", "xlsx", "xml", "pdf"]
MOST_ROWS = 60_000
_UNPACKED = 120 * 1024 * 1024
"""A workbook that unpacks to more is refused: a small file can hold gigabytes."""


class UnknownFormat(Invalid):
    code = "import.unknown_format"
    sentence = "This file cannot be imported: {problem}. Use CSV, XLSX, an e-invoice (XML) or a Factur-X PDF."


def format_of(content: bytes) -> Format:
    """The format of a file, by its content. Raises `UnknownFormat`.

    >>> format_of(b"SKU;name"), format_of(b"%PDF-1.7"), format_of(b"<?xml version='1.0'?><Invoice/>")
    ('csv', 'pdf', 'xml')
    """
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        raise UnknownFormat(problem="it is empty")
    if is_pdf(content):
        return "pdf"
    if content[:4] == b"PK\x03\x04":
        return "xlsx"
    if start[:1] == b"<" or (content[:2] in (b"\xff\xfe", b"\xfe\xff") and "<" in text_of(content[:64])):
        return "xml"
    if b"\x00" in content[:1024] and content[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise UnknownFormat(problem="it is no text")
    return "csv"


def text_of(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark, or Western European.

    >>> text_of("zażółć".encode()), text_of("Größe".encode("cp1252"))
    ('zażółć', 'Größe')
    """
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


async def rows_of(content: bytes, format: Format) -> list[Row]:
    """The rows of a table, headings first. Raises `UnreadableTable`, `UnknownFormat`."""
    if format == "csv":
        return await asyncio.to_thread(read_table, text_of(content), most=MOST_ROWS)
    return await asyncio.to_thread(_workbook_rows, content)


def _workbook_rows(content: bytes) -> list[Row]:
    """The first sheet that has rows."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(one.file_size for one in packed.infolist()) > _UNPACKED:
                raise UnknownFormat(problem="it is too large once unpacked")
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
        found = next((sheet for sheet in sheets if any(any(_text(cell) for cell in row) for row in sheet)), [])
    except (zipfile.BadZipFile, CalamineError) as error:
        raise UnknownFormat(problem="it is a damaged or locked workbook") from error
    return _numbered(found)


def _numbered(sheet: Sequence[Sequence[Any]]) -> list[Row]:
    rows = [Row(number, tuple(_text(cell) for cell in cells)) for number, cells in enumerate(sheet, 1)]
    filled = [row for row in rows if any(row.cells)]
    width = max((len(row.cells) for row in filled), default=0)
    if len(filled) > MOST_ROWS or width > MOST_COLUMNS:
        problem = f"it has {len(filled)} rows and {width} columns, and there is room for {MOST_ROWS} and {MOST_COLUMNS}"
        raise UnreadableTable(pointer="/file", problem=problem)
    return [Row(row.number, row.cells + ("",) * (width - len(row.cells))) for row in filled]


def _text(cell: Any) -> str:
    """A cell as somebody would type it: numbers without the noise of binary fractions, days as 2026-01-31."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | float):
        exact = Decimal(repr(cell))
        return format(exact.to_integral_value() if exact == exact.to_integral_value() else exact, "f")
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell).strip()
