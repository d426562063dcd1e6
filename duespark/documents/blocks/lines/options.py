"""Options of the table of lines."""

from dataclasses import dataclass
from typing import Annotated, Literal

from annotated_types import Len
from pydantic import AfterValidator

from duespark.runtime.web import Closed

Column = Literal[
    "position", "sku", "description", "quantity", "unit", "unit_price", "discount", "tax_rate", "net", "tax_amount",
    "gross", "amount"
]  # fmt: skip


def _whole(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """A table that says what was sold and for how much, nothing twice. Raises ValueError."""
    if columns and not ("description" in columns and {"amount", "net", "gross"} & set(columns)):
        raise ValueError("Columns need description and an amount.")
    if len(set(columns)) < len(columns):
        raise ValueError("A column stands twice.")
    return columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Closed):
    """The columns from start to end (none is what the document needs), and how groups and pages are summed.

    `discounts` says how a line's discount is shown, whatever the document says; its blocks close the table and stay with
    the last lines.
    """

    columns: Annotated[tuple[Column, ...], Len(0, 12), AfterValidator(_whole)] = ()
    style: Literal["ruled", "striped", "boxed", "plain"] = "ruled"
    discounts: Literal["document", "separate", "inline", "crossed_out", "hidden"] = "document"
    group_subtotals: bool = False
    carry_forward: bool = False
