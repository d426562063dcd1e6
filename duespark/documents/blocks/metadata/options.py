"""Options of the block of dates and references."""

from dataclasses import dataclass
from typing import Annotated, Literal

from annotated_types import Len

from duespark.runtime.web import Closed

Field = Literal[
    "issue_date", "supply_date", "due_date", "valid_until", "purchase_order", "buyer_reference", "corrects",
    "correction_reason", "from_quote", "ship_from", "number", "exchange_rate", "amount_in_base"
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Closed):
    """Which facts, in which order (none is all of them), side by side or as a list."""

    style: Literal["row", "list", "boxed"] = "row"
    fields: Annotated[tuple[Field, ...], Len(0, 13)] = ()
