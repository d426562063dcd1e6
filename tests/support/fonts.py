"""Makes fonts for tests: each letter is a box, so that whose font a page is set in can be seen and measured."""

import hashlib
import io
import string
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation

from duespark.adapters.pdf.typst import OwnFonts
from duespark.companies.fonts.file import read_fonts
from duespark.documents.own_fonts import Letters

LATIN = string.ascii_letters + string.digits + " .,:;-–/()%&@€"


def font(
    family: str = "Acme Grotesk", *, weight: int = 400, italic: bool = False, letters: str = LATIN, width: int = 600,
    rights: int = 0, outlines: str = "glyf", flavor: str | None = None, names: dict[str, str] | None = None,
) -> bytes:  # fmt: skip
    """A font file; `width` of a letter in thousandths of its size, `rights` are those of OS/2 fsType."""
    chars = sorted(set(letters))
    order = [".notdef", *(f"u{ord(one):04X}" for one in chars)]
    builder = FontBuilder(1000, isTTF=outlines == "glyf")
    builder.setupHead(unitsPerEm=1000, created=3_000_000_000, modified=3_000_000_000)
    builder.font.recalcTimestamp = False
    builder.font["head"].macStyle = (1 if weight >= 700 else 0) | (2 if italic else 0)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(one): f"u{ord(one):04X}" for one in chars})
    if outlines == "glyf":
        builder.setupGlyf({name: _box(TTGlyphPen(None), name, width).glyph() for name in order})
    else:
        boxes = {name: _box(T2CharStringPen(width, None), name, width).getCharString() for name in order}
        builder.setupCFF(family.replace(" ", ""), {}, boxes, {})
    builder.setupHorizontalMetrics(dict.fromkeys(order, (width, 50)))
    builder.setupHorizontalHeader(ascent=900, descent=-250)
    style = "Bold" if weight == 700 else "Regular"
    said = {"familyName": family, "styleName": style, "psName": f"{family.replace(' ', '')}-{style}", **(names or {})}
    builder.setupNameTable(said)
    chosen = (0x01 if italic else 0) | (0x20 if weight >= 700 else 0) or 0x40
    builder.setupOS2(
        usWeightClass=weight, fsType=rights, fsSelection=chosen, sTypoAscender=900, sTypoDescender=-250, usWinAscent=900,
        usWinDescent=250,
    )  # fmt: skip
    builder.setupPost()
    return saved(builder.font, flavor)


def variable_font(
    family: str = "Acme Flow", *, weights: tuple[int, int, int] = (100, 400, 900), axes: str = "wght", flavor: str | None = None,
    names: dict[str, str] | None = None,
) -> bytes:  # fmt: skip
    """A variable font with `weights` from least over usual to most, whose letters grow wider with each axis."""
    made = TTFont(
        io.BytesIO(font(family, weight=min(max(weights[1], 100), 900), names=names)), lazy=False, recalcTimestamp=False
    )
    builder = FontBuilder(font=made)
    scales = {"wght": weights, "opsz": (8, 14, 72)}
    builder.setupFvar([(tag, *scales[tag], tag) for tag in axes.split()], [])
    wider = [(0, 0), (0, 0), (300, 0), (300, 0)]
    ends = [(0, 0), (300, 0), (0, 0), (0, 0)]
    spread = {
        name: [TupleVariation({tag: (0, 1, 1)}, [*(wider if name != "u0020" else []), *ends]) for tag in axes.split()]
        for name in made.getGlyphOrder()
    }
    builder.setupGvar(spread)
    return saved(made, flavor)


def _box(pen: Any, name: str, width: int) -> Any:
    if name != "u0020":
        pen.moveTo((50, 0))
        for point in ((50, 700), (width - 50, 700), (width - 50, 0)):
            pen.lineTo(point)
        pen.closePath()
    return pen


def own_letters(folder: Path, *contents: bytes) -> Letters:
    """The fonts of a look, as the program lays them for print."""
    folder.mkdir()
    families, files = set(), []
    for content in contents:
        (read,) = read_fonts(content)
        families.add(read.named.family)
        files.append(f"{hashlib.sha256(read.content).hexdigest()}.ttf")
        (folder / files[-1]).write_bytes(read.content)
    own = OwnFonts(folder=folder, files=tuple(files), whole=True)
    return Letters(families=frozenset(families), fonts=own)


def changed(content: bytes, change: Any, flavor: str | None = None) -> bytes:
    """The font after `change(font)`."""
    made = TTFont(io.BytesIO(content), lazy=False)
    change(made)
    return saved(made, flavor)


def saved(made: TTFont, flavor: str | None = None) -> bytes:
    made.flavor = flavor
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def outline_of(content: bytes, letter: str) -> list[Any]:
    """What a letter of a font draws."""
    read = TTFont(io.BytesIO(content))
    glyphs = read.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[read.getBestCmap()[ord(letter)]].draw(pen)
    return list(pen.value)
