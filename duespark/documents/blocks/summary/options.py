"""Options of the totals."""

from dataclasses import dataclass
from typing import Annotated, Literal

from annotated_types import Len

from duespark.runtime.web import Closed

Row = Literal[
    "lines_total", "allowance", "charge", "net", "tax", "gross", "prepaid", "withheld", "rounding"
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Closed):
    """Which steps from the sum of the lines to the amount due (none is all of them), and how that amount stands out."""

    style: Literal["plain", "filled", "double"] = "plain"
    rows: Annotated[tuple[Row, ...], Len(0, 12)] = ()
    reasons: bool = True
