"""Lists as CSV (RFC 4180), safe to open in a spreadsheet."""

import csv
import io
from collections.abc import AsyncIterable, Sequence
from decimal import Decimal
from typing import Any

from fastapi.responses import Response

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell begins with that a spreadsheet takes for a formula; the wide signs are those of Japanese keyboards."""


def cell(value: Any) -> str:
    """A value as the text of its cell."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    text = str(value)
    # A text cell that a spreadsheet would run as a formula is shown as text (CWE-1236).
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


async def csv_response(name: str, columns: Sequence[str], rows: AsyncIterable[Any]) -> Response:
    """A download of `rows`, each an object with the attributes `columns`."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(columns)
    async for row in rows:
        writer.writerow([cell(getattr(row, column)) for column in columns])
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(buffer.getvalue().encode("utf-8-sig"), headers=headers, media_type="text/csv; charset=utf-8")
