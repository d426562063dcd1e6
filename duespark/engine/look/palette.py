"""A brand's palette: seven roles, and which of them meet on a page as text and ground."""

from dataclasses import dataclass, fields, replace
from typing import Final, Literal

from duespark.engine.errors import Invalid
from duespark.engine.invoice.closed import Closed
from duespark.engine.look.color import (
    DEFAULT,
    PAPER,
    READABLE,
    READABLE_LARGE,
    check_color,
    contrast,
    nearest_readable,
    readable_on,
    text_on,
)

Role = Literal["primary", "secondary", "accent", "heading", "body", "muted", "surface"]
LARGE: Final = 18
"""Points from which text is large (WCAG 2.1, "large scale")."""
_OPTIONAL: Final = ("secondary", "accent")
_ON_PAPER: Final[tuple[Role, ...]] = ("heading", "body", "muted", "secondary", "accent")
_ON_SURFACE: Final[tuple[Role, ...]] = ("body", "muted", "secondary", "accent")


class HardToRead(Invalid):
    code = "brand.hard_to_read"
    sentence = (
        "{color} on {ground} has a contrast of {ratio}, and text needs {needed}. The nearest color that can be read is"
        " {nearest}."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette(Closed):
    """Colors by role, each `#RRGGBB`. `primary` is the ground of bands, buttons and table heads; `secondary` rules and the
    headings of sections, `accent` what is due and links: empty, they follow from the others. `surface` is the ground of
    tinted rows and boxes."""

    primary: str = DEFAULT
    secondary: str = ""
    accent: str = ""
    heading: str = "#1C1917"
    body: str = "#1C1917"
    muted: str = "#57534E"
    surface: str = "#F7F6F4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two colors that meet on a page. `nearest` is what `role` should be to pass, and the color itself where it does."""

    role: Role
    color: str
    ground: str
    ground_role: Literal["paper", "surface", "primary"]
    ratio: float
    needed: float
    passes: bool
    nearest: str


def check_palette(palette: Palette, *, title_size: int = 0, at: str = "/palette") -> Palette:
    """The palette in capitals. Raises `NotAColor`, and `HardToRead` for the first pair that cannot be read, with pointers
    that begin with `at`.

    >>> check_palette(Palette(body="#999999"))
    Traceback (most recent call last):
        ...
    duespark.engine.look.palette.HardToRead: #999999 on #FFFFFF has a contrast of 2.8, and text needs 4.5. The nearest color that can be read is #717171.
    """
    tidy = tidied(palette, at=at)
    for pair in pairs(tidy, title_size=title_size):
        if not pair.passes:
            raise HardToRead(
                pointer=f"{at}/{pair.role}",
                color=pair.color,
                ground=pair.ground,
                ratio=f"{_floor(pair.ratio):.1f}",
                needed=f"{pair.needed:.1f}",
                nearest=pair.nearest,
            )
    return tidy


def tidied(palette: Palette, *, at: str = "/palette") -> Palette:
    """The palette in capitals. Raises `NotAColor`.

    >>> tidied(Palette(primary="#aabbcc")).primary
    '#AABBCC'
    """
    given = {each.name: getattr(palette, each.name) for each in fields(palette)}
    tidy = {
        name: "" if name in _OPTIONAL and not color else check_color(color, pointer=f"{at}/{name}")
        for name, color in given.items()
    }
    return replace(palette, **tidy)


def pairs(palette: Palette, *, title_size: int = 0) -> tuple[Pair, ...]:
    """Every pair of colors that meets on a page, in the order a page is read; `title_size` in points, 0 where the template
    decides.

    Text is measured on paper first, and is what has to move; the surface then has to bear what can be read on paper.

    >>> [pair.role for pair in pairs(Palette(muted="#AAAAAA")) if not pair.passes]
    ['muted']
    """
    said = [role for role in _ON_PAPER if getattr(palette, role)]
    found = [_on_paper(palette, role, title_size) for role in said]
    legible = {pair.role for pair in found if pair.passes}
    found += [_on_surface(palette, role, legible) for role in _ON_SURFACE if getattr(palette, role)]
    found.append(_automatic("primary", text_on(palette.primary), palette.primary, "primary"))
    return tuple(found)


def accent_of(palette: Palette) -> str:
    """The accent as text on paper: as chosen, else the primary color made readable.

    >>> accent_of(Palette(primary="#FFE600")), accent_of(Palette(accent="#1D4ED8"))
    ('#807300', '#1D4ED8')
    """
    return palette.accent or readable_on(PAPER, palette.primary)


def _on_paper(palette: Palette, role: Role, title_size: int) -> Pair:
    color = str(getattr(palette, role))
    needed = READABLE_LARGE if role == "heading" and title_size >= LARGE else READABLE
    ratio = contrast(color, PAPER)
    grounds = [PAPER] if role == "heading" else [PAPER, _usual_surface(palette)]
    nearest = color if ratio >= needed else nearest_readable(color, grounds, ratio=needed)
    return Pair(
        role=role, color=color, ground=PAPER, ground_role="paper", ratio=ratio, needed=needed, passes=ratio >= needed,
        nearest=nearest,
    )  # fmt: skip


def _usual_surface(palette: Palette) -> str:
    """The surface where black can be read on it, so that a color moved for the paper need not move again."""
    return palette.surface if contrast("#000000", palette.surface) >= READABLE * 2 else PAPER


def _on_surface(palette: Palette, role: Role, legible: set[Role]) -> Pair:
    color = str(getattr(palette, role))
    ratio = contrast(color, palette.surface)
    texts = [str(getattr(palette, each)) for each in _ON_SURFACE if each in legible]
    passes = ratio >= READABLE or role not in legible
    nearest = palette.surface if passes else nearest_readable(palette.surface, texts)
    return Pair(
        role="surface", color=palette.surface, ground=color, ground_role="surface", ratio=ratio, needed=READABLE,
        passes=passes, nearest=nearest,
    )  # fmt: skip


def _automatic(role: Role, color: str, ground: str, ground_role: Literal["primary"]) -> Pair:
    return Pair(
        role=role, color=color, ground=ground, ground_role=ground_role, ratio=contrast(color, ground), needed=READABLE,
        passes=True, nearest=color,
    )  # fmt: skip


def _floor(ratio: float) -> float:
    """To one decimal, never up: 4.49 is not 4.5."""
    return int(ratio * 10) / 10
