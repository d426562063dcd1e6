"""Door 2, events: what follows when something happens, in the same transaction."""

from collections.abc import Mapping, Sequence

from duespark.runtime.events import Reaction

REACTIONS: Mapping[type, Sequence[Reaction]] = {}
