"""Makes the variants of a logo that nobody uploaded: one in a single ink, and a small square one for tabs of browsers."""

from io import BytesIO
from typing import Final, Literal

from PIL import Image, ImageOps

from duespark.companies.picture import Picture

FAVICON_SIDE: Final = 64
_MONO_SIDE: Final = 600


def made_from(full: Picture) -> dict[Literal["mono", "favicon"], Picture]:
    """The variants of a PNG or JPEG that `make_logo` made, as PNG; blocks, so run it in a thread."""
    with Image.open(BytesIO(full.content)) as opened:
        picture = opened.convert("RGBA")
    return {"mono": _png(_mono(picture)), "favicon": _png(_favicon(picture))}


def _mono(picture: Image.Image) -> Image.Image:
    """Black where the logo is, as thick as it is dark on white paper; a logo without any dark part is inked whole."""
    picture.thumbnail((_MONO_SIDE, _MONO_SIDE), Image.Resampling.LANCZOS)
    paper = Image.new("RGBA", picture.size, "white")
    ink = ImageOps.invert(Image.alpha_composite(paper, picture).convert("L"))
    darkest = ink.getextrema()[1]
    alpha = picture.getchannel("A") if not darkest else ink.point(lambda value: min(255, value * 255 // darkest))
    return Image.merge("LA", (Image.new("L", picture.size, 0), alpha))


def _favicon(picture: Image.Image) -> Image.Image:
    """The whole logo within a square, or its beginning where it is a long word that nobody could read so small."""
    if picture.width > picture.height * 2:
        picture = picture.crop((0, 0, picture.height, picture.height))
    picture = ImageOps.contain(picture, (FAVICON_SIDE, FAVICON_SIDE), Image.Resampling.LANCZOS)
    square = Image.new("RGBA", (FAVICON_SIDE, FAVICON_SIDE), (0, 0, 0, 0))
    square.paste(picture, ((FAVICON_SIDE - picture.width) // 2, (FAVICON_SIDE - picture.height) // 2))
    return square


def _png(picture: Image.Image) -> Picture:
    buffer = BytesIO()
    picture.save(buffer, format="PNG", optimize=True)
    return Picture(buffer.getvalue(), "image/png")
