"""Turns an uploaded picture into a logo that every page can draw: a small PNG and nothing but pixels."""

from io import BytesIO
from typing import Final

from PIL import Image, UnidentifiedImageError

from duespark.engine.errors import Invalid

FORMATS: Final = ("PNG", "JPEG", "WEBP")
LARGEST: Final = (800, 400)
"""Width and height in pixels; more shows nothing in a box of 56 by 14 millimeters."""
_MOST_PIXELS: Final = 40_000_000


class LogoUnreadable(Invalid):
    code = "logo.unreadable"
    sentence = "This file is not a picture we can print. Upload a PNG, JPEG or WebP of at most 40 megapixels."


def printable_logo(data: bytes) -> bytes:
    """The picture in `data` as a PNG of at most LARGEST, without metadata. Raises LogoUnreadable.

    The size is checked before the pixels are unpacked, so that a small file cannot claim all memory.
    """
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise LogoUnreadable
            return _png(picture)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise LogoUnreadable from error


def _png(picture: Image.Image) -> bytes:
    small = picture.convert("RGBA")
    small.thumbnail(LARGEST)
    pixels = Image.new("RGBA", small.size)
    pixels.paste(small)
    buffer = BytesIO()
    pixels.save(buffer, format="PNG", optimize=True)
    return buffer.getvalue()
