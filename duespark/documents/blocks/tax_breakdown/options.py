"""Options of the table of taxes."""

from dataclasses import dataclass

from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Closed):
    """Each tax with its rate, what it is taken of, and what it comes to."""

    heading: bool = True
