"""What a brand decides of a page, and the rules it must keep."""

from collections.abc import Set
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Literal

from pydantic import TypeAdapter

from duespark.companies.fonts.families import check_family
from duespark.engine.look.inks import Inks, check_inks
from duespark.engine.look.palette import Palette, check_palette
from duespark.engine.look.typography import Typography, check_typography
from duespark.runtime.web import Closed

LogoPosition = Literal["template", "start", "center", "end", "full"]
Variant = Literal["full", "mono", "favicon"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FontChoice(Closed):
    """Families for titles and for everything else; empty leaves it to the template."""

    heading: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Design(Closed):
    """Colors, letters, and where the logo stands at the head of the page: `start` is left, and right where the language is read
    from there, `full` as wide as the page, `template` where the template has it. `white_label` leaves this program's name
    off documents, public pages and mails. `inks` are for PDFs alone: what a press prints a color with."""

    palette: Palette = field(default=Palette())
    fonts: FontChoice = field(default=FontChoice())
    typography: Typography = field(default=Typography())
    logo_position: LogoPosition = "template"
    white_label: bool = False
    inks: Inks = field(default=Inks())


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Design]:
    return TypeAdapter(Design)


def check_design(design: Design, *, own: Set[str]) -> Design:
    """The design with tidy fields; `own` are the families the organization brought.

    Raises `NotAColor`, `HardToRead`, `UnknownFamily` and what `check_typography` and `check_inks` raise.
    """
    check_fonts(design.fonts, own=own)
    typography = check_typography(design.typography, at="/design/typography")
    palette = check_palette(design.palette, title_size=typography.title.size, at="/design/palette")
    check_inks(design.inks, palette, at="/design/inks")
    return replace(design, palette=palette)


def check_fonts(fonts: FontChoice, *, own: Set[str]) -> None:
    """Raises `UnknownFamily`."""
    for place in ("heading", "body"):
        check_family(getattr(fonts, place), own=own, pointer=f"/design/fonts/{place}")


def read_design(json: str) -> Design:
    """A design that was stored; what it does not say is as it always was."""
    return _adapter().validate_json(json)


def design_of(look: dict[str, Any]) -> Design:
    """The design in a look that was frozen."""
    return _adapter().validate_python({name: look[name] for name in Design.__dataclass_fields__ if name in look})
