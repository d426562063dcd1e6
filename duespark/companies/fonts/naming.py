"""Finds the family and style of a font in its tables, and writes the names that print knows it by."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from fontTools.ttLib import TTFont

from duespark.companies.fonts.names import print_name, style_name

_KEPT_NAMES: Final = frozenset({0, 7, 8, 9, 11, 13, 14})
"""Copyright, trademark, makers and license stay as they are."""
_WIDTHS: Final = {
    1: "Ultra Condensed", 2: "Extra Condensed", 3: "Condensed", 4: "Semi Condensed", 6: "Semi Expanded", 7: "Expanded",
    8: "Extra Expanded", 9: "Ultra Expanded",
}  # fmt: skip
_STYLES: Final = re.compile(
    r"[\s-]+(thin|hairline|extra ?light|ultra ?light|light|regular|normal|book|medium|semi ?bold|demi ?bold|demi|extra ?bold|ultra ?bold|"
    r"bold|black|heavy|italic|oblique)$",
    re.IGNORECASE,
)
_MOST: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A family as people know it, and which of its styles this is."""

    family: str
    weight: int
    italic: bool
    postscript: str


def named(font: TTFont) -> Named:
    """From the names of OpenType 1.9: the typographic family where there is one, with its width where that is not the usual."""
    os2 = font["OS/2"]
    family = _told(font, 16) or _without_style(_told(font, 1)) or "Unnamed"
    width = _WIDTHS.get(int(os2.usWidthClass), "")
    if width and width.split()[-1].lower() not in family.lower():
        family = f"{family} {width}"
    weight = int(os2.usWeightClass)
    weight = weight * 100 if 1 <= weight <= 9 else weight
    sloped = bool(int(os2.fsSelection) & 0x201) or bool(int(font["head"].macStyle) & 2)
    return Named(
        family=family[:_MOST].strip(),
        weight=min(900, max(100, round(weight / 100) * 100)),
        italic=sloped,
        postscript=re.sub(r"[^A-Za-z0-9-]", "", _told(font, 6))[:63] or "Font",
    )


def _told(font: TTFont, number: int) -> str:
    said = font["name"].getDebugName(number) or ""
    shown = "".join(
        " " if unicodedata.category(each)[0] in "CZ" else each for each in unicodedata.normalize("NFC", said)
    )
    return " ".join(shown.split())


def _without_style(family: str) -> str:
    """
    >>> _without_style("Acme Text Semi Bold Italic")
    'Acme Text'
    """
    while (shorter := _STYLES.sub("", family)) != family:
        family = shorter
    return family


def rename(font: TTFont, name: Named) -> None:
    """The names of print: a family of its own, the real one beside it, and the maker's."""
    table, style = font["name"], style_name(name.weight, name.italic)
    table.names = [record for record in table.names if record.nameID in _KEPT_NAMES]
    own = print_name(name.family)
    says = {1: own, 2: style, 3: f"{own} {style}", 4: f"{own} {style}", 6: name.postscript, 16: name.family, 17: style}
    for number, text in says.items():
        table.setName(text, number, 3, 1, 0x409)
