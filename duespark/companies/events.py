"""Facts about companies."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CompanyCreated:
    subject: ClassVar[str] = "company"
    company_id: UUID
