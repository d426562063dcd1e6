"""Options of the Swiss payment part: none, since its guidelines say how it looks."""

from dataclasses import dataclass

from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Closed):
    """It stands where an invoice in CHF or EUR is paid to an account of Switzerland or Liechtenstein."""
