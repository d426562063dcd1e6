"""Turns a text into the codewords of a QR code (ISO/IEC 18004:2015, 7.4 to 7.6), and puts them where they stand (7.7).

Only what payment codes need: bytes of UTF-8 at error level M. What every code of a version has in common - finders, timing,
alignment, what it says of its version and mask - comes from an encoder, drawn once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Final

_CHECKS: Final = (
    10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26,
    26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
)  # fmt: skip
"""Error correction codewords of a block, by version from 1 (table 9, level M)."""
_BLOCKS: Final = (
    1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16,
    17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
)  # fmt: skip
"""Blocks of a code (same table)."""
_PADDING: Final = bytes((0b11101100, 0b00010001))
_BYTE_MODE: Final = 0b0100
_POLYNOMIAL: Final = 0x11D
"""Of the field of 256 elements (7.5.2)."""
LARGEST: Final = 40


class TooLong(ValueError):
    """The text does not fit the largest code."""


def version_of(size: int) -> int:
    """The smallest version that holds so many bytes. Raises TooLong.

    >>> version_of(331), version_of(332)
    (13, 14)
    """
    for version in range(1, LARGEST + 1):
        if size <= capacity(version):
            return version
    raise TooLong(f"{size} bytes do not fit a QR code at level M, which holds {capacity(LARGEST)}")


@cache
def capacity(version: int) -> int:
    """How many bytes of text a version holds.

    >>> capacity(1), capacity(40)
    (14, 2331)
    """
    return (8 * _data(version) - 4 - _count_bits(version)) // 8


def codewords(text: bytes, version: int) -> bytes:
    """Those of a text that fits the version, in the order they are placed: data and corrections, each taken from the blocks
    in turn.

    >>> codewords(b"a", 1).hex()
    '401610ec11ec11ec11ec11ec11ec11ecfca027a2626b323b6f1c'
    """
    size, count_bits = _data(version), _count_bits(version)
    bits = _BYTE_MODE << count_bits | len(text)
    bits = (
        bits << 8 * len(text) | int.from_bytes(text, "big")
    ) << 4  # four zeros end it, and there is always room for them
    used = (4 + count_bits + 8 * len(text) + 4) // 8
    return _interleaved(bits.to_bytes(used, "big") + (_PADDING * size)[: size - used], version)


def _interleaved(words: bytes, version: int) -> bytes:
    """The first blocks are a codeword shorter where they do not all come out even."""
    count, checks = _BLOCKS[version - 1], _CHECKS[version - 1]
    short, longer = divmod(len(words), count)
    blocks, at = list[bytes](), 0
    for index in range(count):
        end = at + short + (index >= count - longer)
        blocks.append(words[at:end])
        at = end
    data = bytes(block[place] for place in range(short + 1) for block in blocks if place < len(block))
    corrections = [_corrections(block, checks) for block in blocks]
    return data + bytes(each[place] for place in range(checks) for each in corrections)


def _corrections(block: bytes, checks: int) -> bytes:
    """What is left of the block divided by the generator (7.5.2), a byte at a time."""
    table, left, shift, mask = _multiples(checks), 0, 8 * (checks - 1), (1 << 8 * (checks - 1)) - 1
    for word in block:
        left = (left & mask) << 8 ^ table[left >> shift ^ word]
    return left.to_bytes(checks, "big")


@cache
def _multiples(checks: int) -> tuple[int, ...]:
    """The generator polynomial of so many corrections, without its leading one, times each element of the field."""
    generator, root = [1], 1
    for _ in range(checks):
        shifted = [*generator, 0]
        generator = [
            shifted[0],
            *(one ^ _times(other, root) for one, other in zip(shifted[1:], generator, strict=True)),
        ]
        root = _times(root, 2)
    return tuple(int.from_bytes(bytes(_times(factor, each) for each in generator[1:]), "big") for factor in range(256))


@cache
def _times(one: int, other: int) -> int:
    product = 0
    for bit in range(7, -1, -1):
        product = product << 1 ^ (product >> 7) * _POLYNOMIAL
        product ^= (other >> bit & 1) * one
    return product


def _count_bits(version: int) -> int:
    return 8 if version < 10 else 16


def _data(version: int) -> int:
    return modules_for_data(version) // 8 - _CHECKS[version - 1] * _BLOCKS[version - 1]


def modules_for_data(version: int) -> int:
    """How many modules of a version are free for codewords (annex D, table 1).

    >>> modules_for_data(1), modules_for_data(7)
    (208, 1568)
    """
    free = (16 * version + 128) * version + 64
    if version > 1:
        aligned = version // 7 + 2
        free -= (25 * aligned - 10) * aligned - 55
    return free - 36 if version > 6 else free


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the codewords of one version stand, and all that stands around them under mask 0."""

    size: int
    free: int
    """How many modules are free for codewords."""
    flips: int
    """The bits of the codewords that mask 0 turns over."""
    pick: Callable[[str], tuple[str, ...]]
    """From the bits of the codewords, a zero and a one: each module, row by row."""

    @classmethod
    def of(cls, code: Sequence[str]) -> "Frame":
        """From the modules of any code of the version under mask 0."""
        size, taken = len(code), _taken(len(code))
        order = [place for place in _zigzag(size) if place not in taken]
        where = {place: at for at, place in enumerate(order)}
        places = [(row, column) for row in range(size) for column in range(size)]
        picked = [where.get(place, len(order) + int(code[place[0]][place[1]])) for place in places]
        flips = "".join("10"[(row + column) % 2] for row, column in order)
        return cls(size, len(order), int(flips, 2), itemgetter(*picked))

    def filled(self, words: bytes) -> list[str]:
        """The rows of modules under mask 0 with these codewords, each a text of 0 (light) and 1 (dark)."""
        bits = int.from_bytes(words, "big") << self.free - 8 * len(words) ^ self.flips
        modules = "".join(self.pick(f"{bits:0{self.free}b}01"))
        return [modules[at : at + self.size] for at in range(0, len(modules), self.size)]


