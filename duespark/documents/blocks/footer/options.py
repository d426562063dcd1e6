"""Options of the foot of every page."""

from dataclasses import dataclass
from typing import Annotated, Literal

from annotated_types import Len

from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Closed):
    """The seller's registrations or a text, and the page of how many."""

    style: Literal["plain", "ruled", "centered"] = "plain"
    seller: bool = True
    pages: bool = True
    text: Annotated[str, Len(0, 200)] = ""
