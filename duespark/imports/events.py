"""Facts about imports."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ImportApplied:
    subject: ClassVar[str] = "import"
    import_id: UUID
    kind: str
    added: int


@dataclass(frozen=True, slots=True)
class ImportUndone:
    subject: ClassVar[str] = "import"
    import_id: UUID
    removed: int
    kept: int
