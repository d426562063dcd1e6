"""What crosses HTTP about which brand invoices have."""

from dataclasses import dataclass
from uuid import UUID

from duespark.engine.invoice.document import DocumentKind
from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandChoice(Closed):
    """Which brand is used for whom and for what, each open where it is null."""

    client_id: UUID | None
    kind: DocumentKind | None
    brand_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandChoiceIn(Closed):
    """Use a brand for a client, for a kind of document, or both; without a brand the choice is undone. A choice for a client
    goes before one for every client, and one for a kind before one for all."""

    client_id: UUID | None = None
    kind: DocumentKind | None = None
    brand_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandChoices(Closed):
    data: list[BrandChoice]
