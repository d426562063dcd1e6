"""Options of the list of discounts."""

from dataclasses import dataclass
from typing import Literal

from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Closed):
    """What was taken off, line by line; `hidden` keeps silent, as a document that hides its discounts does."""

    mode: Literal["document", "separate", "inline", "crossed_out", "hidden"] = "document"
