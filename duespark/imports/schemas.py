"""What crosses HTTP about imports."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from annotated_types import Len

from duespark.engine.money.text import Amount
from duespark.imports.fields import Field, Kind
from duespark.imports.file import Format
from duespark.imports.options import Options
from duespark.imports.plan import Fate
from duespark.runtime.web import Closed

State = Literal["mapping", "checking", "checked", "applying", "applied", "undoing", "undone", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportColumn(Closed):
    """A column of the file: its heading, some of its cells, and what it is taken for (null: not used)."""

    heading: str
    samples: list[str]
    field: Field | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlTotal(Closed):
    """One currency, without tax: what the rows of the file come to, and how much of it is added, was imported before, and is
    refused. `agrees`: nothing is lost between them."""

    currency: str
    file: Amount
    add: Amount
    known: Amount
    refused: Amount
    agrees: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IgnoredElement(Closed):
    """Something an e-invoice says that has no place here."""

    path: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedDifference(Closed):
    """An amount the e-invoice states and we calculate otherwise; it is kept as stated."""

    field: str
    term: str
    stated: str
    computed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport(Closed):
    """What an import does or would do. `rows` of the file are in `added` + `known` + `refused` records; `credit_notes` of the
    added ones are credit notes. After an undo `removed` and `kept` count."""

    rows: int
    added: int
    credit_notes: int
    known: int
    refused: int
    refused_rows: int
    removed: int
    kept: int
    totals: list[ControlTotal]
    ignored: list[IgnoredElement]
    differences: list[StatedDifference]


@dataclass(frozen=True, slots=True, kw_only=True)
class Import(Closed):
    """An uploaded file and what becomes of it. While it is checked, applied or undone `done` of `total` records are through."""

    id: UUID
    kind: Kind
    format: Format
    file_name: str
    company_id: UUID | None
    columns: list[ImportColumn]
    options: Options
    state: State
    report: ImportReport | None
    problem: str
    done: int
    total: int
    version: int
    created_by: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRow(Closed):
    """One record of the report: its first row in the file, how many rows it stands for, and what becomes of it."""

    row: int
    rows: int
    fate: Fate
    external_id: str
    label: str
    problem: str
    amount: Amount | None
    currency: str
    subject_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportChange(Closed):
    """How to read the file: what each column is, in the order of the file, and the options."""

    columns: Annotated[tuple[Field | None, ...], Len(0, 60)] = ()
    options: Options
    company_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingIn(Closed):
    """A name for how a file was read, to read the next one of its kind alike."""

    import_id: UUID
    name: Annotated[str, Len(1, 80)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping(Closed):
    id: UUID
    kind: Kind
    name: str
    headings: dict[str, str]
    options: Options


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingList(Closed):
    data: list[Mapping]
