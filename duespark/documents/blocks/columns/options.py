"""Options of blocks side by side."""

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Le, Len

from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Closed):
    """Its blocks as columns; `widths` are shares (none is equal ones).

    An empty block leaves no column unless `keep_empty`; with `stack_long` texts beyond 400 characters go below each other.
    """

    widths: Annotated[tuple[Annotated[int, Ge(1), Le(12)], ...], Len(0, 6)] = ()
    keep_empty: bool = False
    stack_long: bool = False
