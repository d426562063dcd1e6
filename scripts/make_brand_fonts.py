"""Makes the families a brand may choose: Latin and Latin Extended of each in one file a style, by fontTools.

    .venv/bin/python scripts/make_brand_fonts.py SOURCES

SOURCES is a folder with the unpacked packages @fontsource/NAME of npm, each in a folder NAME. A family whose license
reserves its name is refused, for what is made here is a changed font. See docs/decisions/0028-families-for-brands-come-with-the-package.md.
"""

import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

from fontTools.merge import Merger, Options
from fontTools.subset import Options as SubsetOptions
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont

TARGET = Path(__file__).parents[1] / "duespark" / "fonts" / "brand"
STYLES = {"Regular": (400, "normal"), "SemiBold": (600, "normal"), "Bold": (700, "normal"), "Italic": (400, "italic")}
FEATURES = ["kern", "liga", "tnum", "lnum", "pnum", "ccmp", "locl", "mark", "mkmk"]
CODES = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x1E80, 0x1E86),
    0x192,
    *range(0x218, 0x21C),
    0x1E9E,
    0x2C6,
    0x2C7,
]
CODES += [
    *range(0x2D8, 0x2DE),
    *range(0x300, 0x305),
    *range(0x2010, 0x2016),
    *range(0x2018, 0x201F),
    *range(0x2020, 0x2023),
]
CODES += [
    0x2026,
    0x2030,
    0x2032,
    0x2033,
    0x2039,
    0x203A,
    0x2044,
    0x20AC,
    0x20B9,
    0x20BA,
    0x20BD,
    0x2116,
    0x2122,
    0x2190,
    0x2192,
]
CODES += [0x2212, 0x2215, 0x2248, 0x2260, 0x2264, 0x2265]
NAMES: dict[str, str] = {
    "albert-sans": "sans", "archivo": "sans", "barlow": "sans", "dm-sans": "sans", "figtree": "sans",
    "hanken-grotesk": "sans", "instrument-sans": "sans", "jost": "sans", "karla": "sans", "lexend": "sans",
    "libre-franklin": "sans", "manrope": "sans", "montserrat": "sans", "mulish": "sans", "nunito-sans": "sans",
    "open-sans": "sans", "outfit": "sans", "plus-jakarta-sans": "sans", "poppins": "sans", "public-sans": "sans",
    "red-hat-text": "sans", "roboto": "sans", "rubik": "sans", "schibsted-grotesk": "sans", "sora": "sans",
    "space-grotesk": "sans", "urbanist": "sans", "work-sans": "sans", "bitter": "serif", "cormorant-garamond": "serif",
    "crimson-pro": "serif", "domine": "serif", "eb-garamond": "serif", "fraunces": "serif", "libre-baskerville": "serif",
    "literata": "serif", "newsreader": "serif", "noto-serif": "serif", "spectral": "serif", "vollkorn": "serif",
    "jetbrains-mono": "mono",
}  # fmt: skip


def is_reserved(license: str, font: TTFont) -> bool:
    """Whether the license or the font itself names a Reserved Font Name."""
    said = license.split("-----", 1)[0] + " ".join(str(font["name"].getDebugName(id)) for id in (0, 13))
    return re.search(r"reserved font name", said, re.IGNORECASE) is not None


def part(source: Path, target: Path) -> None:
    """The characters and features kept of one of the family's parts, as TTF without hints."""
    options = SubsetOptions(layout_features=FEATURES, hinting=False, notdef_outline=True, name_IDs=["*"])
    font = TTFont(source)
    font.flavor = None
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=CODES)
    subsetter.subset(font)
    font.save(target)


def style(folder: Path, family: str, name: str) -> TTFont | None:
    """A style in one file; None where the family lacks it."""
    weight, slope = STYLES[name]
    sources = [folder / "files" / f"{folder.name}-{script}-{weight}-{slope}.woff2" for script in ("latin", "latin-ext")]
    if not sources[0].exists():
        return None
    parts = []
    for source in sources:
        if source.exists():
            parts.append(TARGET / f"{source.stem}.part")
            part(source, parts[-1])
    font = Merger(Options(drop_tables=["vhea", "vmtx", "DSIG", "STAT", "gasp"])).merge([str(one) for one in parts])
    for one in parts:
        one.unlink()
    named(font, family, name)
    return font


def named(font: TTFont, family: str, style: str) -> None:
    """Family and style as a reader of fonts finds them, the license as it was."""
    keeps = {id: font["name"].getDebugName(id) for id in (0, 5, 9, 13, 14)}
    font["name"].names = []
    linked = style if style in ("Regular", "Italic") else "Regular"
    first = family if style in ("Regular", "Italic") else f"{family} {style}"
    full = f"{family} {style}"
    says = {1: first, 2: linked, 3: f"DueSpark;{full}", 4: full, 6: full.replace(" ", ""), 16: family, 17: style}
    for id, text in {**keeps, **says}.items():
        if text:
            font["name"].setName(text, id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = STYLES[style][0]


def make(folder: Path, kind: str) -> dict[str, Any] | None:
    """Write a family's files; what the program has to know of it, or None for one that may not be changed."""
    about = json.loads((folder / "metadata.json").read_text())
    family, license = about["family"], (folder / "LICENSE").read_text()
    if "SIL Open Font License" not in license:
        return print(f"{family}: not under the SIL Open Font License")
    stem, styles, tabular = family.replace(" ", ""), [], False
    bold = "SemiBold" if 600 in about["weights"] else "Bold"
    for name in ("Regular", bold, "Italic"):
        font = style(folder, family, name)
        if font is None:
            continue
        if is_reserved(license, font):
            return print(f"{family}: its name is reserved")
        styles.append(name)
        tabular = tabular or has_even_figures(font)
        font.save(TARGET / f"{stem}-{name}.ttf")
    shutil.copyfile(folder / "LICENSE", TARGET / f"OFL-{stem}.txt")
    return {"family": family, "kind": kind, "styles": styles, "tabular": tabular}


def has_even_figures(font: TTFont) -> bool:
    """Whether its figures are of one width, by nature or by the feature `tnum`."""
    widths = {font["hmtx"][font.getBestCmap()[ord(figure)]][0] for figure in "0123456789"}
    features = font["GSUB"].table.FeatureList.FeatureRecord if "GSUB" in font else []
    return len(widths) == 1 or any(record.FeatureTag == "tnum" for record in features)


def main(sources: Path) -> None:
    TARGET.mkdir(exist_ok=True)
    for old in TARGET.iterdir():
        old.unlink()
    found = [made for name, kind in NAMES.items() if (made := make(sources / name, kind)) is not None]
    found.sort(key=lambda one: str(one["family"]))
    (TARGET / "families.json").write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
