"""Writes a logo into the view: the picture itself, so that neither face has to load anything."""

from base64 import b64encode
from io import BytesIO
from typing import Any

from PIL import Image, UnidentifiedImageError


def logo(data: bytes | None) -> dict[str, Any]:
    """A PNG or JPEG as a data URL with its width and height in pixels; an empty URL where there is none.

    A picture that cannot be read is left out, and the brand's name stands in its place: no invoice waits for a logo.
    Only the header is read here.
    """
    if not data:
        return {"url": "", "size": [1, 1]}
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            url = f"data:image/{str(picture.format).lower()};base64,{b64encode(data).decode()}"
            return {"url": url, "size": list(picture.size)}
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return {"url": "", "size": [1, 1]}
