"""What crosses HTTP about saved views."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from annotated_types import Len
from pydantic import Field, StringConstraints

from duespark.runtime.web import Closed

ListName = Literal["invoices", "clients", "payments"]
Name = Annotated[str, StringConstraints(min_length=1, max_length=60, strip_whitespace=True)]
Key = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[a-z_]+$")]
Value = Annotated[str, Len(0, 200)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedViewIn(Closed):
    """A name for a list as one looks at it. `filters` are query parameters of the list, each with its values."""

    list: ListName
    name: Name
    shared: bool = False
    filters: Annotated[
        dict[Key, Annotated[tuple[Value, ...], Len(1, 50)]],
        Len(0, 30),
        Field(json_schema_extra={"additionalProperties": False}),
    ]
    sort: Annotated[str, StringConstraints(max_length=40, pattern=r"^-?[a-z_]*$")] = ""
    columns: Annotated[tuple[Key, ...], Len(0, 30)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView(Closed):
    """A saved view; `mine` tells that the person who asks made it, `owner_name` who else did."""

    id: UUID
    list: ListName
    name: str
    shared: bool
    mine: bool
    owner_name: str
    filters: dict[str, tuple[str, ...]]
    sort: str
    columns: tuple[str, ...]
    version: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedViews(Closed):
    data: list[SavedView]
