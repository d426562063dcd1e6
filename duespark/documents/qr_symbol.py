"""Makes QR codes (ISO/IEC 18004): segno draws a version once, the engine puts each text into it and chooses the mask, and the
modules become SVG or PNG.

Left to segno alone, a code takes as long as half of all else that is said on a document.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Final, Literal

import segno
from PIL import Image

from duespark.engine.payment.qr.codewords import Frame, TooLong, codewords, version_of
from duespark.engine.payment.qr.mask import Masks

__all__ = ["Symbol", "TooLong", "symbol_of", "symbol_png", "symbol_svg"]

_MASKS: Final = range(8)
_DARK = re.compile("1+")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A code: its version (1 to 40), its mask (0 to 7), and its modules, a row each of 0 for light and 1 for dark."""

    version: int
    mask: int
    rows: tuple[str, ...]

    @property
    def edge(self) -> int:
        """How many modules it is wide and high."""
        return len(self.rows)


@lru_cache(maxsize=256)
def symbol_of(text: str, error_level: Literal["M"]) -> Symbol:
    """The smallest symbol that holds `text`, as bytes of UTF-8 without an ECI, at exactly this level.

    Raises TooLong.
    """
    data = text.encode()
    version = version_of(len(data))
    frame, masks = _drawn(version, error_level)
    mask, rows = masks.best(frame.filled(codewords(data, version)))
    return Symbol(version, mask, tuple(rows))


def symbol_svg(symbol: Symbol, *, border: int, over: str = "") -> str:
    """The symbol as SVG, black on white with `border` modules of white around it, a unit a module; `over` lies on it."""
    size, runs = symbol.edge + 2 * border, list[str]()
    for y, row in enumerate(symbol.rows, border):
        for run in _DARK.finditer(row):
            start, end = run.span()
            runs.append(f"M{start + border} {y}.5h{end - start}")
    drawn = "".join(runs)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/>'
        f'<path stroke="#000" d="{drawn}"/>{over}</svg>'
    )


def symbol_png(symbol: Symbol, *, border: int, scale: int) -> bytes:
    """The symbol as PNG, black on white with `border` modules of white around it, `scale` pixels a module."""
    modules = "".join(symbol.rows).translate({ord("0"): "\xff", ord("1"): "\x00"}).encode("latin-1")
    drawn = Image.new("L", (symbol.edge + 2 * border,) * 2, 255)
    drawn.paste(Image.frombytes("L", (symbol.edge,) * 2, modules), (border, border))
    file = BytesIO()
    drawn.resize((drawn.width * scale,) * 2, Image.Resampling.NEAREST).convert("1").save(file, "PNG", optimize=True)
    return file.getvalue()


@lru_cache(maxsize=40)
def _drawn(version: int, error_level: str) -> tuple[Frame, Masks]:
    """What all codes of a version have in common, and how its masks differ; any text shows it."""
    drawn = [
        segno.make("1", error=error_level, mask=mask, version=version, boost_error=False, micro=False, mode="byte")
        for mask in _MASKS
    ]
    codes = [["".join("01"[dark] for dark in row) for row in code.matrix] for code in drawn]
    return Frame.of(codes[0]), Masks.of(codes)
