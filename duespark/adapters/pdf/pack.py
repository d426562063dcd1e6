"""Packs long PDFs: the print writes a line of plain text for every row and cell of its structure, half a megabyte for 500 lines."""

import io
from typing import Final

import pikepdf

SMALL: Final = 200_000
"""Bytes up to which packing saves less than it costs."""


def packed(pdf: bytes) -> bytes:
    """The same PDF with its objects in compressed streams (ISO 32000-1, 7.5.7; PDF/A-3 allows them); small ones stay as they are.

    Equal input gives equal bytes, and what the file says of itself (XMP) keeps its shape.
    """
    if len(pdf) <= SMALL:
        return pdf
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        file.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            fix_metadata_version=False,
        )
    return out.getvalue()
