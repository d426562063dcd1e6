"""Routes of brands as they look: the preview of a design, and the guide."""

from urllib.parse import quote
from uuid import UUID

from fastapi.responses import Response

from duespark.accounts.access import Afterwards, Router
from duespark.documents.brand_guide import draw_guide
from duespark.documents.brand_preview import preview_brand as preview
from duespark.documents.pages_later import pages_later
from duespark.documents.schemas import BrandPreviewIn, Pages
from duespark.runtime.tx import Tx
from duespark.runtime.web import described_file

router = Router(tags=["brands"])


@router.post("/companies/{id}/brands/{brand}/preview", "companies.read", writes=False, answers=Pages)
async def preview_brand(tx: Tx, id: UUID, brand: UUID, wanted: BrandPreviewIn) -> Afterwards[Pages]:
    """An example invoice with this design and the brand's logo; nothing is saved, and colors may be hard to read."""
    return pages_later(await preview(tx, id, brand, design=wanted.design, language=wanted.language))


@router.get("/companies/{id}/brands/{brand}/guide", "companies.read", **described_file("application/pdf"))
async def get_brand_guide(tx: Tx, id: UUID, brand: UUID) -> Response:
    """The brand as a PDF to hand on: logos, colors with their contrast, letters, and an example invoice."""
    pdf, name = await draw_guide(tx, id, brand)
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        "cache-control": "private, no-cache",
    }
    return Response(pdf, media_type="application/pdf", headers=headers)
