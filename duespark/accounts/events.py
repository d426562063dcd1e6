"""What happens in identity that others may react to."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class OrganizationCreated:
    subject: ClassVar[str] = "organization"
    organization_id: UUID
    name: str
