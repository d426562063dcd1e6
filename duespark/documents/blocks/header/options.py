"""Options of the head of the paper."""

from dataclasses import dataclass
from typing import Literal

from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Closed):
    """How sender, title and amount due stand; `plain` is sender, a short rule, then title and amount."""

    style: Literal["plain", "split", "band", "centered"] = "plain"
    show_due: bool = True
