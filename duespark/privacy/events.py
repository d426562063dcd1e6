"""Facts about privacy."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ClientErased:
    """What the law does not keep of the client is gone."""

    subject: ClassVar[str] = "client"
    client_id: UUID
