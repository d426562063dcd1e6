"""Prints colors with stated inks: a PDF in which each of them is DeviceCMYK, with a profile that says what the inks look like.

PDF/A-3 allows DeviceCMYK where the page has a DefaultCMYK (ISO 19005-3, 6.2.4.3); the output intent stays sRGB, for everything
else on the page. The profile is of offset on coated paper, see `scripts/make_ink_profile.py`.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, Stream

PROFILE: Final = Path(__file__).parent / "coated.icc"

Inks = Mapping[str, tuple[int, int, int, int]]
"""Cyan, magenta, yellow and black in percent, by color (`#RRGGBB`)."""

_SETS: Final = {"cs": False, "CS": True, "scn": False, "SCN": True, "sc": False, "SC": True, "rg": False, "RG": True}
"""Operators that choose a color, and whether for lines."""
_NEAR: Final = 0.05
"""How far a channel of 0 to 255 may be off by what was rounded when it was written."""


@cache
def profile() -> bytes:
    """The ICC profile of the press."""
    return PROFILE.read_bytes()


def in_inks(pdf: bytes, inks: Inks) -> bytes:
    """The same PDF, still PDF/A-3a and PDF/UA-1, with these colors in inks wherever they fill or draw; pictures of pixels and
    gradients stay as they are.

    Equal input gives equal bytes. Blocks. Takes a PDF of `typst.render_pdf` or `weasyprint.html_pdf`.
    """
    wanted: dict[tuple[int, ...], list[Decimal]] = {
        _channels(color): [Decimal(part) / 100 for part in ink] for color, ink in inks.items()
    }
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        space = file.make_indirect(Array([Name.ICCBased, file.make_indirect(Stream(file, profile(), N=4))]))
        seen = set[tuple[int, int]]()
        for page in file.pages:
            page.obj.Contents = file.make_stream(_Painter(page.obj, wanted).painted())
            _explain(page.obj, space)
            for part in _parts(page.obj, seen):
                part.write(_Painter(part, wanted).painted())
                _explain(part, space)
        file.save(
            out, deterministic_id=True, fix_metadata_version=False, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
    return out.getvalue()


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _explain(drawn: Any, space: Any) -> None:
    """Says what DeviceCMYK is on this page or part; a part without resources has those of its page."""
    if "/Resources" in drawn:
        if "/ColorSpace" not in drawn.Resources:
            drawn.Resources.ColorSpace = Dictionary()
        drawn.Resources.ColorSpace.DefaultCMYK = space


def _parts(drawn: Any, seen: set[tuple[int, int]]) -> Iterator[Any]:
    """Everything drawn as a part of the page, each once: not masks, whose colors say how much is seen of something."""
    resources = drawn.get("/Resources", {})
    found = [one for kind in ("/XObject", "/Pattern") for one in resources.get(kind, {}).values()]
    for one in found:
        is_drawn = isinstance(one, Stream) and (one.get("/Subtype") == Name.Form or one.get("/PatternType") == 1)
        if is_drawn and one.objgen not in seen:
            seen.add(one.objgen)
            yield one
            yield from _parts(one, seen)


@dataclass(frozen=True, slots=True)
class _Spaces:
    """The color spaces for fills and lines: what the page last chose, and whether inks stand in its place."""

    named: tuple[Any, Any] = (None, None)
    inked: tuple[bool, bool] = (False, False)


class _Painter:
    """Writes the operators of one page or part anew."""

    def __init__(self, drawn: Any, wanted: Mapping[tuple[int, ...], list[Decimal]]) -> None:
        self._drawn, self._wanted = drawn, wanted
        self._rgb = {name for name, each in drawn.get("/Resources", {}).get("/ColorSpace", {}).items() if _is_rgb(each)}
        self._now, self._outer = _Spaces(), list[_Spaces]()

    def painted(self) -> bytes:
        parsed = pikepdf.parse_content_stream(self._drawn)
        return pikepdf.unparse_content_stream([made for each in parsed for made in self._made(each)])

    def _made(self, given: Any) -> list[Any]:
        operator = str(given.operator)
        if operator == "q":
            self._outer.append(self._now)
        elif operator == "Q" and self._outer:
            self._now = self._outer.pop()
        elif operator in _SETS:
            return self._colored(given, operator, is_line=_SETS[operator])
        return [given]

    def _colored(self, given: Any, operator: str, *, is_line: bool) -> list[Any]:
        if operator in ("cs", "CS"):
            self._choose(given.operands[0], is_line, inked=False)
            return [given]
        space = Name.DeviceRGB if operator in ("rg", "RG") else self._now.named[is_line]
        ink = self._ink(given.operands) if space == Name.DeviceRGB or str(space) in self._rgb else None
        before = self._now.inked[is_line]
        self._choose(space, is_line, inked=ink is not None)
        if ink is not None:
            return [(ink, Operator("K" if is_line else "k"))]
        again = before and operator not in ("rg", "RG")
        return [([space], Operator("CS" if is_line else "cs")), given] if again else [given]

    def _choose(self, space: Any, is_line: bool, *, inked: bool) -> None:
        now = self._now
        if is_line:
            self._now = replace(now, named=(now.named[0], space), inked=(now.inked[0], inked))
        else:
            self._now = replace(now, named=(space, now.named[1]), inked=(inked, now.inked[1]))

    def _ink(self, operands: Any) -> list[Decimal] | None:
        parts = [float(part) * 255 for part in operands if not isinstance(part, Name)]
        whole = tuple(round(part) for part in parts)
        if any(abs(part - near) > _NEAR for part, near in zip(parts, whole, strict=True)):
            return None
        return self._wanted.get(whole)


def _is_rgb(space: Any) -> bool:
    if isinstance(space, Array) and len(space) == 2 and space[0] == Name.ICCBased:
        return int(space[1].N) == 3
    return bool(space == Name.DeviceRGB)
