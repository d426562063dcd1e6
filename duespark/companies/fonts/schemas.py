"""What crosses HTTP about own fonts."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from duespark.companies.fonts.names import style_name
from duespark.companies.fonts.queries import OwnFontRow
from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFont(Closed):
    """A font file the organization brought. `languages` are those of documents all of whose letters it has; what it lacks is set
    in the fonts that come along. `licensed_by` said that there is a license. `url` gives the file to members only."""

    id: UUID
    family: str
    style: str
    weight: int
    italic: bool
    languages: list[str]
    tabular: bool
    size: int
    licensed_by: str
    url: str
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedFonts(Closed):
    """What was kept of a file: the font in it. Of a variable one those that documents are set in, regular and bold, as far as it
    has these weights; its other axes are at their default."""

    data: list[OwnFont]


def font_for(row: OwnFontRow) -> OwnFont:
    """The font as it is answered."""
    return OwnFont(
        id=row.id,
        family=row.family,
        style=style_name(row.weight, row.italic),
        weight=row.weight,
        italic=row.italic,
        languages=row.languages,
        tabular=row.tabular,
        size=row.size,
        licensed_by=row.licensed_by,
        url=f"/v1/own-fonts/{row.id}/file",
        added_at=row.added_at,
    )
