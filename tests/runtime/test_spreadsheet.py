"""XLSX as text: what was typed comes out as it was typed, and hostile files are turned away before they are opened."""

import io
import zipfile
from xml.sax.saxutils import escape

import pytest

from duespark.runtime.spreadsheet import MOST_UNPACKED, UnreadableSpreadsheet, read_sheets

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(sheet: str, **more: str) -> bytes:
    """A small XLSX file around the XML of a sheet's rows."""
    buffer = io.BytesIO()
    relation = '<Relationships xmlns="{0}"><Relationship Id="rId1" Type="{1}/{2}" Target="{3}"/></Relationships>'
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", _TYPES)
        packed.writestr("_rels/.rels", relation.format(_PACKAGE, _OFFICE, "officeDocument", "xl/workbook.xml"))
        packed.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="Hours" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        packed.writestr(
            "xl/_rels/workbook.xml.rels", relation.format(_PACKAGE, _OFFICE, "worksheet", "worksheets/sheet1.xml")
        )
        packed.writestr(
            "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{_MAIN}"><sheetData>{sheet}</sheetData></worksheet>'
        )
        for name, text in more.items():
            packed.writestr(name, text)
    return buffer.getvalue()


def rows_of(*rows: tuple[object, ...]) -> str:
    """Rows with text and number cells."""
    made = []
    for at, cells in enumerate(rows, 1):
        line = []
        for column, value in zip("ABCDEFGH", cells, strict=False):
            place = f'r="{column}{at}"'
            if isinstance(value, str):
                line.append(f'<c {place} t="inlineStr"><is><t>{escape(value)}</t></is></c>')
            else:
                line.append(f"<c {place}><v>{value}</v></c>")
        made.append(f'<row r="{at}">{"".join(line)}</row>')
    return "".join(made)


class TestReadSheets:
    def test_numbers_are_as_they_were_typed(self) -> None:
        content = workbook(
            rows_of(("What", "Qty", "Price")) + '<row r="2"><c r="A2" t="inlineStr"><is><t>Tea\tloose</t></is></c>'
            '<c r="B2"><v>3</v></c><c r="C2"><v>9.9499999999999993</v></c></row>'
        )
        (sheet,) = read_sheets(content)
        assert (sheet.name, sheet.rows) == ("Hours", 2)
        assert sheet.text == 'What\tQty\tPrice\n"Tea\tloose"\t3\t9.95\n'

    def test_empty_rows_and_sheets_are_left_out(self) -> None:
        assert read_sheets(workbook("")) == []
        (sheet,) = read_sheets(workbook(rows_of(("a",), ("",), ("b",))))
        assert (sheet.text, sheet.rows) == ("a\nb\n", 2)

    @pytest.mark.parametrize(
        ("content", "problem"),
        [
            (b"", "it is no XLSX workbook, or damaged"),
            (b"PK\x03\x04 nothing", "it is no XLSX workbook, or damaged"),
            (bytes(6 * 1024 * 1024), "it has more than 5 MB"),
        ],
    )
    def test_says_why_not(self, content: bytes, problem: str) -> None:
        with pytest.raises(UnreadableSpreadsheet, match=problem):
            read_sheets(content)

    def test_another_archive_is_no_workbook(self) -> None:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as packed:
            packed.writestr("a.txt", "a")
        with pytest.raises(UnreadableSpreadsheet, match="it is no XLSX workbook"):
            read_sheets(buffer.getvalue())

    def test_a_bomb_is_not_unpacked(self) -> None:
        with pytest.raises(UnreadableSpreadsheet, match="too large once unpacked"):
            read_sheets(workbook("", **{"xl/media.xml": "0" * (MOST_UNPACKED + 1)}))

    @pytest.mark.parametrize("cell", ["XFD1048576", "A20001", "GS1"])
    def test_a_cell_far_away_does_not_take_all_memory(self, cell: str) -> None:
        far = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="{cell}"><v>1</v></c></row>'
        with pytest.raises(UnreadableSpreadsheet, match="cells beyond"):
            read_sheets(workbook(far))

    def test_broken_xml_is_refused(self) -> None:
        with pytest.raises(UnreadableSpreadsheet, match="damaged"):
            read_sheets(workbook("<row><c></row>"))
