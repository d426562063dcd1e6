"""Door 3, ticks: what runs when."""

from collections.abc import Sequence

from duespark.runtime.ticks import Tick

TICKS: Sequence[Tick] = ()
