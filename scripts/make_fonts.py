"""Makes the shipped fonts that are not taken over whole: subsets and merges, by fontTools.

    .venv/bin/python scripts/make_fonts.py SOURCES

SOURCES is a folder with the unpacked packages fonts-noto-core, fonts-noto-cjk, fonts-inter and unicode-data of Debian 12 and
@fontsource/source-serif-4 of npm. See docs/decisions/0022-fonts-come-with-the-package.md and 0038-chinese-and-korean-come-along.md.
"""

import bz2
import shutil
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from fontTools.merge import Merger, Options
from fontTools.subset import Options as SubsetOptions
from fontTools.subset import Subsetter, load_font, save_font
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[1] / "duespark" / "fonts"
SCRIPTS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek", "vietnamese")
RARE_NAMES = "髙﨑濵德﨟彅瀨凜俠①②③④⑤⑥⑦⑧⑨⑩№℡㈱㈲㍻㍼㍽㎡"
"""Characters of names and firms that JIS X 0208 lacks."""

DOTLESS = 2
"""The lookup of Inter that takes the dot off an i below another mark."""


def jis() -> set[int]:
    """Kana, signs and the kanji of levels 1 and 2 of JIS X 0208, without the alphabets the other fonts have."""
    rows = (bytes([0xA0 + row, 0xA0 + cell]) for row in range(1, 95) for cell in range(1, 95))
    found = {ord(text) for text in (row.decode("euc_jp", "ignore") for row in rows) if len(text) == 1}
    found = {code for code in found if not (0x370 <= code < 0x530 or 0x2500 <= code < 0x2580)}
    return found | set(range(0x3000, 0x3020)) | set(range(0xFF61, 0xFFA0)) | {0x20, 0xA5} | set(map(ord, RARE_NAMES))


def national(codec: str) -> set[int]:
    """Signs and ideographs of a national set, composed as documents are, without the alphabets the other fonts have."""
    pairs = (bytes([row, cell]) for row in range(0xA1, 0xFF) for cell in range(0x40, 0xFF))
    texts = (unicodedata.normalize("NFC", pair.decode(codec, "ignore")) for pair in pairs)
    found = {ord(text) for text in texts if len(text) == 1}
    return {code for code in found if code >= 0x2000 and not 0x2500 <= code < 0x2580}


def unihan(sources: Path, file: str, field: str) -> set[int]:
    """The ideographs that have this field in the Unihan database (Unicode Standard Annex 38)."""
    with bz2.open(sources / f"usr/share/unicode/Unihan_{file}.txt.bz2", "rt", encoding="utf-8") as text:
        rows = [row.split("\t") for row in text if row.startswith("U+")]
    return {int(code.removeprefix("U+"), base=16) for code, named, _ in rows if named == field}


def beside_japanese(sources: Path) -> dict[str, tuple[int, set[int]]]:
    """For each further font of East Asia its number in the collection, and the characters that none before it has."""
    korean = national("euc_kr") | set(range(0xAC00, 0xD7A4))
    simplified = national("gb2312") | unihan(sources, "OtherMappings", "kTGH")
    traditional = national("big5") | unihan(sources, "IRGSources", "kIICore")
    seen, found = jis(), {}
    for name, number, codes in (("sc", 2, simplified), ("tc", 3, traditional), ("kr", 1, korean)):
        found[name] = (number, codes - seen | {0x20})
        seen |= codes
    return found


