"""Routes of templates: standard ones, one's own with their versions, and which of them draws what."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query, Request
from fastapi.responses import Response

from duespark.accounts.access import Afterwards, Router
from duespark.documents.pages_later import pages_later
from duespark.documents.schemas import Pages
from duespark.documents.templates import archive, draft, publish
from duespark.documents.templates.choose import choose_template as choose
from duespark.documents.templates.choose import find_choices
from duespark.documents.templates.diff import differences
from duespark.documents.templates.export import COLUMNS, walk_templates
from duespark.documents.templates.preview import preview_template as preview
from duespark.documents.templates.problems import problems_of
from duespark.documents.templates.queries import (
    TemplateRow,
    find_templates,
    find_versions,
    resolved,
    version_of,
)
from duespark.documents.templates.queries import get_template as read_template
from duespark.documents.templates.read import HOLDERS, canonical, in_content, option_types
from duespark.documents.templates.schemas import (
    BlockType,
    Differences,
    PublishIn,
    StandardTemplate,
    StandardTemplates,
    Template,
    TemplateCheck,
    TemplateCheckIn,
    TemplateChoice,
    TemplateChoiceIn,
    TemplateChoices,
    TemplateDraft,
    TemplateIn,
    TemplateLine,
    TemplatePreviewIn,
    TemplateVersion,
)
from duespark.documents.templates.standard import NAMES, TITLES, standard_template
from duespark.documents.templates.variables import TemplateVariables, template_variables
from duespark.runtime.csv import csv_response
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, described_file, wanted_version
from duespark.runtime.xlsx import XLSX_ANSWER, xlsx_response

router = Router(tags=["templates"])

Search = Annotated[str, Query(max_length=200)]
Number = Annotated[int, Path(ge=1, le=1_000_000)]


@router.get("/templates", "templates.read")
async def list_templates(
    tx: Tx,
    q: Search = "",
    archived: bool = False,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: str | None = None,
) -> Page[TemplateLine]:
    """The organization's templates by name."""
    rows, more, total = await find_templates(tx, q=q, archived=archived, limit=limit, cursor=cursor)
    return Page(data=[_line(row) for row in rows], next=more, total=total)


@router.get("/templates.csv", "templates.read", **described_file("text/csv"))
async def export_templates(tx: Tx, q: Search = "", archived: bool = False) -> Response:
    """All templates that match, as CSV."""
    return await csv_response("templates.csv", COLUMNS, walk_templates(tx, q=q, archived=archived))


@router.get("/templates.xlsx", "templates.read", responses=XLSX_ANSWER, response_class=Response)
async def export_templates_workbook(tx: Tx, q: Search = "", archived: bool = False) -> Response:
    """The same as a workbook for spreadsheet programs."""
    return await xlsx_response("templates.xlsx", COLUMNS, walk_templates(tx, q=q, archived=archived), zone=tx.zone)


@router.get("/templates/standard", "templates.read")
async def list_standard_templates(tx: Tx) -> StandardTemplates:
    """The templates that come with the program, and every type of block with its options."""
    found = [
        StandardTemplate(name=name, title=TITLES[name], content=dict(standard_template(name).raw)) for name in NAMES
    ]
    types = [
        BlockType(type=name, holds_blocks=name in HOLDERS, options=adapter.json_schema())
        for name, adapter in option_types().items()
    ]
    return StandardTemplates(data=found, blocks=types)


@router.post("/templates/preview", "templates.read", writes=False, answers=Pages)
async def preview_template(tx: Tx, wanted: TemplatePreviewIn) -> Afterwards[Pages]:
    """The exact pages a template makes, what does not fit on them and what is left out; nothing is saved."""
    return pages_later(await preview(tx, wanted))


@router.post("/templates/check", "templates.read", writes=False)
async def check_template(tx: Tx, wanted: TemplateCheckIn) -> TemplateCheck:
    """What is wrong with the texts of a template, with block, line and column; nothing is saved."""
    with in_content(wanted.content):
        return TemplateCheck(problems=await problems_of(await resolved(tx, wanted.content, of=wanted.template_id)))


@router.get("/template-variables", "templates.read")
async def list_template_variables(tx: Tx) -> TemplateVariables:
    """The names and filters that texts of templates may use, each with an example."""
    return template_variables()


