"""Writes a logo into the view: the picture itself, so that neither face has to load anything."""

import re
from base64 import b64decode, b64encode
from io import BytesIO
from typing import Any, Final

from PIL import Image, UnidentifiedImageError

MOST_PIXELS: Final = 4000
_SHAPES = re.compile(rb'<svg width="(\d+)" height="(\d+)"')
"""How a cleaned SVG begins, see `companies.vector.clean_svg`."""
_DATA_URL = re.compile(r"data:image/(png|jpeg);base64,([A-Za-z0-9+/]+={0,2})")


def logo(data: bytes | None) -> dict[str, Any]:
    """A PNG, JPEG or cleaned SVG as a data URL with its width and height in pixels; an empty URL where there is none.

    A picture that cannot be read is left out, and the brand's name stands in its place: no invoice waits for a logo.
    Only the header is read here.
    """
    if not data:
        return {"url": "", "size": [1, 1]}
    shapes = _SHAPES.match(data)
    if shapes is not None:
        url = f"data:image/svg+xml;base64,{b64encode(data).decode()}"
        return {"url": url, "size": [int(shapes[1]), int(shapes[2])]}
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            url = f"data:image/{str(picture.format).lower()};base64,{b64encode(data).decode()}"
            return {"url": url, "size": list(picture.size)}
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return {"url": "", "size": [1, 1]}


def picture_url(url: str) -> str:
    """The same data URL, if it holds a PNG or JPEG that can be read whole. Raises ValueError.

    >>> picture_url("https://example.com/logo.png")
    Traceback (most recent call last):
        ...
    ValueError: Give a PNG or JPEG as a data URL.
    """
    found = _DATA_URL.fullmatch(url)
    if found is None:
        raise ValueError("Give a PNG or JPEG as a data URL.")
    try:
        with Image.open(BytesIO(b64decode(found[2], validate=True)), formats=(found[1].upper(),)) as picture:
            if max(picture.size) > MOST_PIXELS:
                raise ValueError(f"The picture has more than {MOST_PIXELS} pixels on a side.")
            picture.load()
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError("The picture cannot be read. Give a PNG or JPEG.") from error
    return url


def picture_size(url: str) -> list[int]:
    """Width and height in pixels of a data URL that `picture_url` let through."""
    with Image.open(BytesIO(b64decode(url.split(",", 1)[1]))) as picture:
        return list(picture.size)
