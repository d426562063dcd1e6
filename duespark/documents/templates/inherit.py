"""Inheritance: a template that extends another says only what it changes, by the id of each block."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from annotated_types import Len
from pydantic import TypeAdapter, ValidationError

from duespark.documents.templates.model import MOST_DEPTH
from duespark.documents.templates.read import InvalidTemplate
from duespark.documents.templates.standard import NAMES, StandardName
from duespark.runtime.field_errors import sentence_of
from duespark.runtime.web import Closed

Id = Annotated[str, Len(1, 40)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Closed):
    """What to do with the block `id` of the base: give it other options, take it out, or put new blocks before or after
    it. Options not named stay."""

    id: Id
    options: dict[str, Any] | None = None
    when: list[dict[str, Any]] | None = None
    remove: bool = False
    before: Annotated[tuple[dict[str, Any], ...], Len(0, 50)] = ()
    after: Annotated[tuple[dict[str, Any], ...], Len(0, 50)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension(Closed):
    """Changes to a base: a standard template by name, or another of one's own by id, as it was published last."""

    extends: StandardName | UUID
    page: dict[str, Any] | None = None
    style: dict[str, Any] | None = None
    changes: Annotated[tuple[Change, ...], Len(0, 200)] = ()


_EXTENSION: TypeAdapter[Extension] = TypeAdapter(Extension)


def read_extension(raw: Mapping[str, Any]) -> Extension:
    """Raises `InvalidTemplate`."""
    if isinstance(raw.get("extends"), str) and raw["extends"] not in NAMES and len(raw["extends"]) != 36:
        problem = f"Use one of {', '.join(NAMES)}, or the id of a template."
        raise InvalidTemplate(pointer="/extends", where="The template", problem=problem)
    try:
        return _EXTENSION.validate_python(raw)
    except ValidationError as error:
        first = error.errors()[0]
        place = "".join(f"/{part}" for part in first["loc"])
        raise InvalidTemplate(pointer=place, where="The template", problem=sentence_of(first)) from error


def extended(base: Mapping[str, Any], extension: Extension) -> dict[str, Any]:
    """The base with every change applied, still to be read. Raises `InvalidTemplate` for a block the base has not.

    >>> base = {"page": {}, "style": {}, "blocks": [{"id": "lines", "type": "lines", "options": {}}]}
    >>> change = Change(id="lines", options={"style": "boxed"}, after=({"id": "end", "type": "spacer"},))
    >>> made = extended(base, Extension(extends="modern", changes=(change,)))
    >>> [block["id"] for block in made["blocks"]], made["blocks"][0]["options"]
    (['lines', 'end'], {'style': 'boxed'})
    """
    made = deepcopy(dict(base))
    made["page"] = {**base["page"], **(extension.page or {})}
    made["style"] = {**base["style"], **(extension.style or {})}
    for at, change in enumerate(extension.changes):
        if not _apply(made["blocks"], change):
            problem = "The base has no block with this id."
            raise InvalidTemplate(pointer=f"/changes/{at}/id", where=f"Block “{change.id}”", problem=problem)
    return made


def _apply(blocks: Any, change: Change, *, depth: int = 1) -> bool:
    """Whether the block was found. What other changes put in may be anything at all; the reader judges it afterwards."""
    if not isinstance(blocks, list) or depth > MOST_DEPTH:
        return False
    for at, block in enumerate(blocks):
        if not isinstance(block, dict):
            continue
        if block.get("id") == change.id:
            blocks[at : at + 1] = _changed(block, change)
            return True
        if _apply(block.get("blocks"), change, depth=depth + 1):
            return True
    return False


def _changed(block: dict[str, Any], change: Change) -> Sequence[dict[str, Any]]:
    kept = [] if change.remove else [block]
    options = block.get("options", {})
    if change.options is not None and isinstance(options, dict):
        block["options"] = {**options, **change.options}
    if change.when is not None:
        block["when"] = change.when
    return [*change.before, *kept, *change.after]
