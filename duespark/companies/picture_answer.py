"""How a logo crosses HTTP: what routes say of themselves, and the answer."""

from typing import Any, Final

from fastapi.responses import Response

from duespark.companies.picture import Picture

_PICTURE: Final = {"schema": {"type": "string", "format": "binary"}}
_PICTURES: Final = {"image/png": _PICTURE, "image/jpeg": _PICTURE, "image/svg+xml": _PICTURE}
PICTURE_BODY: Final[dict[str, Any]] = {"requestBody": {"required": True, "content": _PICTURES}}
PICTURE_ANSWER: Final[dict[int | str, Any]] = {200: {"description": "The logo.", "content": _PICTURES}}


def picture_answer(picture: Picture) -> Response:
    """The picture; as a page of its own it may do nothing, whatever is in it."""
    headers = {
        "Cache-Control": "private, max-age=3600",
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(picture.content, media_type=picture.media_type, headers=headers)
