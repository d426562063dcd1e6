"""Options of an empty space."""

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Le

from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Closed):
    """Its height in millimeters; nothing on a screen."""

    height: Annotated[int, Ge(1), Le(200)] = 10
