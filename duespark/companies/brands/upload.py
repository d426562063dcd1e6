"""Reads what was uploaded as a logo, by what it is and not by its name: a picture of pixels, or one of shapes."""

import asyncio
from pathlib import Path
from typing import Final

import orjson

from duespark.adapters.pdf import typst
from duespark.companies.picture import MOST_BYTES, LogoDamaged, LogoTooLarge, Picture, make_logo
from duespark.companies.vector import clean_svg, is_svg

_DRAWN: Final = typst.Template(root=Path(__file__).parent, main="picture.typ")


async def read_upload(content: bytes) -> tuple[Picture, Picture]:
    """The logo as it is kept, and the same in pixels, from which variants are made. An SVG is drawn once here, so that one
    that print cannot draw is refused now.

    Raises what `make_logo` and `clean_svg` raise.
    """
    if len(content) > MOST_BYTES:
        raise LogoTooLarge
    if not is_svg(content):
        picture = await asyncio.to_thread(make_logo, content)
        return picture, picture
    picture = await asyncio.to_thread(clean_svg, content)
    return picture, await pixels_of(picture)


async def pixels_of(picture: Picture) -> Picture:
    """A kept logo as PNG or JPEG. Raises `LogoDamaged` for shapes that cannot be drawn."""
    if picture.media_type != "image/svg+xml":
        return picture
    try:
        (png,) = await typst.png(typst.Input(orjson.dumps({"svg": picture.content.decode()})), template=_DRAWN, ppi=144)
    except typst.RenderFailed as error:
        raise LogoDamaged from error
    return Picture(png, "image/png")
