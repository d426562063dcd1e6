"""Writes the brand into the view: colors by role, ready for paper and for a dark screen, and the logo."""

from collections.abc import Mapping, Set
from dataclasses import asdict
from typing import Any
from urllib.parse import quote

from duespark.companies.brands.design import Design
from duespark.companies.fonts.families import families
from duespark.companies.fonts.names import print_name
from duespark.documents.view_logo import logo
from duespark.engine.look.color import INK, PAPER, readable_on, text_on
from duespark.engine.look.palette import accent_of


def brand(
    seller: Mapping[str, Any],
    design: Design,
    picture: bytes | None,
    words: Mapping[str, str],
    *,
    own: Set[str] = frozenset(),
) -> dict[str, Any]:
    """What the faces draw of a brand; `own` are those of its families the organization brought, which only print has: who
    opens a page may not take a licensed font home. Raises NotAColor."""
    name = seller.get("trading_name") or seller.get("name") or ""
    palette = design.palette
    accent = accent_of(palette)
    chosen = {"heading": design.fonts.heading, "body": design.fonts.body}
    return {
        "name": name,
        "logo": logo(picture),
        "logo_text": words["logo_of"].format(name=name),
        "logo_position": design.logo_position,
        "color": palette.primary,
        "on_color": text_on(palette.primary),
        "on_paper": accent,
        "on_dark": readable_on(INK, palette.accent or palette.primary),
        "secondary": palette.secondary,
        "heading": palette.heading,
        "body": palette.body,
        "muted": palette.muted,
        "surface": palette.surface,
        "heading_on_dark": readable_on(INK, palette.heading),
        "paper": PAPER,
        "fonts": {place: print_name(name) if name in own else name for place, name in chosen.items()},
        "screen_fonts": {place: "" if name in own else name for place, name in chosen.items()},
        "faces": faces(design, own=own),
        "typography": asdict(design.typography),
        "white_label": design.white_label,
    }


def faces(design: Design, *, own: Set[str] = frozenset()) -> list[dict[str, str]]:
    """The font files a page on the screen needs, each with the weight and slope it is for."""
    chosen = {design.fonts.heading, design.fonts.body} - {"", *own}
    return [
        {
            "family": name,
            "weight": "400" if style in ("Regular", "Italic") else "600 700",
            "slope": "italic" if style == "Italic" else "normal",
            "url": f"/v1/fonts/{quote(name)}/{style}",
        }
        for name in sorted(chosen & families().keys())
        for style in families()[name].styles
    ]
