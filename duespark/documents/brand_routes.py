"""Routes of brands as they look: the preview of a design, and the guide."""

from uuid import UUID

from duespark.accounts.access import Router
from duespark.documents.brand_preview import preview_brand as preview
from duespark.documents.schemas import BrandPreviewIn, Pages
from duespark.runtime.tx import Tx

router = Router(tags=["brands"])


@router.post("/companies/{id}/brands/{brand}/preview", "companies.read", writes=False)
async def preview_brand(tx: Tx, id: UUID, brand: UUID, wanted: BrandPreviewIn) -> Pages:
    """An example invoice with this design and the brand's logo; nothing is saved, and colors may be hard to read."""
    made = await preview(tx, id, brand, design=wanted.design, language=wanted.language)
    return Pages(pages=made.pages, page_count=len(made.pages), overflow=made.overflow, problems=made.problems)
