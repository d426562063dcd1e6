"""The confined process that prints every letter of a font once, so that one the printer cannot bear never reaches it."""

import os
import sys
from pathlib import Path

from fontTools.ttLib import TTFont
from typst import Compiler, Fonts

from duespark.companies.fonts.limits import MEMORY
from duespark.runtime.confined import confine

_PAGE = Path(__file__).with_suffix(".typ")


def main() -> None:
    """Loads the font, sets the limits, prints."""
    folder = Path(os.environ["DUESPARK_FOLDER"])
    codes = TTFont(next(folder.iterdir()), lazy=True).getBestCmap()
    fonts = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
    confine(seconds=int(os.environ["DUESPARK_SECONDS"]), memory=MEMORY)
    text = "".join(chr(code) + ("\n" if place % 80 == 79 else "") for place, code in enumerate(sorted(codes)))
    compiler = Compiler(_PAGE, root=_PAGE.parent, font_paths=fonts, sys_inputs={"font": sys.stdin.read(), "text": text})
    for form in ("pdf", "svg"):
        if not compiler.compile(format=form):
            raise SystemExit(1)
    sys.stdout.write("printed")


if __name__ == "__main__":
    main()
