"""Workbooks of lists: what a spreadsheet reads back, and that nothing in them runs."""

import io
import re
import zipfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from duespark.runtime.csv import csv_response
from duespark.runtime.xlsx import xlsx_response

COLUMNS = ("name", "amount", "count", "paid", "day", "at", "note")
FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("http://example.com")',
    "http://example.com",
    "{=1}",
)


@dataclass(frozen=True)
class Row:
    name: str = "Bakery"
    amount: Decimal | None = Decimal("1234.50")
    currency: str = "PLN"
    count: int = 3
    paid: bool = True
    day: date = date(2026, 1, 31)
    at: datetime = datetime(2026, 1, 31, 23, 30, tzinfo=UTC)
    note: str | None = None


async def several(*rows: Any) -> AsyncIterator[Any]:
    for row in rows:
        yield row


async def workbook(*rows: Any, **settings: Any) -> bytes:
    answer = await xlsx_response("list.xlsx", COLUMNS, several(*rows), zone="Europe/Warsaw", **settings)
    return bytes(answer.body)


def sheets(content: bytes) -> list[list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return packed.read(name).decode()


class TestCells:
    async def test_keep_their_kind(self) -> None:
        ((head, row),) = sheets(await workbook(Row()))
        assert head == list(COLUMNS)
        assert row[:5] == ["Bakery", 1234.5, 3.0, True, date(2026, 1, 31)]
        assert row[5] == datetime(2026, 2, 1, 0, 30)  # noqa: DTZ001  as the organization's clocks show it

    async def test_amounts_carry_the_currency_of_their_row(self) -> None:
        """FM-35: decimals by currency."""
        styles = part(
            await workbook(
                Row(), Row(currency="JPY", amount=Decimal(500)), Row(currency="KWD", amount=Decimal("1.234"))
            ),
            "xl/styles.xml",
        )
        for wanted in ("#,##0.00 &quot;PLN&quot;", "#,##0 &quot;JPY&quot;", "#,##0.000 &quot;KWD&quot;"):
            assert wanted in styles

    async def test_lose_no_digit_of_a_long_amount(self) -> None:
        ((_, row),) = sheets(await workbook(Row(amount=Decimal("1234567890123456.78"))))
        assert row[1] == "1234567890123456.78"

    async def test_are_empty_where_nothing_is_known(self) -> None:
        ((_, row),) = sheets(await workbook(Row(amount=None)))
        assert row[1] == ""

    async def test_cut_text_no_cell_can_hold(self) -> None:
        ((_, row),) = sheets(await workbook(Row(note="x" * 40_000)))
        assert len(row[6]) == 32_767


class TestFormulas:
    @pytest.mark.parametrize("text", FORMULAS)
    async def test_are_only_text_in_a_workbook(self, text: str) -> None:
        """CWE-1236."""
        content = await workbook(Row(note=text))
        sheet = part(content, "xl/worksheets/sheet1.xml")
        assert re.search(r"<f[ >]", sheet) is None
        assert "hyperlink" not in sheet
        assert 't="inlineStr"' in sheet
        ((_, row),) = sheets(content)
        assert row[6].strip() == text.strip()

    @pytest.mark.parametrize("text", FORMULAS[:7])
    async def test_are_only_text_in_csv(self, text: str) -> None:
        answer = await csv_response("list.csv", ("note",), several(Row(note=text)))
        assert bytes(answer.body).decode("utf-8-sig").split("\r\n", 1)[1].lstrip('"').startswith(f"'{text[0]}")


class TestLength:
    async def test_goes_on_in_another_sheet(self) -> None:
        first, second = sheets(await workbook(*(Row(count=at) for at in range(5)), rows_in_sheet=4))
        assert ([row[2] for row in first[1:]], [row[2] for row in second[1:]]) == ([0, 1, 2], [3, 4])
        assert second[0] == list(COLUMNS)
