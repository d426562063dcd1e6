"""What crosses HTTP about templates."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import StringConstraints

from duespark.documents.templates.design import Kind
from duespark.documents.templates.diff import Difference
from duespark.documents.templates.standard import StandardName
from duespark.documents.templates.texts import TextProblem
from duespark.engine.invoice.document import DocumentKind
from duespark.runtime.web import Closed

Name = Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]
Note = Annotated[str, StringConstraints(max_length=300, strip_whitespace=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardTemplate(Closed):
    """A template that comes with the program; `content` is what a copy of it begins with."""

    name: StandardName
    title: str
    content: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockType(Closed):
    """A type of block, and its options as JSON Schema."""

    type: str
    holds_blocks: bool
    options: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardTemplates(Closed):
    data: list[StandardTemplate]
    blocks: list[BlockType]


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateIn(Closed):
    """A new template, begun from a standard one: a copy, or with `inherit` only what will be changed of it. One of the kind
    `source` is HTML, CSS and Liquid, and begins with an example."""

    name: Name
    kind: Kind = "blocks"
    standard: StandardName = "modern"
    inherit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateDraft(Closed):
    """The draft of a template: `content` is page, style and blocks, or `extends` and changes to that base; of a source
    template `kind` (source), page, html and css."""

    name: Name
    content: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateVersion(Closed):
    number: int
    note: str
    published_by: str
    published_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Template(Closed):
    """A template of the organization. `published` is its newest version, 0 while it was never published; `changed` tells
    that the draft differs from it."""

    id: UUID
    kind: Kind
    name: str
    content: dict[str, Any]
    published: int
    archived: bool
    changed: bool
    versions: list[TemplateVersion]
    version: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateLine(Closed):
    """A template in the list."""

    id: UUID
    kind: Kind
    name: str
    published: int
    archived: bool
    version: int
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishIn(Closed):
    note: Note = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences(Closed):
    data: list[Difference]


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateChoice(Closed):
    """Which template draws what, each place open where it is null."""

    company_id: UUID | None
    client_id: UUID | None
    kind: DocumentKind | None
    template_id: UUID | None
    standard: StandardName | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateChoiceIn(Closed):
    """Which template draws: those of a company, for a client, of a kind, each open where it is null; the choice for a
    client goes before that of a company, and one for a kind before one for all. One of `template_id` and `standard`."""

    company_id: UUID | None = None
    client_id: UUID | None = None
    kind: DocumentKind | None = None
    template_id: UUID | None = None
    standard: StandardName | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateChoices(Closed):
    data: list[TemplateChoice]


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplatePreviewIn(Closed):
    """What to draw: a standard template, one's own by id (its draft), or content not saved yet; as a company's paper, in
    a language, over an invoice or, without one, over an example."""

    standard: StandardName | None = None
    template_id: UUID | None = None
    content: dict[str, Any] | None = None
    company_id: UUID | None = None
    invoice_id: UUID | None = None
    language: Annotated[str, StringConstraints(max_length=35)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateCheckIn(Closed):
    """Content that is not saved yet; `template_id` is whose it will be."""

    content: dict[str, Any]
    template_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateCheck(Closed):
    problems: list[TextProblem]
