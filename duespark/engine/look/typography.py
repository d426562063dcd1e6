"""Sizes, weights and heights of lines by element, within limits that keep a page whole."""

from dataclasses import dataclass, field, fields
from typing import Annotated, Final, Literal

from annotated_types import Interval

from duespark.engine.errors import Invalid
from duespark.engine.invoice.closed import Closed

Count = Annotated[int, Interval(ge=0, le=1000)]
Weight = Literal["", "regular", "bold"]

SIZES: Final = {
    "title": (14, 48), "h1": (12, 28), "h2": (7, 13), "h3": (8, 14), "h4": (8, 14), "h5": (8, 13), "h6": (8, 12),
    "body": (8, 11), "caption": (6, 9),
}  # fmt: skip
"""Least and most points of each element."""
LINE_HEIGHTS: Final = (100, 180)
"""Least and most height of a line, in percent of its letters."""


class SizeOutOfRange(Invalid):
    code = "brand.size_out_of_range"
    sentence = "{element} may have {least} to {most} points, and {size} was asked for. 0 leaves it to the template."


class LineHeightOutOfRange(Invalid):
    code = "brand.line_height_out_of_range"
    sentence = "A line may be {least} to {most} percent high, and {height} was asked for. 0 leaves it to the template."


class CaptionAboveBody(Invalid):
    code = "brand.caption_above_body"
    sentence = "Captions of {caption} points would be larger than the text of {body} points. Make them smaller."


@dataclass(frozen=True, slots=True, kw_only=True)
class Element(Closed):
    """How one kind of text is set: points, weight, and the height of its lines in percent of the size. 0 and the empty
    weight leave it to the template."""

    size: Count = 0
    weight: Weight = ""
    line_height: Count = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Typography(Closed):
    """Each element of a page. On the standard templates `title` is the title, `h1` amounts that stand alone, `h2` headings
    of sections and `h3` headings among the lines; `h4` to `h6` are for templates of one's own."""

    title: Element = field(default=Element())
    h1: Element = field(default=Element())
    h2: Element = field(default=Element())
    h3: Element = field(default=Element())
    h4: Element = field(default=Element())
    h5: Element = field(default=Element())
    h6: Element = field(default=Element())
    body: Element = field(default=Element())
    caption: Element = field(default=Element())


def check_typography(typography: Typography, *, at: str = "/typography") -> Typography:
    """The same, if a page can bear it. Raises `SizeOutOfRange`, `LineHeightOutOfRange`, `CaptionAboveBody`, with pointers
    that begin with `at`.

    >>> check_typography(Typography(body=Element(size=10))).body.size
    10
    """
    for each in fields(typography):
        element: Element = getattr(typography, each.name)
        _check_size(each.name, element.size, f"{at}/{each.name}/size")
        _check_line_height(element.line_height, f"{at}/{each.name}/line_height")
    caption, body = typography.caption.size, typography.body.size
    if caption and body and caption > body:
        raise CaptionAboveBody(pointer=f"{at}/caption/size", caption=caption, body=body)
    return typography


def _check_size(name: str, size: int, pointer: str) -> None:
    least, most = SIZES[name]
    if size and not least <= size <= most:
        facts = {"element": name.capitalize(), "least": least, "most": most, "size": size}
        raise SizeOutOfRange(pointer=pointer, **facts)


def _check_line_height(height: int, pointer: str) -> None:
    least, most = LINE_HEIGHTS
    if height and not least <= height <= most:
        raise LineHeightOutOfRange(pointer=pointer, least=least, most=most, height=height)
