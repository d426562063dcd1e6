"""Look at a brand before it is saved: an example invoice in it, drawn like any other."""

from collections.abc import Awaitable, Callable
from functools import partial
from uuid import UUID

from duespark.companies.brands.design import Design, check_fonts
from duespark.companies.brands.queries import BrandRow, get_brand
from duespark.companies.fonts.queries import hold_families
from duespark.companies.queries import get_company
from duespark.documents.example import example_document
from duespark.documents.look import drawn_by
from duespark.documents.own_fonts import letters_for
from duespark.documents.render import CheckedPages, check_pages
from duespark.documents.templates.choose import chosen_template
from duespark.documents.view import Look
from duespark.engine.look.palette import tidied
from duespark.engine.look.typography import check_typography
from duespark.runtime import storage
from duespark.runtime.tx import Tx
from duespark.signed_links.printed import draft_links


async def preview_brand(
    tx: Tx, company_id: UUID, brand_id: UUID, *, design: Design, language: str
) -> Callable[[], Awaitable[CheckedPages]]:
    """What draws the pages of an example invoice with this design and the brand's logo, without the database; nothing is saved.

    Colors may be hard to read here: that is what one looks for. Raises `BrandNotFound`, `NotAColor`, `UnknownFamily`,
    `SizeOutOfRange`, `LineHeightOutOfRange`, `RenderFailed`.
    """
    brand = await get_brand(tx, company_id, brand_id)
    tidied(design.palette, at="/design/palette")
    check_typography(design.typography, at="/design/typography")
    look = await example_look(tx, brand, design)
    document = example_document(await get_company(tx, company_id), on=tx.today, language=language)
    return partial(check_pages, document, look=look, status="issued", links=draft_links("invoice"))


async def example_look(tx: Tx, brand: BrandRow, design: Design) -> Look:
    """The brand's logo and a design on the template its company's invoices have. Raises `UnknownFamily`."""
    logo = brand.logos.get("full")
    chosen = await chosen_template(tx, company_id=brand.company_id, client_id=None, kind="invoice")
    picture = await storage.get(logo.key) if logo else None
    files = await hold_families(tx, (design.fonts.heading, design.fonts.body))
    check_fonts(design.fonts, own={file.family for file in files})
    letters = await letters_for(files, design.fonts)
    return Look(design=design, logo=picture, letters=letters, **drawn_by(chosen.template))
