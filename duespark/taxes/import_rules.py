"""Import a table of United States sales tax: checked row by row, written whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated
from uuid import UUID

from annotated_types import Len

from duespark.accounts.audit import audit
from duespark.engine.errors import DueSparkError, Invalid
from duespark.engine.tax.countries.us_rows import SalesTaxRow, sales_tax_rows
from duespark.engine.tax.rules import OverlappingTaxRules, TaxRule, check_overlaps
from duespark.engine.tax.us_rules import rules_of_row
from duespark.runtime.table_text import Row, UnreadableTable, read_table
from duespark.runtime.tx import Tx
from duespark.runtime.web import Closed
from duespark.taxes.rule_queries import find_rules_of_places
from duespark.taxes.rules import add_rules

MOST_ROWS = 5000


class SalesTaxImportRefused(Invalid):
    code = "tax_rule.import_refused"
    sentence = "{refused} of {rows} rows cannot be imported, so nothing was. Row {row}: {problem}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesTaxFile(Closed):
    """A CSV file with the headings jurisdiction, level, rate, since, and where wanted until, name, classes, freight and
    postal_codes."""

    company_id: UUID
    text: Annotated[str, Len(1, 4_000_000)]
    source: Annotated[str, Len(0, 300)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedTaxRow(Closed):
    """Why a row cannot be imported; `row` counts those of the file, its headings being the first."""

    row: int
    column: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesTaxReport(Closed):
    """What an import does or would do: `rules` new ones, `kept` that are there already."""

    rows: int
    rules: int
    kept: int
    refused: list[RefusedTaxRow]


async def check_import(tx: Tx, file: SalesTaxFile) -> SalesTaxReport:
    """What `import_rules` would do with the file; writes nothing. Raises `UnreadableTable`."""
    return (await _planned(tx, file))[1]


async def import_rules(tx: Tx, file: SalesTaxFile) -> SalesTaxReport:
    """All rows as rules, in one transaction; those that are there already stay, so that a second time changes nothing.

    Raises `SalesTaxImportRefused`, `UnreadableTable`, `CompanyNotFound`, `OverlappingTaxRules`.
    """
    new, report = await _planned(tx, file)
    if report.refused:
        first = report.refused[0]
        raise SalesTaxImportRefused(
            pointer="/text", refused=len(report.refused), rows=report.rows, row=first.row, problem=first.problem
        )
    await add_rules(tx, file.company_id, new)
    after = {"rows": report.rows, "rules": report.rules, "kept": report.kept}
    await audit(tx, "tax_rule.import", subject="company", id=file.company_id, after=after)
    return report


async def _planned(tx: Tx, file: SalesTaxFile) -> tuple[list[TaxRule], SalesTaxReport]:
    rows = read_table(file.text, most=MOST_ROWS + 1)
    if len(rows) < 2:
        raise UnreadableTable(pointer="/text", problem="it needs a row of headings and at least one row below it")
    headings = [cell.strip().lower().replace(" ", "_") for cell in rows[0].cells]
    read, refused = _read(headings, rows[1:])
    if not refused:
        refused = _overlapping(read)
    wanted = [rule for _, row in read for rule in rules_of_row(row, source=file.source.strip())]
    known = await find_rules_of_places(tx, file.company_id, sorted({rule.jurisdiction for rule in wanted}))
    there = {_compared(row.rule) for row in known}
    new = [rule for rule in wanted if _compared(rule) not in there]
    refused = refused or _over_known([row.rule for row in known], new, read)
    report = SalesTaxReport(rows=len(rows) - 1, rules=len(new), kept=len(wanted) - len(new), refused=refused)
    return new, report


def _read(headings: Sequence[str], rows: Sequence[Row]) -> tuple[list[tuple[int, SalesTaxRow]], list[RefusedTaxRow]]:
    read: list[tuple[int, SalesTaxRow]] = []
    refused: list[RefusedTaxRow] = []
    for row in rows:
        cells = {heading: cell for heading, cell in zip(headings, row.cells, strict=True) if heading}
        try:
            read.append((row.number, sales_tax_rows([cells])[0]))
        except DueSparkError as error:
            refused.append(_refused(row.number, error))
    return read, refused


def _overlapping(read: Sequence[tuple[int, SalesTaxRow]]) -> list[RefusedTaxRow]:
    """The first pair of rows of one place that hold on one day, told by the rows of the file."""
    spans = sorted((row.jurisdiction, row.since, number, row) for number, row in read)
    for (place, _, first, earlier), (other, day, second, _) in pairwise(spans):
        if place == other and earlier.is_valid(day):
            problem = f"{place} has two rows on {day}, this one and row {min(first, second)}. End one before the other begins."
            return [RefusedTaxRow(row=max(first, second), column="since", problem=problem)]
    return []


def _over_known(
    known: Sequence[TaxRule], new: Sequence[TaxRule], read: Sequence[tuple[int, SalesTaxRow]]
) -> list[RefusedTaxRow]:
    """A rule of the company that holds on a day of a new one."""
    try:
        check_overlaps([*known, *new])
    except OverlappingTaxRules as error:
        place = error.facts["jurisdiction"]
        number = next((number for number, row in read if row.jurisdiction == place), 0)
        return [RefusedTaxRow(row=number, column="since", problem=str(error))]
    return []


def _refused(number: int, error: DueSparkError) -> RefusedTaxRow:
    column = (error.pointer or "").rpartition("/")[2]
    problem = str(error.facts.get("problem", error))
    return RefusedTaxRow(row=number, column=column, problem=f"{problem[:1].upper()}{problem[1:]}.")


def _compared(rule: TaxRule) -> tuple[object, ...]:
    return (
        rule.key,
        rule.name,
        rule.rate,
        rule.jurisdiction,
        rule.level,
        rule.postal_codes,
        rule.start_date,
        rule.end_date,
    )
