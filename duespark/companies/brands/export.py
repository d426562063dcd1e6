"""The brands of a company as a table."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from duespark.companies.brands.queries import BrandRow, find_brands
from duespark.engine.look.inks import Ink
from duespark.engine.look.palette import accent_of
from duespark.runtime.tx import Tx

_AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandLine:
    """One brand, as it is used: an accent nobody chose is the one that follows from the main color. Inks are percents of cyan,
    magenta, yellow and black."""

    name: str
    default: str
    archived: str
    primary: str
    accent: str
    secondary: str
    heading: str
    body: str
    muted: str
    surface: str
    heading_font: str
    body_font: str
    logo_position: str
    logos: str
    white_label: str
    primary_inks: str
    accent_inks: str
    secondary_inks: str
    heading_inks: str
    body_inks: str
    muted_inks: str
    surface_inks: str
    updated_at: datetime
    id: UUID


COLUMNS = tuple(BrandLine.__dataclass_fields__)


async def walk_brands(tx: Tx, company_id: UUID, *, q: str, archived: bool) -> AsyncIterator[BrandLine]:
    """Every brand that matches, by name. Raises `CompanyNotFound` at the first."""
    cursor: str | None = None
    while True:
        rows, cursor, _ = await find_brands(tx, company_id, q=q, archived=archived, limit=_AT_ONCE, cursor=cursor)
        for row in rows:
            yield _line(row)
        if cursor is None:
            return


def _line(row: BrandRow) -> BrandLine:
    palette, fonts, inks = row.design.palette, row.design.fonts, row.design.inks
    return BrandLine(
        name=row.name,
        default="yes" if row.is_default else "no",
        archived="no" if row.archived_at is None else "yes",
        primary=palette.primary,
        accent=accent_of(palette),
        secondary=palette.secondary,
        heading=palette.heading,
        body=palette.body,
        muted=palette.muted,
        surface=palette.surface,
        heading_font=fonts.heading,
        body_font=fonts.body,
        logo_position=row.design.logo_position,
        logos="; ".join(variant for variant, logo in row.logos.items() if logo.own),
        white_label="yes" if row.design.white_label else "no",
        primary_inks=_inks(inks.primary),
        accent_inks=_inks(inks.accent),
        secondary_inks=_inks(inks.secondary),
        heading_inks=_inks(inks.heading),
        body_inks=_inks(inks.body),
        muted_inks=_inks(inks.muted),
        surface_inks=_inks(inks.surface),
        updated_at=row.updated_at,
        id=row.id,
    )


def _inks(ink: Ink | None) -> str:
    return str(ink) if ink else ""
