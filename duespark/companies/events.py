"""Facts about companies."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CompanyCreated:
    subject: ClassVar[str] = "company"
    company_id: UUID


@dataclass(frozen=True, slots=True)
class BrandChanged:
    """A brand looks or is used otherwise from now on; what was issued before stays."""

    subject: ClassVar[str] = "brand"
    brand_id: UUID
    company_id: UUID
    version: int
