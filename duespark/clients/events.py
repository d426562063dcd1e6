"""Facts about clients."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ClientCreated:
    subject: ClassVar[str] = "client"
    client_id: UUID


@dataclass(frozen=True, slots=True)
class ClientMerged:
    """`client_id` took over everything of `merged_id`."""

    subject: ClassVar[str] = "client"
    client_id: UUID
    merged_id: UUID
    merged_name: str
