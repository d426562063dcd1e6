"""Options of a text that is the template's own."""

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Len

from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Closed):
    """The same on every document; nothing in it is markup."""

    heading: Annotated[str, Len(0, 120)] = ""
    text: Annotated[str, Len(1, 8000)]
    small: bool = True
