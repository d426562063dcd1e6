"""What a press makes of a brand's inks, and which inks come near to its colors."""

import asyncio
from dataclasses import dataclass
from functools import cache

from duespark.adapters.pdf.inks import profile
from duespark.companies.brands.design import Design
from duespark.engine.look.inks import MOST, ROLES, Ink, colors_of
from duespark.engine.look.lab import difference, lab_of, shown
from duespark.engine.look.palette import Role, tidied
from duespark.engine.look.press import VISIBLE, Press, read_press, suggested
from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof(Closed):
    """Inks as they look on paper. `difference` is to the color of the screen (CIEDE2000, as text); from 5 on `is_visible`.
    What adds up to more than 300 percent does not `dry`, and is not saved."""

    ink: Ink
    shown: str
    difference: str
    is_visible: bool
    total: int
    dries: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InkReading(Closed):
    """A role's color on the page, the inks chosen for it, and those that come near to it."""

    role: Role
    color: str
    chosen: Proof | None
    suggestion: Proof


@cache
def the_press() -> Press:
    """Offset on coated paper."""
    return read_press(profile())


async def read_inks(design: Design) -> list[InkReading]:
    """Each role of a design; nothing is refused but what is no color. Raises `NotAColor`."""
    colors = colors_of(tidied(design.palette, at="/design/palette"))
    return await asyncio.to_thread(lambda: [_reading(role, colors[role], design) for role in ROLES])


def _reading(role: Role, color: str, design: Design) -> InkReading:
    ink: Ink | None = getattr(design.inks, role)
    chosen = _proof(ink, color) if ink else None
    return InkReading(role=role, color=color, chosen=chosen, suggestion=_proof(suggested(the_press(), color), color))


def _proof(ink: Ink, color: str) -> Proof:
    lab = the_press().lab(ink)
    far = difference(lab, lab_of(color))
    return Proof(
        ink=ink,
        shown=shown(lab),
        difference=f"{far:.1f}",
        is_visible=far >= VISIBLE,
        total=ink.total,
        dries=ink.total <= MOST,
    )
