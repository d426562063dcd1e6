"""Chooses the mask of a QR code: the one of eight under which it is easiest to read (ISO/IEC 18004:2015, 7.8).

Every mask makes a code that says the same; encoders spend most of their time on the choice. Here a code is one number of a
bit a module, and the rules count on it as a whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

_BORDER = 4
"""Light modules between rows: none of the patterns goes over them, and beyond the edges all is light."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The modules row by row, the first in the lowest bit and light ones between the rows; and the same turned on its side."""

    rows: int
    columns: int

    @classmethod
    def of(cls, code: Sequence[str]) -> "_Drawn":
        return cls(_joined(code), _joined(["".join(column) for column in zip(*code, strict=True)]))

    def flipped(self, where: "_Drawn") -> "_Drawn":
        return _Drawn(self.rows ^ where.rows, self.columns ^ where.columns)


@dataclass(frozen=True, slots=True)
class Masks:
    """Where the codes of one version and error level differ from mask 0, for each of the masks."""

    differences: tuple[_Drawn, ...]

    @classmethod
    def of(cls, codes: Sequence[Sequence[str]]) -> "Masks":
        """From the modules of any one text under each mask, in the order of the masks: texts differ, masks do not."""
        first, *_ = drawn = [_Drawn.of(code) for code in codes]
        return cls(tuple(one.flipped(first) for one in drawn))

    def best(self, code: Sequence[str]) -> tuple[int, list[str]]:
        """The mask of least penalty, of equal ones the first, and the modules under it, from those under mask 0.

        A row of modules each, a text of 0 (light) and 1 (dark).
        """
        first, size = _Drawn.of(code), len(code)
        drawn = [first.flipped(one) for one in self.differences]
        mask = min(range(len(drawn)), key=lambda at: _penalty(drawn[at], size))
        return mask, _rows(drawn[mask].rows, size)


def penalty(code: Sequence[str]) -> int:
    """How hard a code is to read, in the standard's points.

    >>> penalty(["01", "10"])
    0
    >>> penalty(["11", "11"])
    103
    """
    return _penalty(_Drawn.of(code), len(code))


def _penalty(drawn: _Drawn, size: int) -> int:
    lines = sum(_runs(each, size) + 40 * _finders(each) for each in (drawn.rows, drawn.columns))
    return lines + 3 * _blocks(drawn.rows, size) + 10 * _imbalance(drawn.rows, size)


def _runs(modules: int, size: int) -> int:
    """Three points for five modules of one color in a line, and one for each more."""
    alike = ~(modules ^ modules >> 1) & _all_but_last(size, size)
    five = alike & alike >> 1 & alike >> 2 & alike >> 3
    return five.bit_count() + 2 * (five & ~(five << 1)).bit_count()


def _finders(modules: int) -> int:
    """What looks like a finder pattern, with four light modules before or behind it; of two that overlap, the first."""
    m = modules
    pattern = m & ~(m >> 1) & m >> 2 & m >> 3 & m >> 4 & ~(m >> 5) & m >> 6
    dark_behind = m >> 7 | m >> 8 | m >> 9 | m >> 10
    dark_before = m << 1 | m << 2 | m << 3 | m << 4
    found = pattern & ~(dark_before & dark_behind)
    return found.bit_count() - (found & found << 4).bit_count()


def _blocks(modules: int, size: int) -> int:
    """The squares of two by two modules of one color; they may overlap."""
    row = size + _BORDER
    beside, below = modules ^ modules >> 1, modules ^ modules >> row
    return (~(beside | beside >> row | below) & _all_but_last(size, size - 1)).bit_count()


def _imbalance(modules: int, size: int) -> int:
    """By how many whole steps of 5 % the dark modules are more or less than half of all."""
    return abs(20 * modules.bit_count() - 10 * size * size) // (size * size)


@cache
def _all_but_last(size: int, rows: int) -> int:
    """Ones for each module of so many rows that has another behind it."""
    return _joined(["1" * (size - 1) + "0"] * rows)


def _joined(rows: Sequence[str]) -> int:
    return int(("0" * _BORDER).join(["", *rows, ""])[::-1] or "0", 2)


def _rows(modules: int, size: int) -> list[str]:
    every = size + _BORDER
    text = f"{modules:0{every * size + _BORDER}b}"[::-1]
    return [text[at : at + size] for at in range(_BORDER, every * size, every)]
