"""Facts about discount rules."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class DiscountRuleAdded:
    subject: ClassVar[str] = "discount_rule"
    discount_rule_id: UUID
    kind: str


@dataclass(frozen=True, slots=True)
class DiscountRuleChanged:
    subject: ClassVar[str] = "discount_rule"
    discount_rule_id: UUID


@dataclass(frozen=True, slots=True)
class DiscountRuleArchived:
    subject: ClassVar[str] = "discount_rule"
    discount_rule_id: UUID
