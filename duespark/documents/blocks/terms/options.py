"""Options of the terms."""

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Le

from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Closed):
    """The terms of this document, set in columns where they are long."""

    heading: bool = True
    columns: Annotated[int, Ge(1), Le(3)] = 1
    payment_terms: bool = True
