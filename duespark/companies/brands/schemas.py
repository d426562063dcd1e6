"""What crosses HTTP about brands."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import StringConstraints

from duespark.companies.brands.design import Design, Variant
from duespark.companies.brands.press import InkReading
from duespark.companies.brands.queries import BrandRow
from duespark.companies.fonts.families import Family, Pairing
from duespark.engine.look.palette import Pair, Role, accent_of, pairs
from duespark.runtime.web import Closed

Name = Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandIn(Closed):
    """A brand as it should be. Colors that cannot be read are refused, with the nearest that can."""

    name: Name
    design: Design = field(default=Design())


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBrand(BrandIn):
    """A new brand; `copy_of` another one takes over its design and logos instead of the design given."""

    copy_of: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ColorPair(Closed):
    """Two colors that meet on a page: how far apart they are, how far they must be, and, where that is not enough, what the
    color of `role` should be. Ratios are text."""

    role: Role
    color: str
    ground: str
    ground_role: Literal["paper", "surface", "primary"]
    ratio: str
    needed: str
    passes: bool
    nearest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContrastIn(Closed):
    """A design to be measured."""

    design: Design


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast(Closed):
    """Every pair of a palette. `accent` is what is due, as print shows it."""

    passes: bool
    accent: str
    pairs: list[ColorPair]


@dataclass(frozen=True, slots=True, kw_only=True)
class InkReadings(Closed):
    """Every role of a palette."""

    data: list[InkReading]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFamily(Closed):
    """A family the organization brought, with the styles there are of it."""

    family: str
    styles: list[str]
    tabular: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Fonts(Closed):
    """The families that come along and the organization's own, and which go well together."""

    data: list[Family]
    own: list[OwnFamily]
    pairings: list[Pairing]


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandLogo(Closed):
    """`own` was uploaded for this variant; another was made from the full logo."""

    variant: Variant
    url: str
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand(Closed):
    """A brand of a company; the default one draws what nobody chose another one for."""

    id: UUID
    company_id: UUID
    name: str
    design: Design
    logos: list[BrandLogo]
    contrast: Contrast
    is_default: bool
    archived: bool
    version: int
    created_at: datetime
    updated_at: datetime


def brand_for(row: BrandRow) -> Brand:
    """The brand as it is answered."""
    return Brand(
        id=row.id,
        company_id=row.company_id,
        name=row.name,
        design=row.design,
        logos=[BrandLogo(variant=name, url=_url(row, name), own=logo.own) for name, logo in row.logos.items()],
        contrast=contrast_of(row.design),
        is_default=row.is_default,
        archived=row.archived_at is not None,
        version=row.version,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def contrast_of(design: Design) -> Contrast:
    """How well a design's colors can be read. Raises `NotAColor`."""
    found = pairs(design.palette, title_size=design.typography.title.size)
    return Contrast(
        passes=all(pair.passes for pair in found),
        accent=accent_of(design.palette),
        pairs=[_pair(pair) for pair in found],
    )


def _pair(pair: Pair) -> ColorPair:
    return ColorPair(
        role=pair.role,
        color=pair.color,
        ground=pair.ground,
        ground_role=pair.ground_role,
        ratio=f"{int(pair.ratio * 100) / 100:.2f}",
        needed=f"{pair.needed:.1f}",
        passes=pair.passes,
        nearest=pair.nearest,
    )


def _url(row: BrandRow, variant: Variant) -> str:
    """Changes with the picture, so that browsers may keep it."""
    seen = row.logos[variant].key.rpartition("/")[2][:12]
    return f"/v1/companies/{row.company_id}/brands/{row.id}/logo?variant={variant}&v={seen}"
