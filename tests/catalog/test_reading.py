"""Reading what people paste: tables, numbers, headings. The examples in the docstrings run too."""

import doctest
import importlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.catalog.line_columns import columns_by_content, columns_by_heading
from duespark.engine.errors import Invalid
from duespark.runtime.table_text import Row, read_table
from duespark.runtime.typed_number import Mark, typed_number

PURE = ("runtime.table_text", "runtime.typed_number", "catalog.pricing", "catalog.line_columns", "catalog.work_cells")


@pytest.mark.parametrize("name", PURE)
def test_examples_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"duespark.{name}")).failed == 0


class TestNumber:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("12.50", "12.50"), ("1 234,56 zł", "1234.56"), ("€ 9,99", "9.99"), ("$1,234.56", "1234.56"), ("PLN5", "5"),
            ("1'234.50", "1234.50"), ("1.234.567,89", "1234567.89"), ("12,34,567.5", "1234567.5"), ("(5)", "-5"),
            ("−3", "-3"), ("$-5", "-5"), (".5", "0.5"), ("١٢٣", "123"), ("0,500", "0.500"),
        ],
    )  # fmt: skip
    def test_reads_what_people_write(self, text: str, value: str) -> None:
        assert typed_number(text) == Decimal(value)

    @pytest.mark.parametrize(
        "text", ["", "-", "tea", "1.2.3", "12abc", "1e5", "12 34", "--5", "x5", "NaN", "Infinity", "½"]
    )
    def test_is_sure_or_silent(self, text: str) -> None:
        assert typed_number(text) is None

    @given(st.decimals(min_value=-(10**9), max_value=10**9, places=2), st.sampled_from([".", ","]))
    def test_reads_back_what_either_style_writes(self, value: Decimal, mark: Mark) -> None:
        text = f"{value:,f}"
        styled = text if mark == "." else text.translate(str.maketrans(".,", ",."))
        assert typed_number(styled, mark=mark) == value

    @given(st.text(max_size=30))
    def test_never_fails(self, text: str) -> None:
        found = typed_number(text)
        assert found is None or found.is_finite()


class TestTable:
    @pytest.mark.parametrize(
        ("text", "cells"),
        [
            ("a\tb\n1\t2", [("a", "b"), ("1", "2")]),
            ("a;b\r\n1,5;2", [("a", "b"), ("1,5", "2")]),
            ('\ufeffa,b\n"x, y",2', [("a", "b"), ("x, y", "2")]),
            ("a|b\n\n  \n1", [("a", "b"), ("1", "")]),
            ('a,b\n"two\nlines",2', [("a", "b"), ("two\nlines", "2")]),
            ("'=1+1,'fine", [("=1+1", "'fine")]),
            ("", []),
        ],
    )
    def test_finds_rows_and_cells(self, text: str, cells: list[tuple[str, ...]]) -> None:
        assert [row.cells for row in read_table(text, most=10)] == cells

    def test_refuses_what_is_too_large(self) -> None:
        with pytest.raises(Invalid, match="room for 2"):
            read_table("a\nb\nc", most=2)

    @given(st.text(max_size=200))
    def test_reads_or_refuses_any_text(self, text: str) -> None:
        try:
            rows = read_table(text, most=500)
        except Invalid:
            return
        assert len({len(row.cells) for row in rows}) <= 1


class TestColumns:
    def test_are_told_by_headings_of_several_languages(self) -> None:
        assert columns_by_heading(["Lp.", "Nazwa", "Ilość", "J.m.", "Cena netto", "Wartość"]) == {
            0: "ignored", 1: "description", 2: "quantity", 3: "unit", 4: "unit_price",
        }  # fmt: skip
        assert columns_by_heading(["Bezeichnung", "Menge", "Einzelpreis", "MwSt."]) == {
            0: "description", 1: "quantity", 2: "unit_price", 3: "tax",
        }  # fmt: skip

    @pytest.mark.parametrize("cells", [["Tea", "2", "9.50"], ["Total"], ["Green", "Red"]])
    def test_a_row_of_values_is_no_heading(self, cells: list[str]) -> None:
        assert columns_by_heading(cells) is None

    def test_are_told_by_what_stands_in_them(self) -> None:
        rows = [Row(1, ("Tea", "2", "9.50")), Row(2, ("Cup", "1", "4"))]
        assert columns_by_content(rows, mark=".") == {0: "description", 1: "quantity", 2: "unit_price"}
        assert columns_by_content([Row(1, ("Tea", "9.50"))], mark=".") == {0: "description", 1: "unit_price"}