def subset(source: Path, target: Path, codes: Iterable[int], *, features: list[str], number: int = -1) -> None:
    """Keep the characters `codes` and the layout `features` of a font."""
    options = SubsetOptions(layout_features=features, hinting=False, font_number=number)
    options.drop_tables += ["VORG", "vhea", "vmtx", "BASE"]
    font = load_font(str(source), options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    save_font(font, str(target), options)


def merged_serif(folder: Path, target: Path, *, weight: int, name: str) -> None:
    """Source Serif 4 in one file. What is changed may not bear the reserved name "Source", so it gets another."""
    parts = []
    for script in SCRIPTS:
        font = TTFont(folder / f"source-serif-4-{script}-{weight}-normal.woff2")
        font.flavor = None
        part = target.with_suffix(f".{script}.part")
        font.save(part)
        parts.append(part)
    font = Merger(Options(drop_tables=["vhea", "vmtx", "DSIG", "STAT"])).merge([str(part) for part in parts])
    full = f"DueSpark Serif {name}"
    for record in list(font["name"].names):
        if record.nameID in (16, 17, 25):
            font["name"].removeNames(nameID=record.nameID)
    says = {
        1: "DueSpark Serif",
        2: name,
        3: f"4.004;{full}",
        4: full,
        6: full.replace(" ", ""),
        16: "DueSpark Serif",
        17: name,
    }
    for id, text in says.items():
        font["name"].setName(text, id, 3, 1, 0x409)
    font.save(target)
    for part in parts:
        part.unlink()


def without_other_forms(source: Path, target: Path) -> None:
    """Inter as it is, but that no letter takes another form by what stands beside it, unless it carries marks.

    "10x20" stays an x and "->" two signs on a legal document; and letters in circles and squares, made of marks nobody has on
    an invoice, are looked for at every capital: both together are a third of the time that setting a text takes.
    """
    font = TTFont(source, lazy=False, recalcTimestamp=False)
    forms = font["GSUB"].table
    features = [record.Feature for record in forms.FeatureList.FeatureRecord if record.FeatureTag in ("calt", "ccmp")]
    for feature in features:
        feature.LookupListIndex = [at for at in feature.LookupListIndex if at == DOTLESS]
        feature.LookupCount = len(feature.LookupListIndex)
    font.save(target)


def number_glyphs(path: Path) -> None:
    """Gives each glyph of a CID-keyed font the number of its place, for WeasyPrint writes places where PDF asks for numbers."""
    font = TTFont(path, lazy=False, recalcTimestamp=False)
    names = font.getGlyphOrder()
    own = [names[0], *(f"cid{place:05d}" for place in range(1, len(names)))]
    metrics, tables = font["hmtx"].metrics, [table for table in font["cmap"].tables if table.cmap]
    top = font["CFF "].cff.topDictIndex[0]
    strings = top.CharStrings
    top.charset = own
    strings.charStrings = {new: strings.charStrings[old] for new, old in zip(own, names, strict=True)}
    font["hmtx"].metrics = {new: metrics[old] for new, old in zip(own, names, strict=True)}
    renamed = dict(zip(names, own, strict=True))
    for table in tables:
        table.cmap = {code: renamed[name] for code, name in table.cmap.items()}
    for tag in ("GSUB", "GPOS"):
        del font[tag]  # without features there is nothing in them
    font.setGlyphOrder(own)
    font.save(path)


def main(sources: Path) -> None:
    noto = sources / "usr/share/fonts/truetype/noto"
    for script in ("Arabic", "Devanagari", "Hebrew", "Thai"):
        for weight in ("Regular", "Bold"):
            shutil.copyfile(noto / f"NotoSans{script}-{weight}.ttf", FONTS / f"NotoSans{script}-{weight}.ttf")
    for weight in ("Regular", "Bold"):
        cjk = sources / f"usr/share/fonts/opentype/noto/NotoSansCJK-{weight}.ttc"
        subset(cjk, FONTS / f"NotoSansCJKjp-{weight}.otf", jis(), features=[], number=0)
        number_glyphs(FONTS / f"NotoSansCJKjp-{weight}.otf")
        for name, (number, codes) in beside_japanese(sources).items():
            subset(cjk, FONTS / f"NotoSansCJK{name}-{weight}.otf", codes, features=[], number=number)
            number_glyphs(FONTS / f"NotoSansCJK{name}-{weight}.otf")
    inter = sources / "usr/share/fonts/opentype/inter"
    for name in ("Inter-Regular", "Inter-SemiBold"):
        without_other_forms(inter / f"{name}.otf", FONTS / f"{name}.otf")
    subset(
        inter / "InterDisplay-ExtraBold.otf",
        FONTS / "InterDisplay-ExtraBold.otf",
        range(0x20, 0x530),
        features=["kern", "ccmp", "locl", "mark"],
    )
    for weight, name in ((400, "Regular"), (600, "SemiBold")):
        merged_serif(sources / "package/files", FONTS / f"DueSparkSerif-{name}.ttf", weight=weight, name=name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
