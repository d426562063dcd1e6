"""Knows which characters the shipped fonts can draw, because PDF/A-3a forbids a character that shows nothing."""

import re
import struct
import unicodedata
from functools import cache, lru_cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Final

LATIN: Final = "\u024f"
"""The last character of those that every font has (Latin Extended-B)."""
MISSING: Final = "\u25a1"
"""Stands in print for a character no shipped font has."""

_SPACES = re.compile(r"[\u2000-\u200a\u202f\u205f\u3000]")
_UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_MARKS = "".join(chr(code) for code in range(0x900, 0xB000) if unicodedata.category(chr(code))[0] == "M")
_VIRAMAS = "".join(mark for mark in _MARKS if unicodedata.combining(mark) == 9)
_NON_JOINER, _JOINERS = "\u200c", "\u200c\u200d"
_MAY_JOIN = frozenset(_MARKS + _JOINERS)
_JOINED = re.compile(
    rf"(?:[^\s\x21-\x7e{_MARKS}{_JOINERS}][{_MARKS}{_JOINERS}]{{0,4}}?[{_VIRAMAS}][{_JOINERS}]*){{24}}"
)
_MARKED = re.compile(rf"([{_MARKS}{_JOINERS}]{{24}})[{_MARKS}{_JOINERS}]+")
"""Letters joined by viramas (canonical combining class 9), and marks of Indic scripts on one letter. Words have five at most;
the shaper counts the letters of a syllable in a byte and breaks down at 128."""

_FORMAT_4, _FORMAT_12 = 4, 12


def drawable(text: str, fonts: Path, *, more: frozenset[int] = frozenset()) -> str:
    """`text` with every character that the fonts in `fonts` lack replaced by a box, but for the code points `more`.

    Spaces of unusual width become plain no-break spaces, invisible joiners disappear, and endless syllables are cut.
    """
    beyond = {character for character in set(text) if character > LATIN}
    if not beyond:
        return text
    covered = characters(fonts)
    covered = covered | more if more else covered
    shown = {ord(character): _instead_of(character) for character in beyond if ord(character) not in covered}
    drawn = text.translate(shown) if shown else text
    if beyond.isdisjoint(_MAY_JOIN):
        return drawn
    return _JOINED.sub(lambda match: match[0] + _NON_JOINER, _MARKED.sub(r"\1", drawn))


def _instead_of(character: str) -> str:
    """What stands for a character that no font has."""
    if _SPACES.match(character):
        return "\u00a0"
    invisible = (
        character in "\u2060\u200b\u200c\u200d\u200e\u200f\u061c\u2028\u2029" or "\ufe00" <= character <= "\ufe0f"
    )
    return "" if invisible else MISSING


def without_stray_marks(text: str, complaint: str) -> str:
    """`text` without what the print says it cannot show where it stands, such as a mark on a letter of another script.

    Every font has its marks, but none has another's letters below them. The same text when it complains of something else.

    >>> without_stray_marks("a\u031c", 'PDF/A-3a error: the text `"\\\\u{31c}"` could not be displayed with font `"Inter"`')
    'a'
    """
    found = _UNSHOWN.search(complaint)
    if found is None:
        return text
    if found[1].startswith(MISSING):
        return _marks_after_box().sub(MISSING, text)
    stray = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), found[1])
    stands = "" if all(unicodedata.category(each)[0] in "MC" for each in stray) else MISSING
    return text.replace(stray, stands) if stray and stray in text else text


@cache
def _marks_after_box() -> re.Pattern[str]:
    marks = "".join(chr(code) for code in range(0x300, 0xFE30) if unicodedata.category(chr(code))[0] == "M")
    return re.compile(f"{MISSING}[{marks}]+")


@lru_cache(maxsize=64)
def characters_of(folder: Path, files: tuple[str, ...]) -> frozenset[int]:
    """The code points that each of these fonts of a folder can draw."""
    return frozenset.intersection(*(_cmap(folder / name) for name in files))


@cache
def characters(fonts: Path) -> frozenset[int]:
    """The code points that every weight of Inter or a font of another script can draw, read from their `cmap` tables
    (OpenType 1.9)."""
    inter = [_cmap(path) for path in sorted(fonts.glob("Inter-*.otf"))]
    others = [_cmap(path) for path in sorted(fonts.glob("Noto*-Regular.*"))]
    return frozenset.intersection(*inter).union(*others)


def _cmap(path: Path) -> frozenset[int]:
    """Reads no more of the file than this table."""
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as font:
        start = _table(font, b"cmap")
        (count,) = struct.unpack_from(">H", font, start + 2)
        records = [struct.unpack_from(">HHI", font, start + 4 + 8 * index) for index in range(count)]
        subtables = {start + offset for platform, _, offset in records if platform in (0, 3)}
        return frozenset().union(*(_subtable(font, subtable) for subtable in subtables))


def _table(font: mmap, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * index) for index in range(count))
    return next(int(offset) for name, _, offset, _ in records if name == tag)


def _subtable(font: mmap, start: int) -> set[int]:
    (form,) = struct.unpack_from(">H", font, start)
    if form == _FORMAT_12:
        (count,) = struct.unpack_from(">I", font, start + 12)
        groups = (struct.unpack_from(">III", font, start + 16 + 12 * index) for index in range(count))
        return set().union(*(range(first, last + 1) for first, last, _ in groups))
    if form == _FORMAT_4:
        (twice,) = struct.unpack_from(">H", font, start + 6)
        ends = struct.unpack_from(f">{twice // 2}H", font, start + 14)
        starts = struct.unpack_from(f">{twice // 2}H", font, start + 16 + twice)
        return set().union(*map(range, starts, (last + 1 for last in ends))) - {0xFFFF}
    return set()
