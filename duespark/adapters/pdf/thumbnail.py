"""Draws the first page of a PDF as a small picture."""

import io
import threading
from typing import Final

import pypdfium2

WIDTH: Final = 480
"""Pixels; twice what screens show, for sharp ones."""

_ONE_AT_A_TIME = threading.Lock()
"""PDFium may be used by one thread only."""


def draw_thumbnail(pdf: bytes) -> bytes:
    """The first page as PNG, WIDTH pixels wide. Blocks the thread."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            page = document[0]
            picture = page.render(scale=WIDTH / page.get_width()).to_pil()
        finally:
            document.close()
    out = io.BytesIO()
    picture.save(out, format="PNG")
    return out.getvalue()
