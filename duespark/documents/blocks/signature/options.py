"""Options of the place to sign."""

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Len

from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Closed):
    """A line to sign on, for the seller and, if wanted, for the buyer."""

    seller: bool = True
    buyer: bool = False
    name: Annotated[str, Len(0, 120)] = ""
