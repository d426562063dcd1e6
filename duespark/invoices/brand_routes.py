"""HTTP of which brand invoices have."""

from uuid import UUID

from duespark.accounts.access import Router
from duespark.invoices.brand import choose_brand, find_brand_choices
from duespark.invoices.brand_schemas import BrandChoice, BrandChoiceIn, BrandChoices
from duespark.runtime.tx import Tx

router = Router(tags=["brands"])


@router.get("/companies/{id}/brand-choices", "companies.read")
async def list_brand_choices(tx: Tx, id: UUID) -> BrandChoices:
    """Which brand is used for which clients and kinds; for everything else it is the default one."""
    return await _choices(tx, id)


@router.put("/companies/{id}/brand-choices", "companies.write")
async def choose_brand_for(tx: Tx, id: UUID, wanted: BrandChoiceIn) -> BrandChoices:
    """Use a brand for a client or a kind of document, or undo that. What was issued keeps its look."""
    await choose_brand(tx, id, client_id=wanted.client_id, kind=wanted.kind, brand_id=wanted.brand_id)
    return await _choices(tx, id)


async def _choices(tx: Tx, id: UUID) -> BrandChoices:
    return BrandChoices(data=[BrandChoice(**row) for row in await find_brand_choices(tx, id)])
