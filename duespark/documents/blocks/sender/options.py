"""Options of the seller's block."""

from dataclasses import dataclass

from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Closed):
    """Who issues it. `heading` writes the word above; ids and ways to reach are the small lines."""

    heading: bool = True
    ids: bool = True
    reach: bool = True