def _taken(size: int) -> set[tuple[int, int]]:
    """The modules of the patterns and of what a code says of itself (6.3)."""
    far, centers = size - 8, _alignments((size - 17) // 4)
    taken = {(6, at) for at in range(size)}
    taken |= {(row, column) for row in range(9) for column in (*range(9), *range(far, size))}
    if size >= 45:  # version 7
        taken |= {(row, column) for row in range(6) for column in range(far - 3, far)}
    corners = {(6, 6), (6, size - 7), (size - 7, 6)}
    for middle in {(row, column) for row in centers for column in centers} - corners:
        taken |= {(middle[0] + down, middle[1] + right) for down in range(-2, 3) for right in range(-2, 3)}
    return taken | {(column, row) for row, column in taken}


def _alignments(version: int) -> list[int]:
    """The rows, and columns, in which the middles of alignment patterns stand (annex E).

    >>> _alignments(7), _alignments(32)
    ([6, 22, 38], [6, 34, 60, 86, 112, 138])
    """
    if version == 1:
        return []
    count = version // 7 + 2
    step = 26 if version == 32 else (4 * version + 2 * count + 1) // (2 * count - 2) * 2
    return [6, *(4 * version + 10 - step * back for back in range(count - 2, -1, -1))]


def _zigzag(size: int) -> list[tuple[int, int]]:
    """The way that codewords take: in strips of two modules from the right, up and down in turn, around the timing pattern."""
    path, upward = list[tuple[int, int]](), True
    for right in (*range(size - 1, 6, -2), 5, 3, 1):
        for row in range(size - 1, -1, -1) if upward else range(size):
            path += [(row, right), (row, right - 1)]
        upward = not upward
    return path
