"""Lets pydantic work out each of our dataclasses once in a process, and not once more for every route it appears in.

Pydantic keeps what it made of its own models, for they bring their own configuration. What it makes of a standard
dataclass depends on what that stands in, so it reads it anew each time. `Closed` dataclasses bring their own, too; one
inside them that is not `Closed` still takes its configuration from around it.

Whole numbers and flags in them are read as they are written in JSON. Pydantic would also take the text "14" and, for a
number of days, true.
"""

from typing import Any

from pydantic import TypeAdapter
from pydantic_core import CoreSchema

from duespark.engine.invoice.closed import Closed

_kept: dict[type, CoreSchema] = {}
_being_made: set[type] = set()
"""Also ends the recursion: the adapter that works a class out asks for its schema first."""


def _schema(cls: type, source: Any, handler: Any) -> CoreSchema:
    """What pydantic asks a class for its schema (`__get_pydantic_core_schema__`)."""
    if cls not in _kept and cls not in _being_made and source is cls:
        _being_made.add(cls)
        try:
            _kept[cls] = _exact(TypeAdapter(cls).core_schema)
        finally:
            _being_made.discard(cls)
    made: CoreSchema = _kept[cls] if source is cls and cls in _kept else handler(source)
    return made


def _exact(schema: Any) -> Any:
    """The schema, changed in place so that its whole numbers and flags are nothing else."""
    if isinstance(schema, dict):
        if schema.get("type") in ("int", "bool"):
            schema.setdefault("strict", True)
        for name, part in schema.items():
            if name not in ("metadata", "serialization", "default"):
                _exact(part)
    elif isinstance(schema, list | tuple):
        for part in schema:
            _exact(part)
    return schema


def keep_schemas(base: Any) -> None:
    """Keep what pydantic makes of the dataclasses that derive from `base`, which brings a configuration of its own."""
    base.__get_pydantic_core_schema__ = classmethod(_schema)


keep_schemas(Closed)
