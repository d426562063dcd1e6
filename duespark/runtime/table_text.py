"""Reads tables that people paste or upload: rows of cells out of CSV or TSV text (RFC 4180, as lenient as spreadsheets)."""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from duespark.engine.errors import Invalid

MOST_COLUMNS = 60
_DELIMITERS = "\t;,|"
_FORMULA_MARK = re.compile(r"'(?=[=+\-@])")
_SAMPLE = 50


class UnreadableTable(Invalid):
    code = "table.unreadable"
    sentence = "This text cannot be read as a table: {problem}."


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, and its number in the text, counted from 1."""

    number: int
    cells: tuple[str, ...]


def read_table(text: str, *, most: int) -> list[Row]:
    """All rows that are not empty, each with as many cells as the widest. Raises `UnreadableTable`.

    >>> [row.cells for row in read_table('name;price\\n"Tea; green";9,50\\n\\nCup', most=10)]
    [('name', 'price'), ('Tea; green', '9,50'), ('Cup', '')]
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        read = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=False))
    except csv.Error as error:
        raise UnreadableTable(pointer="/text", problem=str(error)) from error
    rows = [Row(number, tuple(map(_cell, cells))) for number, cells in enumerate(read, 1) if any(map(str.strip, cells))]
    width = max((len(row.cells) for row in rows), default=0)
    if len(rows) > most or width > MOST_COLUMNS:
        problem = f"it has {len(rows)} rows and {width} columns, and there is room for {most} and {MOST_COLUMNS}"
        raise UnreadableTable(pointer="/text", problem=problem)
    return [Row(row.number, row.cells + ("",) * (width - len(row.cells))) for row in rows]


def delimiter_of(text: str) -> str:
    """The sign that parts the cells: a tab where there is one, else the one that gives most rows the same width.

    >>> delimiter_of("Tea;9,50\\nCup;4,00"), delimiter_of("Tea, green\\t9.50"), delimiter_of("Tea,9.50")
    (';', '\\t', ',')
    """
    sample = [line for line in text.split("\n") if line.strip()][:_SAMPLE]
    if any("\t" in line for line in sample):
        return "\t"
    return max(_DELIMITERS[1:], key=lambda sign: _agreement(sample, sign))


def _agreement(lines: Sequence[str], sign: str) -> tuple[int, int]:
    """How many lines have the most usual number of these signs outside quotes, and that number."""
    counts = Counter(re.sub(r'"[^"]*"', "", line).count(sign) for line in lines)
    counts.pop(0, None)
    return max(((lines_with, count) for count, lines_with in counts.items()), default=(0, 0))


def _cell(text: str) -> str:
    """A cell without white space around it, and without the apostrophe our own exports put before formula signs."""
    return _FORMULA_MARK.sub("", text.strip(), count=1) if text.lstrip().startswith("'") else text.strip()


def heading_key(text: str) -> str:
    """A heading as it is compared: lower case, without marks on letters and signs between them.

    >>> heading_key("Cena jedn. (netto)"), heading_key("Désignation"), heading_key("unit_price")
    ('cena jedn netto', 'designation', 'unit price')
    """
    plain = unicodedata.normalize("NFKD", text.lower().replace("ł", "l").replace("ß", "ss"))
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    return " ".join(re.findall(r"[^\W_]+", letters))


def match_headings(cells: Sequence[str], known: Mapping[str, Sequence[str]]) -> dict[int, str]:
    """Which column is which field, by its heading; `known` lists the headings of each field. The first one wins.

    >>> match_headings(["SKU", "Item name", "Colour"], {"sku": ["sku"], "name": ["name", "item name"]})
    {0: 'sku', 1: 'name'}
    """
    fields = {heading_key(heading): field for field, headings in known.items() for heading in (field, *headings)}
    found: dict[int, str] = {}
    for at, cell in enumerate(cells):
        field = fields.get(heading_key(cell))
        if field is not None and field not in found.values():
            found[at] = field
    return found
