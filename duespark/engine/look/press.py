"""What a press makes of its inks: reads the table of its ICC profile, and finds the inks that come nearest to a color."""

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Final

from duespark.engine.look.inks import Ink
from duespark.engine.look.lab import Lab, difference, lab_of

VISIBLE: Final = 5.0
"""From this difference (CIEDE2000) a color in ink looks like another one beside the screen."""
_GRAY: Final = 6.0
"""Chroma below which a color is a gray, and best printed with black alone: thin letters of several inks are never sharp."""
_TINY: Final = 0.004
"""What a percent of ink weighs against a difference, so that of two like colors the one of less ink is taken."""
_STEPS: Final = (16, 8, 4, 2, 1)


@dataclass(frozen=True, slots=True, eq=False)
class Press:
    """A table of colors over an even grid of inks (ICC.1, `mft1`), each ink bent by a curve first.

    >>> gray = b"".join(bytes((255 - 255 * max(inks), 128, 128)) for inks in product((0, 1), repeat=4))
    >>> press = Press(curves=(bytes(range(256)),) * 4, grid=2, table=gray)
    >>> press.lab(Ink(cyan=0, magenta=0, yellow=0, black=25))
    Lab(light=75.0, a=0.0, b=0.0)
    """

    curves: tuple[bytes, ...]
    grid: int
    table: bytes

    def lab(self, ink: Ink) -> Lab:
        """The color of these inks on white paper, by the profile."""
        return self._at((ink.cyan, ink.magenta, ink.yellow, ink.black))

    def _at(self, percents: tuple[int, ...]) -> Lab:
        places = [self._place(curve, percent) for curve, percent in zip(self.curves, percents, strict=True)]
        sums = [0.0, 0.0, 0.0]
        for corner in product((0, 1), repeat=4):
            weight, index = 1.0, 0
            for step, (low, share) in zip(corner, places, strict=True):
                weight *= share if step else 1 - share
                index = index * self.grid + min(low + step, self.grid - 1)
            if weight:
                for channel in range(3):
                    sums[channel] += weight * self.table[index * 3 + channel]
        return Lab(sums[0] / 2.55, sums[1] - 128, sums[2] - 128)

    def _place(self, curve: bytes, percent: int) -> tuple[int, float]:
        place = _between(curve, percent * 2.55) / 255 * (self.grid - 1)
        return int(place), place - int(place)


def read_press(profile: bytes) -> Press:
    """The colorimetric table of an ICC profile of four inks, as `scripts/make_ink_profile.py` writes it.

    >>> tag = b"mft1" + bytes(4) + bytes((4, 3, 2)) + bytes(37) + bytes(range(256)) * 4 + bytes(range(48))
    >>> read_press(bytes(128) + struct.pack(">I4sII", 1, b"A2B1", 144, len(tag)) + tag).grid
    2
    """
    (count,) = struct.unpack_from(">I", profile, 128)
    tags = {
        name: start for name, start, _ in (struct.unpack_from(">4sII", profile, 132 + 12 * i) for i in range(count))
    }
    start = tags[b"A2B1"]
    inks, _, grid = struct.unpack_from(">BBB", profile, start + 8)
    curves = tuple(profile[at : at + 256] for at in range(start + 48, start + 48 + 256 * inks, 256))
    table = start + 48 + 256 * inks
    return Press(curves=curves, grid=grid, table=profile[table : table + grid**inks * 3])


@lru_cache(maxsize=500)
def suggested(press: Press, color: str) -> Ink:
    """Inks near to a color. Raises NotAColor.

    >>> gray = b"".join(bytes((255 - 255 * max(inks), 128, 128)) for inks in product((0, 1), repeat=4))
    >>> str(suggested(Press(curves=(bytes(range(256)),) * 4, grid=2, table=gray), "#777777"))
    '0 0 0 50'
    """
    return nearest(press, lab_of(color))


def nearest(press: Press, wanted: Lab) -> Ink:
    """Inks near to a color: black alone for a gray, else two of the colored ones and black, and no more of them than it
    takes.

    >>> gray = b"".join(bytes((255 - 255 * max(inks), 128, 128)) for inks in product((0, 1), repeat=4))
    >>> str(nearest(Press(curves=(bytes(range(256)),) * 4, grid=2, table=gray), Lab(20, 0, 0)))
    '0 0 0 80'
    """
    if wanted.a**2 + wanted.b**2 < _GRAY**2:
        return _ink(min(((0, 0, 0, black) for black in range(101)), key=lambda one: _cost(press, wanted, one)))
    start = min(_starts(), key=lambda one: _cost(press, wanted, one))
    return _ink(_walk(press, wanted, start))


def _starts() -> Iterator[tuple[int, ...]]:
    """Inks all over what a press can print, with one of the colored ones left out."""
    for without in range(3):
        for one, other, black in product((0, 25, 50, 75, 100), (0, 25, 50, 75, 100), (0, 30, 60)):
            inks = [one, other]
            inks.insert(without, 0)
            yield (*inks, black)


def _walk(press: Press, wanted: Lab, start: tuple[int, ...]) -> tuple[int, ...]:
    """The nearest that smaller and smaller steps lead to; an ink that is left out stays out."""
    free = [each for each in range(4) if start[each] or each == 3]
    best, cost = start, _cost(press, wanted, start)
    for step in _STEPS:
        moved = True
        while moved:
            moved = False
            for other in _around(best, free, step):
                if (costs := _cost(press, wanted, other)) < cost:
                    best, cost, moved = other, costs, True
    return best


def _around(inks: tuple[int, ...], free: Iterable[int], step: int) -> Iterator[tuple[int, ...]]:
    for each in free:
        for way in (-step, step):
            value = min(max(inks[each] + way, 0), 100)
            yield (*inks[:each], value, *inks[each + 1 :])


def _cost(press: Press, wanted: Lab, inks: tuple[int, ...]) -> float:
    return difference(wanted, press._at(inks)) + _TINY * sum(inks)


def _ink(inks: tuple[int, ...]) -> Ink:
    cyan, magenta, yellow, black = inks
    return Ink(cyan=cyan, magenta=magenta, yellow=yellow, black=black)


def _between(curve: bytes, place: float) -> float:
    low = min(int(place), 254)
    return curve[low] + (curve[low + 1] - curve[low]) * (place - low)