@router.get("/templates/choices", "templates.read")
async def list_template_choices(tx: Tx) -> TemplateChoices:
    """Which template draws what; where nothing is chosen it is the standard one named modern."""
    return TemplateChoices(data=[TemplateChoice(**row) for row in await find_choices(tx)])


@router.put("/templates/choices", "templates.write")
async def choose_template(tx: Tx, wanted: TemplateChoiceIn) -> TemplateChoices:
    """Choose what draws from now on, or undo a choice by naming no template. What was issued keeps its look."""
    await choose(
        tx, company_id=wanted.company_id, client_id=wanted.client_id, kind=wanted.kind,
        template_id=wanted.template_id, standard=wanted.standard,
    )  # fmt: skip
    return TemplateChoices(data=[TemplateChoice(**row) for row in await find_choices(tx)])


@router.post("/templates", "templates.write", status=201)
async def create_template(tx: Tx, wanted: TemplateIn) -> Template:
    """Begin a template from a standard one."""
    return await _whole(
        tx,
        await draft.create_template(
            tx, name=wanted.name, standard=wanted.standard, inherit=wanted.inherit, kind=wanted.kind
        ),
    )


@router.get("/templates/{id}", "templates.read")
async def get_template(tx: Tx, id: UUID) -> Template:
    """One template: its draft and its versions."""
    return await _whole(tx, await read_template(tx, id))


@router.put("/templates/{id}", "templates.write")
async def change_template(tx: Tx, request: Request, id: UUID, wanted: TemplateDraft) -> Template:
    """Replace the draft. Needs If-Match."""
    version = wanted_version(request)
    return await _whole(
        tx, await draft.change_template(tx, id, name=wanted.name, content=wanted.content, version=version)
    )


@router.post("/templates/{id}/publish", "templates.write")
async def publish_template(tx: Tx, request: Request, id: UUID, wanted: PublishIn) -> Template:
    """Make the draft the next version; documents issued before keep theirs. Needs If-Match."""
    return await _whole(tx, await publish.publish_template(tx, id, note=wanted.note, version=wanted_version(request)))


@router.post("/templates/{id}/versions/{number}/restore", "templates.write")
async def restore_template_version(tx: Tx, request: Request, id: UUID, number: Number) -> Template:
    """Publish an older version again, as the newest. Needs If-Match."""
    return await _whole(tx, await publish.roll_back_template(tx, id, number, version=wanted_version(request)))


@router.post("/templates/{id}/archive", "templates.write")
async def archive_template(tx: Tx, id: UUID) -> Template:
    """Offer a template no more; where it is chosen it still draws."""
    return await _whole(tx, await archive.archive_template(tx, id))


@router.post("/templates/{id}/unarchive", "templates.write")
async def unarchive_template(tx: Tx, id: UUID) -> Template:
    """Offer a template again."""
    return await _whole(tx, await archive.unarchive_template(tx, id))


@router.get("/templates/{id}/diff", "templates.read")
async def diff_template(
    tx: Tx,
    id: UUID,
    before: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
    after: Annotated[int | None, Query(ge=1, le=1_000_000)] = None,
) -> Differences:
    """What changed from one version (the first, unless it is said) to another, or to the draft."""
    row = await read_template(tx, id)
    old = await version_of(tx, row, before)
    new = await resolved(tx, row.content, of=id) if after is None else await version_of(tx, row, after)
    return Differences(data=differences(old.raw, new.raw))


def _line(row: TemplateRow) -> TemplateLine:
    return TemplateLine(
        id=row.id, kind=row.kind, name=row.name, published=row.published, archived=row.archived_at is not None,
        version=row.version, updated_at=row.updated_at,
    )  # fmt: skip


async def _whole(tx: Tx, row: TemplateRow) -> Template:
    versions = [TemplateVersion(**one) for one in await find_versions(tx, row.id)]
    drawn = canonical((await resolved(tx, row.content, of=row.id)).raw)
    changed = not row.published or drawn != canonical((await version_of(tx, row, row.published)).raw)
    return Template(
        id=row.id, kind=row.kind, name=row.name, content=row.content, published=row.published,
        archived=row.archived_at is not None, changed=changed, versions=versions,
        version=row.version, created_at=row.created_at, updated_at=row.updated_at,
    )  # fmt: skip
