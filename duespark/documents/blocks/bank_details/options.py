"""Options of how to pay."""

from dataclasses import dataclass

from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Closed):
    """The account and, where there is one, the link to pay online."""

    heading: bool = True
    link: bool = True
