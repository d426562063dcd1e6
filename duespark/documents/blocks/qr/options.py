"""Options of the code that pays."""

from dataclasses import dataclass
from typing import Literal

from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Closed):
    """Where the words stand. The size is what the code's own rules ask for."""

    words: Literal["beside", "below", "none"] = "beside"
