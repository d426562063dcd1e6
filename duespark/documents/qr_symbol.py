"""Makes QR codes (ISO/IEC 18004): segno encodes the text, the engine chooses the mask, and the modules become SVG.

Left to segno, the choice of the mask takes four times as long as all the rest.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import segno

from duespark.engine.payment.qr.mask import Masks

TooLong = segno.DataOverflowError
"""The text does not fit a symbol."""

_MASKS: Final = range(8)
_DARK = re.compile(rb"\x01+")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A code: its version (1 to 40), its mask (0 to 7), and its modules, a row each of 0 for light and 1 for dark."""

    version: int
    mask: int
    rows: tuple[bytes, ...]

    @property
    def edge(self) -> int:
        """How many modules it is wide and high."""
        return len(self.rows)


@lru_cache(maxsize=256)
def symbol_of(text: str, error_level: str) -> Symbol:
    """The smallest symbol that holds `text`, as bytes of UTF-8 without an ECI, at exactly this level (L, M, Q or H).

    Raises TooLong.
    """
    first = encoded(text, error_level, mask=0)
    mask, rows = _masks(int(first.version), error_level).best(first.matrix)
    return Symbol(int(first.version), mask, tuple(rows))


def encoded(text: str, error_level: str, *, mask: int, version: int | None = None) -> segno.QRCode:
    """segno's own symbol, under one mask."""
    return segno.make(
        text, error=error_level.lower(), mask=mask, version=version, boost_error=False, micro=False, encoding="utf-8", eci=False
    )  # fmt: skip


def symbol_svg(symbol: Symbol, *, border: int, over: str = "") -> str:
    """The symbol as SVG, black on white with `border` modules of white around it, a unit a module; `over` lies on it."""
    size = symbol.edge + 2 * border
    runs = "".join(
        f"M{run.start() + border} {y + border}.5h{run.end() - run.start()}"
        for y, row in enumerate(symbol.rows)
        for run in _DARK.finditer(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/>'
        f'<path stroke="#000" d="{runs}"/>{over}</svg>'
    )


@lru_cache(maxsize=80)
def _masks(version: int, error_level: str) -> Masks:
    """How the masks differ; any text shows it."""
    return Masks.of([encoded("1", error_level, mask=mask, version=version).matrix for mask in _MASKS])
