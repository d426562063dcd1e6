"""Reads a font that somebody uploaded, and writes it anew: only tables that print needs, under a name of our own.

For the confined process: a font is a program of many small parts, and the reader was not made for hostile ones.
"""

import io
import struct
from dataclasses import dataclass
from typing import Any, Final

from fontTools.pens.basePen import DecomposingPen, NullPen
from fontTools.ttLib import TTFont

from duespark.companies.fonts.alphabets import languages_of
from duespark.companies.fonts.limits import KINDS, MOST_UNPACKED
from duespark.companies.fonts.naming import Named, named, rename
from duespark.companies.fonts.variable import static_fonts

_NEEDED: Final = ("head", "hhea", "maxp", "OS/2", "hmtx", "cmap", "name", "post")
_KEPT: Final = frozenset({*_NEEDED, "glyf", "loca", "CFF ", "GSUB", "GPOS", "GDEF", "kern", "BASE"})
_MOST_TABLES: Final = 64
_HIGHEST: Final = 4
"""How many times its size a font may say it reaches up or down; more would tear lines apart."""


class _Follow(NullPen, DecomposingPen):  # type: ignore[misc]
    """Draws nothing, and follows glyphs that are made of others."""

    addComponent = DecomposingPen.addComponent  # noqa: N815


class Refused(Exception):
    """The font cannot be used; `problem` is the name of an exception in `problems`, with its facts."""

    def __init__(self, problem: str, **facts: str) -> None:
        super().__init__(problem)
        self.problem, self.facts = problem, facts


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFont:
    """What a font says of itself, and the font as print uses it."""

    named: Named
    languages: tuple[str, ...]
    tabular: bool
    content: bytes


def read_fonts(content: bytes) -> tuple[ReadFont, ...]:
    """The font in a file; of a variable one each weight that is taken.

    Raises `Refused`, and whatever the reader raises on what is no whole font.
    """
    _check_shell(content)
    return tuple(_read(font) for font in static_fonts(content))


def _read(font: TTFont) -> ReadFont:
    _check_tables(font)
    name = named(font)
    _check_embedding(font, name.family)
    _check_measures(font)
    _draw_every_glyph(font)
    _settle_widths(font)
    codes = {int(code) for code in font.getBestCmap() or {}}
    if not codes:
        raise Refused("FontDamaged", reason="it has no letters")
    return ReadFont(
        named=name, languages=languages_of(codes), tabular=_has_even_figures(font), content=_rewritten(font, name)
    )


def _check_shell(content: bytes) -> None:
    kind = KINDS.get(content[:4])
    if kind == "collection":
        raise Refused("FontNotPrintable", reason="This file holds several fonts. Upload each as a file of its own.")
    if kind is None or len(content) < 100:
        raise Refused("NotAFont")
    if kind in ("TTF", "OTF"):
        _check_directory(content)
    elif struct.unpack_from(">I", content, 16)[0] > MOST_UNPACKED:
        raise Refused("FontTooLarge")


def _check_directory(content: bytes) -> None:
    (count,) = struct.unpack_from(">H", content, 4)
    if count > _MOST_TABLES or 12 + 16 * count > len(content):
        raise Refused("FontDamaged", reason="its list of tables is wrong")
    for index in range(count):
        _, _, offset, length = struct.unpack_from(">4sIII", content, 12 + 16 * index)
        if offset + length > len(content):
            raise Refused("FontDamaged", reason="a part of it is missing")


def _check_tables(font: TTFont) -> None:
    if "CFF2" in font:
        why = "The letters of this font are in a form that cannot be printed (CFF2). Upload it as TTF."
        raise Refused("FontNotPrintable", reason=why)
    missing = [tag for tag in _NEEDED if tag not in font]
    if missing:
        raise Refused("FontDamaged", reason=f"the table {missing[0]} is missing")
    if "CFF " not in font and not ("glyf" in font and "loca" in font):
        why = "The letters of this font are pictures, which cannot be printed as text. Upload one with outlines."
        raise Refused("FontNotPrintable", reason=why)
    if "CFF " in font:
        _check_numbers(font)


