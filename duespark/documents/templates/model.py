"""What a template is: a page, a style, and blocks as data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from annotated_types import Ge, Le

from duespark.documents.templates.conditions import Condition
from duespark.runtime.web import Closed

MOST_BLOCKS = 200
MOST_DEPTH = 4

Millimeters = Annotated[int, Ge(50), Le(600)]
Margin = Annotated[int, Ge(5), Le(60)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Closed):
    """The paper. `auto` is Letter for a seller in North America and A4 elsewhere; `custom` takes width and height in
    millimeters, which the others ignore. Margins are millimeters too."""

    size: Literal["auto", "a4", "letter", "custom"] = "auto"
    width: Millimeters = 210
    height: Millimeters = 297
    side: Margin = 20
    top: Margin = 16
    bottom: Margin = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Style(Closed):
    """The voice of the whole page. Sizes are points; `labels` is how small headings are written."""

    body: Literal["sans", "serif"] = "sans"
    title: Literal["display", "sans", "serif"] = "display"
    title_size: Annotated[int, Ge(14), Le(72)] = 36
    title_weight: Literal["regular", "bold", "heavy"] = "regular"
    body_size: Annotated[int, Ge(8), Le(12)] = 9
    labels: Literal["plain", "caps"] = "plain"
    gap: Annotated[int, Ge(8), Le(48)] = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block. `options` are those of its type, complete; `when` must all hold for it to be drawn."""

    id: str
    type: str
    options: Mapping[str, Any]
    when: tuple[Condition, ...] = ()
    blocks: tuple["Block", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template that was read and found sound. `raw` is the same as plain JSON values, complete."""

    page: Page
    style: Style
    blocks: tuple[Block, ...]
    raw: Mapping[str, Any]


def can_break_inside(block: Block) -> bool:
    """Whether a page may end between the blocks inside this one: they stand in the flow, and not in a frame of their own."""
    return block.type == "group" and block.options["ground"] == "none" and not block.options["together"]


def every_block(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks and those inside them, from top to bottom."""
    for block in blocks:
        yield block
        yield from every_block(block.blocks)
