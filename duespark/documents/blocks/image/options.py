"""Options of a picture."""

from dataclasses import dataclass
from typing import Annotated, Literal

from annotated_types import Ge, Le, Len
from pydantic import AfterValidator

from duespark.documents.view_logo import picture_url
from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Closed):
    """A PNG or JPEG as a data URL, at most 300 kB; `alt` says what it shows to who cannot see it."""

    data: Annotated[str, Len(1, 400_000), AfterValidator(picture_url)]
    alt: Annotated[str, Len(1, 200)]
    width: Annotated[int, Ge(5), Le(180)] = 40
    align: Literal["start", "center", "end"] = "start"
