"""Begin a template, and change its draft. Nothing that is printed changes until the draft is published."""

from typing import Any
from uuid import UUID

import asyncpg
import orjson

from duespark.accounts.audit import audit
from duespark.documents.source.first import first_source
from duespark.documents.templates.design import Kind, kind_of
from duespark.documents.templates.problems import check_design
from duespark.documents.templates.queries import TemplateRow, get_template, lock_template, resolved
from duespark.documents.templates.read import InvalidTemplate, in_content
from duespark.documents.templates.standard import StandardName, standard_template
from duespark.engine.errors import Conflict
from duespark.runtime.db import Q
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx
from duespark.runtime.web import ChangedElsewhere

_INSERT = Q(
    "INSERT INTO templates (org_id, id, kind, name, draft, created_at, updated_at) VALUES (CAST(:org AS uuid),"
    " CAST(:id AS uuid), :kind, :name, :draft, CAST(:now AS timestamptz), CAST(:now AS timestamptz))"
)
_UPDATE = Q(
    "UPDATE templates SET name = :name, draft = :draft, updated_at = CAST(:now AS timestamptz), version = version + 1"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)


class NameTaken(Conflict):
    code = "template.name_taken"
    sentence = "There is a template named {name} already. Choose another name."


async def create_template(
    tx: Tx, *, name: str, standard: StandardName, inherit: bool, kind: Kind = "blocks"
) -> TemplateRow:
    """A new template, begun from a standard one: its copy, or an extension of it; a source begins with an example.

    Raises `NameTaken`.
    """
    content = {"extends": standard, "changes": []} if inherit else dict(standard_template(standard).raw)
    if kind == "source":
        content = dict(first_source().raw)
    id = new_id()
    try:
        async with tx.savepoint():
            await _INSERT.run(tx.conn, org=tx.org_id, id=id, kind=kind, name=name, draft=_json(content), now=tx.now)
    except asyncpg.UniqueViolationError as error:
        raise NameTaken(pointer="/name", name=name) from error
    after = {"kind": kind, "name": name, "standard": standard, "inherit": inherit}
    await audit(tx, "template.create", subject="template", id=id, after=after)
    return await get_template(tx, id)


async def change_template(tx: Tx, id: UUID, *, name: str, content: dict[str, Any], version: int) -> TemplateRow:
    """Replace the draft, once it is sound. Raises `TemplateNotFound`, `InvalidTemplate`, `NameTaken`, `ChangedElsewhere`."""
    before = await lock_template(tx, id)
    if before.version != version:
        raise ChangedElsewhere(before.version)
    if kind_of(content) != before.kind:
        problem = "A template stays of its kind: made of blocks, or a source. Begin another one."
        raise InvalidTemplate(pointer="/content/kind", where="The template", problem=problem)
    with in_content(content):
        await check_design(await resolved(tx, content, of=id))
    try:
        async with tx.savepoint():
            await _UPDATE.run(tx.conn, org=tx.org_id, id=id, name=name, draft=_json(content), now=tx.now)
    except asyncpg.UniqueViolationError as error:
        raise NameTaken(pointer="/name", name=name) from error
    was, now = {"name": before.name, "content": before.content}, {"name": name, "content": content}
    await audit(tx, "template.change", subject="template", id=id, before=was, after=now)
    return await get_template(tx, id)


def _json(content: dict[str, Any]) -> str:
    return orjson.dumps(content).decode()
