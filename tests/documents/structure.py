"""The structure tree of a PDF (ISO 32000-1, 14.7) as a screen reader walks it: what each part says and where it stands.

Texts are read from the file itself, by the tables that map its glyphs to letters; places are as PDFium draws them.
"""

import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
import pypdfium2
from pypdfium2 import raw

Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points."""


@dataclass
class Part:
    """An element, or a piece of what a page shows (whose `tag` is empty)."""

    tag: str
    text: str = ""
    page: int = -1
    box: Box | None = None
    parts: list["Part"] = field(default_factory=list)

    def walk(self) -> Iterator["Part"]:
        """This part and all within, as they are read out."""
        yield self
        for part in self.parts:
            yield from part.walk()


def structure(pdf: bytes) -> Part:
    """The whole tree."""
    drawn = pypdfium2.PdfDocument(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        pages = {page.objgen: at for at, page in enumerate(file.pages)}
        said = [_said(page) for page in file.pages]
        boxes = [_boxes(drawn[at]) for at in range(len(drawn))]

        def read(node: Any, page: int) -> Part:
            page = pages[node.Pg.objgen] if "/Pg" in node else page
            made = Part(str(node.get("/S", "/Root"))[1:])
            inner = node.get("/K", [])
            for one in inner if isinstance(inner, pikepdf.Array) else [inner]:
                if isinstance(one, int):
                    made.parts.append(Part("", said[page].get(one, ""), page, boxes[page].get(one)))
                elif "/S" in one:
                    made.parts.append(read(one, page))
            return _summed(made)

        return read(file.Root.StructTreeRoot, -1)


def _summed(part: Part) -> Part:
    part.text = "".join(one.text for one in part.parts)
    placed = [one for one in part.parts if one.box]
    if placed:
        part.page = placed[0].page
        sides = list(zip(*(one.box for one in placed if one.box and one.page == part.page), strict=True))
        part.box = (min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3]))
    return part


def _boxes(page: pypdfium2.PdfPage) -> dict[int, Box]:
    """Where pieces stand, by the ids their content is marked with; those that leave no ink stand nowhere."""
    found: dict[int, Box] = {}
    for one in page.get_objects(max_depth=1):
        id = raw.FPDFPageObj_GetMarkedContentID(one.raw)
        left, bottom, right, top = one.get_bounds()
        if id < 0 or right - left < 0.1:
            continue
        known = found.get(id, (left, bottom, right, top))
        found[id] = (min(left, known[0]), min(bottom, known[1]), max(right, known[2]), max(top, known[3]))
    return found


def _said(page: Any) -> dict[int, str]:
    """What pieces say, by the same ids. Words from right to left stand in the file as they are seen: they are turned round."""
    fonts = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    glyphs: dict[int, list[str]] = {}
    marks: list[tuple[int, str | None]] = []
    font: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            font = fonts[str(operands[0])]
        elif str(operator) in ("BMC", "BDC"):
            facts = operands[1] if len(operands) > 1 else {}
            if isinstance(facts, pikepdf.Name):
                facts = page.Resources.Properties[facts]
            own = int(facts["/MCID"]) if "/MCID" in facts else marks[-1][0] if marks else -1
            instead = str(facts["/ActualText"]) if "/ActualText" in facts else None
            marks.append((own, instead))
            if instead is not None:
                glyphs.setdefault(own, []).append(instead)
        elif str(operator) == "EMC":
            marks.pop()
        elif str(operator) in ("Tj", "TJ") and marks and all(instead is None for _, instead in marks):
            for shown in operands[0] if str(operator) == "TJ" else [operands[0]]:
                if isinstance(shown, pikepdf.String):
                    codes = memoryview(bytes(shown)).cast("B")
                    glyphs.setdefault(marks[-1][0], []).extend(
                        font[codes[at] << 8 | codes[at + 1]] for at in range(0, len(codes), 2)
                    )
    return {id: "".join(reversed(each) if _is_leftward(each) else each) for id, each in glyphs.items()}


def _is_leftward(glyphs: list[str]) -> bool:
    return any(
        unicodedata.bidirectional(letter) in ("R", "AL") for glyph in glyphs for letter in glyph if letter.isalpha()
    )


def _letters(font: Any) -> dict[int, str]:
    """What each glyph of a font stands for (ToUnicode, 9.10.3)."""
    table, found = font.ToUnicode.read_bytes().decode("latin-1"), {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            start = bytes.fromhex(text).decode("utf-16-be")
            for code in range(int(first, 16), int(last, 16) + 1):
                found[code] = start[:-1] + chr(ord(start[-1]) + code - int(first, 16))
    return found
