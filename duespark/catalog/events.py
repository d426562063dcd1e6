"""Facts about the catalog."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ItemCreated:
    subject: ClassVar[str] = "item"
    item_id: UUID
    sku: str


@dataclass(frozen=True, slots=True)
class ItemContractPriceAgreed:
    subject: ClassVar[str] = "item"
    item_id: UUID
    client_id: UUID
    currency: str
    unit_price: Decimal
    since: date
