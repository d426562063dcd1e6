"""Options of the block of where it goes."""

from dataclasses import dataclass

from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Closed):
    """Where it goes, when that is elsewhere."""

    heading: bool = True
    ids: bool = True
    reach: bool = True
