"""Draws the guide of a brand: its logos, colors with their contrast, letters, and an invoice, as a PDF like any other here."""

from typing import Any
from uuid import UUID

import orjson

from duespark.adapters.pdf import typst
from duespark.companies.brands.design import Design
from duespark.companies.brands.queries import BrandRow, get_brand
from duespark.companies.queries import get_company
from duespark.documents.brand_preview import example_look
from duespark.documents.example import example_document
from duespark.documents.file_name import safe
from duespark.documents.labels import labels
from duespark.documents.legible import legible
from duespark.documents.render import STANDARD, in_fonts_of, inked, render_pages
from duespark.documents.view_brand import brand as brand_view
from duespark.documents.view_logo import logo
from duespark.engine.look.inks import colors_of, printed_inks
from duespark.engine.look.palette import Pair, Role, pairs
from duespark.runtime import storage
from duespark.runtime.tx import Tx

_GUIDE = typst.Template(root=STANDARD.root, main="guide/main.typ")
_ROLES: dict[Role, tuple[str, str]] = {
    "primary": ("Main color", "Bands, buttons, heads of tables"),
    "accent": ("Accent", "What is due, and links"),
    "secondary": ("Second color", "Rules and headings of sections"),
    "heading": ("Title", "The title of the document"),
    "body": ("Text", "Everything one reads"),
    "muted": ("Quiet text", "Labels and small print"),
    "surface": ("Tint", "Ground of every other row and of boxes"),
}
_LOGOS = {"full": "In color", "mono": "In one ink", "favicon": "Small"}
_ELEMENTS = {
    "title": "Title", "h1": "Large amounts", "h2": "Headings of sections", "h3": "Headings among the lines",
    "h4": "Heading 4", "h5": "Heading 5", "h6": "Heading 6", "body": "Text", "caption": "Small print",
}  # fmt: skip


async def draw_guide(tx: Tx, company_id: UUID, brand_id: UUID) -> tuple[bytes, str]:
    """The guide as PDF/A-3a + PDF/UA-1, and the name of its file. Raises `CompanyNotFound`, `BrandNotFound`, `RenderFailed`."""
    brand = await get_brand(tx, company_id, brand_id)
    company = await get_company(tx, company_id)
    document = example_document(company, on=tx.today, language="en")
    look = await example_look(tx, brand, brand.design)
    pages = await render_pages(document, look=look, status="issued")
    seller = {"name": company.profile.name, "trading_name": company.profile.trading_name}
    own = look.letters.families if look.letters else frozenset[str]()
    name = legible(brand.name).strip() or company.profile.name  # a name of letters nobody sees is none
    view = {
        "title": f"Brand guide: {name}",
        "brand": brand_view(seller, brand.design, None, labels("en"), own=own),
        "name": name,
        "logos": await _logos(brand),
        "colors": _colors(brand.design),
        "pairs": [_pair(pair) for pair in pairs(brand.design.palette, title_size=brand.design.typography.title.size)],
        "fonts": {"heading": brand.design.fonts.heading, "body": brand.design.fonts.body},
        "elements": _elements(brand.design),
        "example": pages[0],
    }
    given = typst.Input(orjson.dumps(legible(view)))
    pdf = await typst.pdf(given, template=in_fonts_of(look, _GUIDE), day=tx.today)
    return await inked(pdf, brand.design), f"{safe(name) or 'The'} brand guide.pdf"


async def _logos(brand: BrandRow) -> list[dict[str, Any]]:
    found = []
    for variant, label in _LOGOS.items():
        kept = next((one for name, one in brand.logos.items() if name == variant), None)
        if kept is not None:
            found.append({"label": label, **logo(await storage.get(kept.key))})
    return found


def _colors(design: Design) -> list[dict[str, str]]:
    palette = colors_of(design.palette)
    inks = printed_inks(design.palette, design.inks)
    return [
        {
            "label": label,
            "about": about,
            "hex": palette[role],
            "rgb": _rgb(palette[role]),
            "inks": str(inks.get(palette[role], "")),
        }
        for role, (label, about) in _ROLES.items()
    ]


def _rgb(color: str) -> str:
    return ", ".join(str(int(color[at : at + 2], 16)) for at in (1, 3, 5))


def _pair(pair: Pair) -> dict[str, str]:
    """As text on its ground: a surface is the ground of what it is measured against."""
    text, ground = (pair.ground, pair.color) if pair.role == "surface" else (pair.color, pair.ground)
    return {
        "text": text,
        "ground": ground,
        "ratio": f"{int(pair.ratio * 100) / 100:.2f}",
        "needed": f"{pair.needed:.1f}",
    }


def _elements(design: Design) -> list[dict[str, str]]:
    rows = []
    for name, label in _ELEMENTS.items():
        element = getattr(design.typography, name)
        size = f"{element.size} pt" if element.size else "as the template"
        height = f"{element.line_height} %" if element.line_height else "as the template"
        rows.append({"label": label, "size": size, "weight": element.weight or "as the template", "height": height})
    return rows
