"""Options of the buyer's block."""

from dataclasses import dataclass

from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Closed):
    """Who pays it."""

    heading: bool = True
    ids: bool = True
    reach: bool = True
