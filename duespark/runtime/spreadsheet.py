"""Reads XLSX workbooks as text, cells parted by tabs, so that one reader of tables is enough.

What is uploaded may be hostile: the unpacked size and the area of each sheet are looked at before the workbook is opened, for a
few bytes may claim gigabytes or seventeen billion cells.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal

from python_calamine import CalamineError, CalamineWorkbook

from duespark.engine.errors import Invalid

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 200
_CHUNK = 1024 * 1024
_CELL = re.compile(rb'r="([A-Z]{1,4})(\d{1,8})"')
_LONGEST_REFERENCE = 20


class UnreadableSpreadsheet(Invalid):
    code = "spreadsheet.unreadable"
    sentence = "This file cannot be read as a spreadsheet: {problem}. Save it as XLSX or CSV and choose it again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet as text; `rows` counts those that hold something."""

    name: str
    text: str
    rows: int


def read_sheets(content: bytes) -> list[Sheet]:
    """The sheets that hold something. Blocks, so run it in a thread. Raises `UnreadableSpreadsheet`."""
    _check(content)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        read = [(name, workbook.get_sheet_by_name(name).to_python()) for name in workbook.sheet_names]
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableSpreadsheet(problem="it is damaged or locked with a password") from error
    sheets = [_sheet(name, rows) for name, rows in read]
    return [sheet for sheet in sheets if sheet.rows]


def _check(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise UnreadableSpreadsheet(problem="it has more than 5 MB")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if "xl/workbook.xml" not in packed.namelist():
                raise UnreadableSpreadsheet(problem="it is no XLSX workbook")
            left = MOST_UNPACKED
            for entry in packed.infolist():
                left = _check_entry(packed, entry, left)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise UnreadableSpreadsheet(problem="it is no XLSX workbook, or damaged") from error


def _check_entry(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> int:
    """What is left of the room after this entry; sheets are looked through for cells far away."""
    is_sheet = entry.filename.startswith("xl/worksheets/")
    before = b""
    with packed.open(entry) as part:
        while chunk := part.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise UnreadableSpreadsheet(problem="it is too large once unpacked")
            if is_sheet:
                _check_area(before + chunk)
                before = chunk[-_LONGEST_REFERENCE:]
    return left


def _check_area(text: bytes) -> None:
    for letters, row in _CELL.findall(text):
        if int(row) > MOST_ROWS or _column(letters) > MOST_COLUMNS:
            problem = f"it has cells beyond row {MOST_ROWS} or column {MOST_COLUMNS}"
            raise UnreadableSpreadsheet(problem=problem)


def _column(letters: bytes) -> int:
    """The number of a column.

    >>> _column(b"A"), _column(b"Z"), _column(b"AA")
    (1, 26, 27)
    """
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _sheet(name: str, rows: Iterable[Iterable[object]]) -> Sheet:
    filled = [cells for row in rows if any(cells := [_text(cell) for cell in row])]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(filled)
    return Sheet(name=name, text=out.getvalue(), rows=len(filled))


def _text(cell: object) -> str:
    """A cell as somebody would type it. A workbook keeps numbers as doubles: the shortest text that means the same
    double is what was typed into it.

    >>> _text(9.95), _text(3.0), _text(1e-07), _text(True), _text(datetime(2026, 5, 9)), _text(" Tea ")
    ('9.95', '3', '0.0000001', 'yes', '2026-05-09', 'Tea')
    """
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(" ")
    if isinstance(cell, int | float):
        return format(Decimal(repr(cell)), "f").removesuffix(".0")
    return str(cell).strip()
