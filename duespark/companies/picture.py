"""Turns an uploaded picture into a logo: checked, upright, not too large, and without metadata."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from duespark.engine.errors import Invalid

MOST_BYTES = 5 * 1024 * 1024
MOST_SIDE = 4000
"""Pixels a side may have when uploaded."""
KEPT_SIDE = 1200
"""Pixels a side has at most when stored; enough for a printed page at 600 dots an inch."""

_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}
_DAMAGE = (OSError, SyntaxError, ValueError)


class LogoTooLarge(Invalid):
    code = "logo.too_large"
    sentence = "The logo may have at most 5 MB. Save a smaller picture and upload it again."


class LogoNotAPicture(Invalid):
    code = "logo.not_a_picture"
    sentence = "This file is no PNG, JPEG or SVG picture. Save the logo as PNG and upload it again."


class LogoTooManyPixels(Invalid):
    code = "logo.too_many_pixels"
    sentence = "The logo may have at most {most} by {most} pixels, and this one has more. Make it smaller."


class LogoDamaged(Invalid):
    code = "logo.damaged"
    sentence = "This picture is damaged and cannot be read to its end. Save it again and upload it."


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and its media type."""

    content: bytes
    media_type: str


def make_logo(content: bytes) -> Picture:
    """A new PNG or JPEG with the pixels of the upload and nothing else; blocks, so run it in a thread.

    The size is read from the header before any pixel is unpacked. Raises `LogoTooLarge`, `LogoNotAPicture`,
    `LogoTooManyPixels`, `LogoDamaged`.
    """
    if len(content) > MOST_BYTES:
        raise LogoTooLarge
    try:
        picture = Image.open(BytesIO(content), formats=tuple(_TYPES))
    except UnidentifiedImageError as error:
        raise LogoNotAPicture from error
    except Image.DecompressionBombError as error:
        raise LogoTooManyPixels(most=MOST_SIDE) from error
    except _DAMAGE as error:
        raise LogoDamaged from error
    with picture:
        if max(picture.size) > MOST_SIDE:
            raise LogoTooManyPixels(most=MOST_SIDE)
        return _redraw(picture, str(picture.format))


def _redraw(picture: Image.Image, format: str) -> Picture:
    try:
        upright = ImageOps.exif_transpose(picture)
    except _DAMAGE as error:
        raise LogoDamaged from error
    pixels = _deep_to_shallow(upright).convert("RGBA" if upright.has_transparency_data else "RGB")
    pixels.thumbnail((KEPT_SIDE, KEPT_SIDE), Image.Resampling.LANCZOS)
    clean = Image.new(pixels.mode, pixels.size)
    clean.paste(pixels)
    buffer = BytesIO()
    clean.save(buffer, format=format, quality=92)
    return Picture(buffer.getvalue(), _TYPES[format])


def _deep_to_shallow(picture: Image.Image) -> Image.Image:
    """16-bit gray as 8-bit; Pillow's own conversion would make all of it white."""
    if not picture.mode.startswith("I"):
        return picture
    return picture.convert("I").point(lambda value: value / 256).convert("L")
