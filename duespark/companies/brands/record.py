"""A brand as the audit trail and the table keep it."""

from collections.abc import Mapping
from typing import Any

from duespark.companies.brands.design import Variant
from duespark.companies.brands.queries import BrandRow, Logo
from duespark.runtime.web import to_json


def on_record(row: BrandRow) -> dict[str, Any]:
    """What the audit trail keeps of a brand."""
    logos = {variant: logo.key for variant, logo in row.logos.items()}
    facts = {"company_id": row.company_id, "name": row.name, "design": row.design, "logos": logos}
    return {**facts, "is_default": row.is_default, "archived": row.archived_at is not None}


def logos_json(logos: Mapping[Variant, Logo]) -> str:
    """The logos as the table keeps them."""
    return to_json({variant: logo._asdict() for variant, logo in logos.items()}).decode()