def _check_numbers(font: TTFont) -> None:
    """The printer of source templates takes the number of a letter for its place (`scripts/make_fonts.py`)."""
    top = font["CFF "].cff.topDictIndex[0]
    if hasattr(top, "ROS") and list(top.charset)[1:] != [f"cid{place:05d}" for place in range(1, len(top.charset))]:
        why = "The letters of this font are numbered in a way that print cannot follow. Upload it as TTF."
        raise Refused("FontNotPrintable", reason=why)


def _check_embedding(font: TTFont, family: str) -> None:
    """The rights of OS/2 fsType (OpenType 1.9): of several, the least restrictive holds; the last two bits are apart."""
    rights = int(font["OS/2"].fsType)
    if rights & 0x0002 and not rights & 0x000C:
        raise Refused("EmbeddingForbidden", family=family, reason="“restricted license embedding”")
    if rights & 0x0100:
        raise Refused("EmbeddingForbidden", family=family, reason="“no subsetting”, and a PDF holds a part of a font")
    if rights & 0x0200:
        raise Refused("EmbeddingForbidden", family=family, reason="“bitmap embedding only”")


def _check_measures(font: TTFont) -> None:
    em = int(font["head"].unitsPerEm)
    if not 16 <= em <= 16384:
        raise Refused("FontDamaged", reason="the size of its letters is wrong")
    lines, os2 = font["hhea"], font["OS/2"]
    reach = [lines.ascent, lines.descent, lines.lineGap, os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap]
    reach += [os2.usWinAscent, os2.usWinDescent]
    if max(map(abs, reach)) > _HIGHEST * em or lines.ascent <= 0:
        raise Refused("FontDamaged", reason="its lines would be too high")


def _draw_every_glyph(font: TTFont) -> None:
    """Follows every outline to its end, so that one made of itself, or of a thousand others a thousand times, is found here."""
    glyphs = font.getGlyphSet()
    pen = _Follow(glyphs)
    for glyph in font.getGlyphOrder():
        glyphs[glyph].draw(pen)
    for tag in ("GSUB", "GPOS", "GDEF", "kern"):
        if tag in font:
            font[tag]


def _settle_widths(font: TTFont) -> None:
    """Outlines of the second kind say their widths themselves, and a PDF/A must not say others (ISO 19005-3, 6.2.11.5)."""
    if "CFF " in font:
        metrics, letters = font["hmtx"].metrics, font["CFF "].cff.topDictIndex[0].CharStrings
        for glyph, (width, bearing) in list(metrics.items()):
            metrics[glyph] = (round(getattr(letters[glyph], "width", width)), bearing)


def _has_even_figures(font: TTFont) -> bool:
    cmap, widths = font.getBestCmap() or {}, font["hmtx"].metrics
    even = {widths[cmap[code]][0] for code in range(0x30, 0x3A) if code in cmap}
    features = font["GSUB"].table.FeatureList if "GSUB" in font else None
    return len(even) == 1 or any(one.FeatureTag == "tnum" for one in (features.FeatureRecord if features else ()))


def _rewritten(font: TTFont, name: Named) -> bytes:
    """Without hints, pictures, signatures and tables nobody here reads. Layout and outlines stay as they were."""
    for tag in set(font.keys()) - _KEPT - {"GlyphOrder"}:
        del font[tag]
    if "glyf" in font:
        for glyph in font["glyf"].glyphs.values():
            glyph.removeHinting()
    _settle(font, name)
    font.flavor = None
    made = io.BytesIO()
    font.save(made)
    if made.tell() > MOST_UNPACKED:
        raise Refused("FontTooLarge")
    return made.getvalue()


def _settle(font: TTFont, name: Named) -> None:
    """Weight and slope said the same way at every place."""
    rename(font, name)
    os2, head = font["OS/2"], font["head"]
    os2.usWeightClass, os2.usWidthClass = name.weight, 5
    is_bold = name.weight >= 700
    chosen = (0x01 if name.italic else 0) | (0x20 if is_bold else 0) or 0x40
    os2.fsSelection = (int(os2.fsSelection) & ~0x261) | chosen
    head.macStyle = (1 if is_bold else 0) | (2 if name.italic else 0)


def facts_of(read: ReadFont) -> dict[str, Any]:
    """What is told of it beside its content."""
    name = read.named
    return {
        "family": name.family, "weight": name.weight, "italic": name.italic, "languages": list(read.languages),
        "tabular": read.tabular,
    }  # fmt: skip
