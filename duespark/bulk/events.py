"""Facts about bulk runs."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class BulkRunStarted:
    subject: ClassVar[str] = "bulk_run"
    bulk_run_id: UUID
    action: str
    total: int


@dataclass(frozen=True, slots=True)
class BulkRunFinished:
    """Every row is done or failed, or a person cancelled the rest."""

    subject: ClassVar[str] = "bulk_run"
    bulk_run_id: UUID
    action: str
    state: str
    done: int
    failed: int
