"""What an import would do: one plan for each client, item or invoice, or for each row that cannot be taken."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from duespark.imports.fields import Field
from duespark.runtime.table_text import Row

Fate = Literal["add", "known", "refused", "kept", "removed"]


@dataclass(slots=True, kw_only=True)
class Plan:
    """`wanted` is what to make: a client, an item, or a document with who it is for. `amount` is the sum of its rows without
    tax, in `currency`."""

    row: int
    rows: int
    fate: Fate
    external_id: str
    label: str
    problem: str = ""
    amount: Decimal | None = None
    currency: str = ""
    wanted: Any = None
    subject_id: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One currency of the control totals: what the rows of the file come to, and where it went."""

    currency: str
    file: Decimal
    add: Decimal
    known: Decimal
    refused: Decimal

    @property
    def agrees(self) -> bool:
        return self.file == self.add + self.known + self.refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """All plans of a file, and the sums of its rows read by themselves, by currency."""

    plans: list[Plan]
    file_sums: Mapping[str, Decimal] = field(default_factory=dict)
    ignored: list[dict[str, str]] = field(default_factory=list)
    differences: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A row by field; empty cells are left out."""

    row: int
    cells: Mapping[Field, str]

    def get(self, name: Field) -> str:
        return self.cells.get(name, "")


def typed_rows(rows: Sequence[Row], columns: Sequence[Field | None]) -> list[Typed]:
    """The rows below the headings, by field."""
    named = [(at, name) for at, name in enumerate(columns) if name is not None]
    return [
        Typed(
            row=row.number, cells={name: row.cells[at] for at, name in named if at < len(row.cells) and row.cells[at]}
        )
        for row in rows[1:]
    ]


def controls(planned: Planned) -> list[Control]:
    """The control totals, by currency."""
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for plan in planned.plans:
        if plan.amount is not None:
            sums[plan.currency, plan.fate] += plan.amount
    currencies = sorted({*planned.file_sums, *(currency for currency, _ in sums)})
    return [
        Control(
            currency=currency,
            file=planned.file_sums.get(currency, Decimal(0)),
            add=sums[currency, "add"],
            known=sums[currency, "known"],
            refused=sums[currency, "refused"],
        )
        for currency in currencies
    ]


def count(plans: Iterable[Plan], fate: Fate) -> int:
    """How many plans have this fate."""
    return sum(plan.fate == fate for plan in plans)
