"""Options of blocks that belong together."""

from dataclasses import dataclass
from typing import Annotated, Literal

from annotated_types import Ge, Le

from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Closed):
    """Its blocks below each other, `gap` points apart, on one page if `together`, on a ground of their own if wanted."""

    gap: Annotated[int, Ge(0), Le(60)] = 12
    together: bool = False
    ground: Literal["none", "tint", "outline"] = "none"
