"""The inks a press prints a brand's colors with, in percent, as print shops ask for them."""

from dataclasses import dataclass, fields
from typing import Annotated, Final

from annotated_types import Interval

from duespark.engine.errors import Invalid
from duespark.engine.invoice.closed import Closed
from duespark.engine.look.palette import Palette, Role, accent_of

Percent = Annotated[int, Interval(ge=0, le=100)]
MOST: Final = 300
"""Percent of all four inks together that coated paper takes (ISO 12647-2:2013, 4.3.2.2 has 300 to 350); more does not dry."""


class TooMuchInk(Invalid):
    code = "brand.too_much_ink"
    sentence = "{total} percent of ink would not dry: paper takes {most} in all. Take some of the four away."


class InksDiffer(Invalid):
    code = "brand.inks_differ"
    sentence = "{color} has other inks as {other}. One color is printed with the same inks wherever it stands."


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink(Closed):
    """Cyan, magenta, yellow and black, each 0 to 100 percent."""

    cyan: Percent
    magenta: Percent
    yellow: Percent
    black: Percent

    @property
    def total(self) -> int:
        return self.cyan + self.magenta + self.yellow + self.black

    def __str__(self) -> str:
        return f"{self.cyan} {self.magenta} {self.yellow} {self.black}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inks(Closed):
    """The inks of each role of a palette; none where nobody chose them, and that color stays one of screens."""

    primary: Ink | None = None
    secondary: Ink | None = None
    accent: Ink | None = None
    heading: Ink | None = None
    body: Ink | None = None
    muted: Ink | None = None
    surface: Ink | None = None


ROLES: Final[tuple[Role, ...]] = ("primary", "secondary", "accent", "heading", "body", "muted", "surface")


def colors_of(palette: Palette) -> dict[Role, str]:
    """Each role's color as it is on paper: one that is empty follows from the others.

    >>> colors_of(Palette(primary="#0F766E", body="#111111"))["secondary"]
    '#111111'
    """
    said: dict[Role, str] = {role: getattr(palette, role) for role in ROLES}
    return said | {"accent": accent_of(palette), "secondary": palette.secondary or palette.body}


def printed_inks(palette: Palette, inks: Inks) -> dict[str, Ink]:
    """The inks by color, for the paper.

    >>> printed_inks(Palette(), Inks(body=Ink(cyan=0, magenta=0, yellow=0, black=100)))
    {'#1C1917': Ink(cyan=0, magenta=0, yellow=0, black=100)}
    """
    colors = colors_of(palette)
    return {colors[role]: ink for role in ROLES if (ink := getattr(inks, role)) is not None}


def check_inks(inks: Inks, palette: Palette, *, at: str = "/inks") -> Inks:
    """The same, if a press can print it; the palette is a tidy one. Raises `TooMuchInk` and `InksDiffer`, with pointers
    that begin with `at`.

    >>> check_inks(Inks(body=Ink(cyan=90, magenta=80, yellow=80, black=90)), Palette())
    Traceback (most recent call last):
        ...
    duespark.engine.look.inks.TooMuchInk: 340 percent of ink would not dry: paper takes 300 in all. Take some of the four away.
    """
    colors, first = colors_of(palette), dict[str, Role]()
    for each in fields(inks):
        ink: Ink | None = getattr(inks, each.name)
        if ink is None:
            continue
        if ink.total > MOST:
            raise TooMuchInk(pointer=f"{at}/{each.name}", total=ink.total, most=MOST)
        role = next(role for role in ROLES if role == each.name)
        before = first.setdefault(colors[role], role)
        if getattr(inks, before) != ink:
            raise InksDiffer(pointer=f"{at}/{role}", color=colors[role], other=before)
    return inks
