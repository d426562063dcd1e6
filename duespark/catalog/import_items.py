"""Import items from CSV: checked first without writing, then written whole or not at all, and harmless when repeated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

from annotated_types import Len

from duespark.accounts.audit import audit
from duespark.accounts.fields import CurrencyCode
from duespark.catalog.create import create
from duespark.catalog.details import ItemIn
from duespark.catalog.queries import SELECT, ItemRow, find_items_by_sku, item_row
from duespark.catalog.read_items import (
    ItemField,
    RefusedRow,
    TypedItem,
    item_columns,
    item_in,
    typed_item,
    wanted_item,
)
from duespark.catalog.update import update
from duespark.engine.errors import Invalid
from duespark.runtime.db import Q
from duespark.runtime.table_text import UnreadableTable, read_table
from duespark.runtime.tx import Tx
from duespark.runtime.typed_number import Mark
from duespark.runtime.web import Closed

MOST_ITEMS = 5000

_ONE_AT_A_TIME = Q("SELECT pg_advisory_xact_lock(hashtextextended('items.import ' || CAST(:org AS text), 0))")
_BY_NAME = Q(f"{SELECT} AND i.sku = '' AND lower(i.name) = ANY(CAST(:names AS text[])) ORDER BY i.id")

Fate = Literal["add", "change", "keep"]
Key = tuple[str, str]


class ImportRefused(Invalid):
    code = "item.import_refused"
    sentence = "{refused} of {rows} rows cannot be imported, so nothing was. Row {row}: {problem}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemsFile(Closed):
    """A CSV file with a row of headings. `columns` says what each column is where its heading does not; `currency` is
    that of prices without one beside them."""

    text: Annotated[str, Len(1, 4_000_000)]
    columns: Annotated[tuple[ItemField | None, ...], Len(0, 60)] = ()
    currency: CurrencyCode
    decimal_mark: Mark = "."


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemColumn(Closed):
    """What a column was taken for; null where it is not used."""

    heading: str
    field: ItemField | None
    sample: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedRow(Closed):
    """What becomes of a row: a new item, a changed one, or nothing because the item is so already."""

    row: int
    fate: Fate
    sku: str
    name: str
    item_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemsReport(Closed):
    """What an import does or would do. `rows` is `added` + `changed` + `kept` + `refused`, counted by row."""

    columns: list[ItemColumn]
    rows: int
    added: int
    changed: int
    kept: int
    refused: list[RefusedRow]
    data: list[ImportedRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """One row with the item it means and the item it wants."""

    row: int
    known: ItemRow | None
    wanted: ItemIn

    @property
    def fate(self) -> Fate:
        if self.known is None:
            return "add"
        return "keep" if item_in(self.known) == self.wanted else "change"


async def check_import(tx: Tx, file: ItemsFile) -> ItemsReport:
    """What `import_items` would do with the file; writes nothing. Raises `UnreadableTable`."""
    columns, plans = await _plan(tx, file)
    made = [_imported(one, one.known.id if one.known else None) for one in plans if isinstance(one, _Plan)]
    return _report(columns, plans, made)


async def import_items(tx: Tx, file: ItemsFile) -> ItemsReport:
    """All rows written, in one transaction; a second time finds every item by its SKU, or by its name where it has none,
    and changes nothing. Raises `ImportRefused` when a row cannot be written, `UnreadableTable`, `SkuTaken`."""
    await _ONE_AT_A_TIME.run(tx.conn, org=str(tx.org_id))
    columns, plans = await _plan(tx, file)
    refused = [one for one in plans if isinstance(one, RefusedRow)]
    if refused:
        raise ImportRefused(
            pointer="/text", refused=len(refused), rows=len(plans), row=refused[0].row, problem=refused[0].problem
        )
    made = [_imported(one, await _write(tx, one)) for one in plans if isinstance(one, _Plan)]
    report = _report(columns, plans, made)
    sums = {"rows": report.rows, "added": report.added, "changed": report.changed, "kept": report.kept}
    await audit(tx, "items.import", subject="organization", id=tx.org_id, after=sums)
    return report


async def _plan(tx: Tx, file: ItemsFile) -> tuple[list[ItemColumn], list[_Plan | RefusedRow]]:
    rows = read_table(file.text, most=MOST_ITEMS + 1)
    if len(rows) < 2:
        raise UnreadableTable(pointer="/text", problem="it needs a row of headings and at least one item below it")
    columns = item_columns(rows[0].cells, file.columns)
    told = [
        ItemColumn(heading=cell[:100], field=columns.get(at), sample=rows[1].cells[at][:100])
        for at, cell in enumerate(rows[0].cells)
    ]
    typed = [typed_item(row, columns) for row in rows[1:]]
    known = await _known(tx, typed)
    seen: dict[Key, int] = {}
    return told, [_planned(one, known, seen, file) for one in typed]


def _planned(
    typed: TypedItem, known: Mapping[Key, list[ItemRow]], seen: dict[Key, int], file: ItemsFile
) -> _Plan | RefusedRow:
    before = seen.setdefault(typed.key, typed.row)
    found = known.get(typed.key, [])
    problem = ""
    if not typed.key[1]:
        problem = "It has neither a SKU nor a name. Say which columns these are."
    elif before != typed.row:
        problem = f"Row {before} is the same item. Leave one of them out."
    elif len(found) > 1:
        problem = "Several items without a SKU have this name. Give them SKUs first."
    if problem:
        return RefusedRow(row=typed.row, text=typed.text, problem=problem)
    item = found[0] if found else None
    wanted = wanted_item(typed, item, currency=file.currency, mark=file.decimal_mark)
    return wanted if isinstance(wanted, RefusedRow) else _Plan(row=typed.row, known=item, wanted=wanted)


async def _known(tx: Tx, typed: Sequence[TypedItem]) -> dict[Key, list[ItemRow]]:
    """The items the rows mean, archived ones too."""
    by_sku = await find_items_by_sku(tx, [key for kind, key in (one.key for one in typed) if kind == "sku"])
    found: dict[Key, list[ItemRow]] = {("sku", sku): [row] for sku, row in by_sku.items()}
    names = [key for kind, key in (one.key for one in typed) if kind == "name"]
    for record in await _BY_NAME.all(tx.conn, org=tx.org_id, names=names):
        row = item_row(record)
        found.setdefault(("name", row.name.lower()), []).append(row)
    return found


async def _write(tx: Tx, plan: _Plan) -> UUID:
    if plan.known is None:
        return (await create(tx, wanted=plan.wanted, action="item.import")).id
    if plan.fate == "change":
        await update(tx, plan.known.id, version=plan.known.version, wanted=plan.wanted, action="item.import")
    return plan.known.id


def _imported(plan: _Plan, item_id: UUID | None) -> ImportedRow:
    return ImportedRow(row=plan.row, fate=plan.fate, sku=plan.wanted.sku, name=plan.wanted.name, item_id=item_id)


def _report(columns: list[ItemColumn], plans: Sequence[_Plan | RefusedRow], made: Sequence[ImportedRow]) -> ItemsReport:
    fates = [one.fate for one in made]
    return ItemsReport(
        columns=columns,
        rows=len(plans),
        added=fates.count("add"),
        changed=fates.count("change"),
        kept=fates.count("keep"),
        refused=[one for one in plans if isinstance(one, RefusedRow)],
        data=list(made),
    )
