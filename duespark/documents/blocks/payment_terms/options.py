"""Options of the payment terms."""

from dataclasses import dataclass

from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Closed):
    """By when, and what is taken off for paying early."""

    heading: bool = True
