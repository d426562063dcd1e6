"""Takes the static fonts out of a variable one that documents are set in: a regular and a bold, other axes at their default.

For the confined process, as the rest of the reading.
"""

import io
from collections.abc import Iterator
from typing import Any, Final

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

WEIGHTS: Final = (400, 600)
"""Those that templates ask for, on the scale of OpenType 1.9 (axis `wght`)."""


def static_fonts(content: bytes) -> Iterator[TTFont]:
    """The font itself, or of a variable one each weight that is taken, read anew: cutting one out uses it up."""
    font = _opened(content)
    if "fvar" not in font:
        yield font
        return
    axes = list(font["fvar"].axes)
    for weight in _weights(axes):
        place = {axis.axisTag: weight if axis.axisTag == "wght" else axis.defaultValue for axis in axes}
        font = _opened(content)
        made = instantiateVariableFont(font, place, inplace=True, static=True, downgradeCFF2="CFF2" in font)
        _name(made)
        yield made


def _opened(content: bytes) -> TTFont:
    return TTFont(io.BytesIO(content), lazy=False, recalcTimestamp=False)


def _weights(axes: list[Any]) -> list[float]:
    """What the axis reaches of `WEIGHTS`, as near as it comes; one where it has no weights, or too few to tell apart."""
    (axis,) = [axis for axis in axes if axis.axisTag == "wght"] or [None]
    if axis is None:
        return [0.0]
    regular, bold = (min(max(weight, axis.minValue), axis.maxValue) for weight in WEIGHTS)
    return [regular, bold] if round(bold / 100) > round(regular / 100) else [regular]


def _name(font: TTFont) -> None:
    """All have the name of the whole for PostScript, by which readers of PDFs would take one for the other."""
    table = font["name"]
    base, _, style = (table.getDebugName(6) or "Font").partition("-")
    slope = "Italic" if "italic" in style.casefold() else ""
    for number in (6, 25):
        table.removeNames(nameID=number)
    table.setName(f"{base}-{font['OS/2'].usWeightClass}{slope}", 6, 3, 1, 0x409)
