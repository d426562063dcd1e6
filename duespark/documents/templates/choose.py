"""Choose which template draws: of a company, for a client, of a kind of document, or of all."""

from dataclasses import dataclass
from uuid import UUID

import asyncpg

from duespark.accounts.audit import audit
from duespark.clients.queries import get_client
from duespark.companies.queries import get_company
from duespark.documents.templates.design import Design, design_of
from duespark.documents.templates.queries import lock_template
from duespark.documents.templates.standard import NAMES, STANDARD, StandardName, standard_template
from duespark.engine.errors import Conflict, Invalid
from duespark.engine.invoice.document import DocumentKind
from duespark.runtime.db import Q
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx

_AT = (
    "org_id = CAST(:org AS uuid) AND company_id IS NOT DISTINCT FROM CAST(:company AS uuid)"
    " AND client_id IS NOT DISTINCT FROM CAST(:client AS uuid) AND kind IS NOT DISTINCT FROM CAST(:kind AS text)"
)
_DROP = Q(f"DELETE FROM template_choices WHERE {_AT} RETURNING template_id, standard")
_PUT = Q(
    "INSERT INTO template_choices (org_id, id, company_id, client_id, kind, template_id, standard)"
    " VALUES (CAST(:org AS uuid), CAST(:id AS uuid), CAST(:company AS uuid), CAST(:client AS uuid), CAST(:kind AS text),"
    " CAST(:template AS uuid), CAST(:standard AS text))"
)
_FIND = Q(
    "SELECT company_id, client_id, kind, template_id, standard FROM template_choices WHERE org_id = CAST(:org AS uuid)"
    " AND (CAST(:seen AS uuid[]) IS NULL OR company_id IS NULL OR company_id = ANY(CAST(:seen AS uuid[])))"
    " ORDER BY company_id NULLS FIRST, client_id NULLS FIRST, kind NULLS FIRST"
)
_CHOSEN = Q(
    "SELECT c.template_id, c.standard, t.published AS number, d.content FROM template_choices AS c"
    " LEFT JOIN templates AS t ON t.org_id = c.org_id AND t.id = c.template_id"
    " LEFT JOIN template_versions AS v ON v.org_id = t.org_id AND v.template_id = t.id AND v.number = t.published"
    " LEFT JOIN template_designs AS d ON d.org_id = v.org_id AND d.hash = v.hash"
    " WHERE c.org_id = CAST(:org AS uuid) AND (c.company_id IS NULL OR c.company_id = CAST(:company AS uuid))"
    " AND (c.client_id IS NULL OR c.client_id = CAST(:client AS uuid)) AND (c.kind IS NULL OR c.kind = :kind)"
    " ORDER BY c.client_id NULLS LAST, c.company_id NULLS LAST, c.kind NULLS LAST LIMIT 1"
)


class NotPublished(Conflict):
    code = "template.not_published"
    sentence = "The template “{name}” was never published. Publish it, then choose it."


class TemplateArchived(Conflict):
    code = "template.archived"
    sentence = "The template “{name}” is archived. Take it out of the archive, or choose another one."


class OneTemplate(Invalid):
    code = "template.choose_one"
    sentence = "Give either template_id or standard, or neither to undo the choice."


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The template that draws, and which it is: a version of one's own, or a standard one."""

    template: Design
    template_id: UUID | None = None
    number: int | None = None
    standard: StandardName | None = None


async def choose_template(
    tx: Tx, *, company_id: UUID | None, client_id: UUID | None, kind: DocumentKind | None,
    template_id: UUID | None, standard: StandardName | None,
) -> None:  # fmt: skip
    """Set what draws there, or undo the choice when neither is given. What was issued keeps its look.

    Raises `OneTemplate`, `NotPublished`, `TemplateArchived`, `TemplateNotFound`, `CompanyNotFound`, `ClientNotFound`.
    """
    if template_id is not None and standard is not None:
        raise OneTemplate(pointer="/template_id")
    if company_id is not None:
        await get_company(tx, company_id)
    if client_id is not None:
        await get_client(tx, client_id)
    if template_id is not None:
        row = await lock_template(tx, template_id)
        if row.archived_at is not None:
            raise TemplateArchived(pointer="/template_id", name=row.name)
        if not row.published:
            raise NotPublished(pointer="/template_id", name=row.name)
    place = {"company": company_id, "client": client_id, "kind": kind}
    before = await _DROP.one(tx.conn, org=tx.org_id, **place)
    chosen = {"template": template_id, "standard": standard}
    if template_id is not None or standard is not None:
        await _PUT.run(tx.conn, org=tx.org_id, id=new_id(), **place, **chosen)
    was = {**place, "template": before and before["template_id"], "standard": before and before["standard"]}
    await audit(tx, "template.choose", subject="template", id=template_id, before=was, after={**place, **chosen})


async def find_choices(tx: Tx) -> list[asyncpg.Record]:
    """Every choice of companies one may see."""
    seen = tx.seen_companies
    return await _FIND.all(tx.conn, org=tx.org_id, seen=seen)


async def chosen_template(tx: Tx, *, company_id: UUID, client_id: UUID | None, kind: str) -> Chosen:
    """What draws a document of this company for this client now."""
    row = await _CHOSEN.one(tx.conn, org=tx.org_id, company=company_id, client=client_id, kind=kind)
    if row is not None and row["content"] is not None:
        return Chosen(template=design_of(row["content"]), template_id=row["template_id"], number=row["number"])
    name = next((name for name in NAMES if row is not None and name == row["standard"]), STANDARD)
    return Chosen(template=standard_template(name), standard=name)
