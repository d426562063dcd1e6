"""The families of letters that come with the program for brands, and which go well together."""

import json
from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

from duespark.engine.errors import Invalid, NotFound
from duespark.runtime.web import Closed

Style = Literal["Regular", "SemiBold", "Bold", "Italic"]
_FOLDER: Final = Path(__file__).parents[2] / "fonts" / "brand"
_OF_THE_PROGRAM: Final = (
    "Inter", "Inter Display", "Instrument Serif", "DueSpark Serif", "Liberation Sans", "Noto Sans Arabic", "Noto Sans Hebrew",
    "Noto Sans Devanagari", "Noto Sans Thai", "Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Sans CJK TC", "Noto Sans CJK KR",
)  # fmt: skip
"""Families that documents are set in where a brand chose none, or where one lacks a letter."""


class UnknownFamily(Invalid):
    code = "brand.unknown_family"
    sentence = "There is no font named {family}. GET /v1/fonts lists those there are."


class NoFont(NotFound):
    code = "font.not_found"
    sentence = "There is no font {family} {style}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Family(Closed):
    """A family: its kind, the styles it has, and whether its figures can be of one width, so that amounts stand in columns.
    All have the letters of European languages in Latin script; other scripts are set in the program's own fonts."""

    family: str
    kind: Literal["sans", "serif", "mono"]
    styles: tuple[Style, ...]
    tabular: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing(Closed):
    """A family for titles and one for text that go well together, and for whom."""

    heading: str
    body: str
    mood: str


PAIRINGS: Final = (
    Pairing(heading="EB Garamond", body="Work Sans", mood="Bookish and calm"),
    Pairing(heading="Cormorant Garamond", body="Mulish", mood="Elegant: weddings, hotels, jewelry"),
    Pairing(heading="Fraunces", body="Figtree", mood="Warm: cafés, makers, shops"),
    Pairing(heading="Libre Baskerville", body="Open Sans", mood="Established: law, accounting"),
    Pairing(heading="Newsreader", body="Public Sans", mood="Editorial: writers, publishers"),
    Pairing(heading="Montserrat", body="Open Sans", mood="Modern and open"),
    Pairing(heading="Space Grotesk", body="Karla", mood="Technical: software, engineering"),
    Pairing(heading="Outfit", body="Plus Jakarta Sans", mood="Young and round: studios, start-ups"),
    Pairing(heading="Archivo", body="Archivo", mood="Plain and strong: trades, building"),
    Pairing(heading="Bitter", body="Barlow", mood="Sturdy: workshops, logistics"),
    Pairing(heading="Manrope", body="Manrope", mood="Clean: consulting, finance"),
    Pairing(heading="JetBrains Mono", body="Red Hat Text", mood="For those who write code"),
)


@lru_cache(maxsize=1)
def families() -> dict[str, Family]:
    """Every family by its name."""
    found = json.loads((_FOLDER / "families.json").read_text())
    return {one["family"]: Family(**{**one, "styles": tuple(one["styles"])}) for one in found}


@lru_cache(maxsize=1)
def known_names() -> Set[str]:
    """The names of all families that come along, in lower case."""
    return frozenset(name.casefold() for name in (*families(), *_OF_THE_PROGRAM))


def check_family(family: str, *, own: Set[str], pointer: str) -> None:
    """Raises `UnknownFamily` for a name that is neither of a family that comes along nor among the `own` ones; empty leaves
    it to the template."""
    if family and family not in families() and family not in own:
        raise UnknownFamily(family=family[:80], pointer=pointer)


def read_font(family: str, style: str) -> bytes:
    """The font file of a family's style, as TTF. Raises `NoFont`."""
    known = families().get(family)
    if known is None or style not in known.styles:
        raise NoFont(family=family[:80], style=style[:20])
    return (_FOLDER / f"{family.replace(' ', '')}-{style}.ttf").read_bytes()
