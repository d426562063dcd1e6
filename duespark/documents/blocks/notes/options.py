"""Options of the sender's notes."""

from dataclasses import dataclass

from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Closed):
    """What the sender wrote on this document."""

    heading: bool = True
