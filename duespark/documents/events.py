"""Facts about templates."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class TemplatePublished:
    """A version of a template from now on draws what is issued with it; what was issued before stays."""

    subject: ClassVar[str] = "template"
    template_id: UUID
    number: int
    name: str
