"""Chooses the mask of a QR code: the one of eight under which it is easiest to read (ISO/IEC 18004:2015, 7.8).

Every mask makes a code that says the same; encoders spend most of their time on the choice. Here a code is one number of
a byte a module, and the rules count on it as a whole.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_EDGE = 2
"""Between rows: neither light (0) nor dark (1). Beyond it all is light."""
_RUN = re.compile(rb"\x00{5,}|\x01{5,}")
_LIKE_FINDER = rb"\x01\x00\x01\x01\x01\x00\x01"
_BEFORE = b"|".join(
    b"(?<=%b%b)" % (light, _LIKE_FINDER) for light in (rb"\x00{4}", *(rb"\x02\x00{%d}" % n for n in range(4)))
)
_FINDER = re.compile(rb"%b(?:(?=\x00{4}|\x00{0,3}\x02)|%b)" % (_LIKE_FINDER, _BEFORE))
"""What looks like a finder pattern, with four light modules before or behind it."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The modules row by row, each row with an edge behind it, and the same turned on its side."""

    rows: bytes
    columns: bytes

    @classmethod
    def of(cls, matrix: Sequence[Sequence[int]], *, edge: int) -> "_Drawn":
        return cls(_joined(matrix, edge), _joined(list(zip(*matrix, strict=True)), edge))

    def flipped(self, where: "_Drawn") -> "_Drawn":
        return _Drawn(_xor(self.rows, where.rows), _xor(self.columns, where.columns))


@dataclass(frozen=True, slots=True)
class Masks:
    """Where the codes of one version and error level differ from mask 0, for each of the masks."""

    differences: tuple[_Drawn, ...]

    @classmethod
    def of(cls, codes: Sequence[Sequence[Sequence[int]]]) -> "Masks":
        """From the modules of any one text under each mask, in the order of the masks: texts differ, masks do not."""
        first, *_ = drawn = [_Drawn.of(matrix, edge=0) for matrix in codes]
        return cls(tuple(one.flipped(first) for one in drawn))

    def best(self, matrix: Sequence[Sequence[int]]) -> tuple[int, list[bytes]]:
        """The mask of least penalty, of equal ones the first, and the modules under it, from those under mask 0.

        A row of modules each, 0 light and 1 dark.
        """
        first, size = _Drawn.of(matrix, edge=_EDGE), len(matrix)
        drawn = [first.flipped(one) for one in self.differences]
        mask = min(range(len(drawn)), key=lambda at: _penalty(drawn[at], size))
        rows = drawn[mask].rows
        return mask, [rows[at : at + size] for at in range(0, len(rows), size + 1)]


def penalty(matrix: Sequence[Sequence[int]]) -> int:
    """How hard a code is to read, in the standard's points; `matrix` holds 0 for light and 1 for dark.

    >>> penalty([[0, 1], [1, 0]])
    0
    >>> penalty([[1, 1], [1, 1]])
    103
    """
    return _penalty(_Drawn.of(matrix, edge=_EDGE), len(matrix))


def _penalty(drawn: _Drawn, size: int) -> int:
    both = bytes((_EDGE,)) + drawn.rows + drawn.columns
    runs = _RUN.findall(both)
    finders = len(_FINDER.findall(both))
    return (
        sum(map(len, runs))
        - 2 * len(runs)
        + 3 * _blocks(drawn.rows, size)
        + 40 * finders
        + 10 * _imbalance(drawn.rows, size)
    )


def _blocks(rows: bytes, size: int) -> int:
    """The squares of two by two modules of one color; they may overlap."""
    whole, below = int.from_bytes(rows, "little"), 8 * (size + 1)
    beside = whole ^ (whole >> 8)
    differs = beside | (beside >> below) | (whole ^ (whole >> below))
    return differs.to_bytes(len(rows), "little")[: (size - 1) * (size + 1)].count(0)


def _imbalance(rows: bytes, size: int) -> int:
    """By how many whole steps of 5 % the dark modules are more or less than half of all."""
    return abs(20 * rows.count(1) - 10 * size * size) // (size * size)


def _joined(rows: Sequence[Sequence[int]], edge: int) -> bytes:
    return b"".join(bytes((*row, edge)) for row in rows)


def _xor(one: bytes, other: bytes) -> bytes:
    return (int.from_bytes(one, "big") ^ int.from_bytes(other, "big")).to_bytes(len(one), "big")
