"""HTTP of discount rules. What a draft earns by them stands in the preview of the draft."""

from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request
from fastapi.responses import Response

from duespark.accounts.access import Router
from duespark.discounts import archive, rules
from duespark.discounts.details import DiscountRuleIn, RuleKind
from duespark.discounts.queries import RuleFilters, find_rules, get_rule, walk_rules
from duespark.discounts.schemas import COLUMNS, DiscountRuleLine, DiscountRuleOut, line_of, rule_of
from duespark.runtime.csv import csv_response
from duespark.runtime.day import AnyDay
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, wanted_version
from duespark.runtime.xlsx import XLSX_ANSWER, xlsx_response

router = Router(tags=["discounts"])

_CSV = {200: {"description": "One row a rule.", "content": {"text/csv": {"schema": {"type": "string"}}}}}
Search = Annotated[str, Query(max_length=200, description="Part of a name, reason or code.")]
OnDay = Annotated[AnyDay | None, Query(description="Only rules that hold on this day.")]


def _filters(
    q: Search = "",
    kind: RuleKind | None = None,
    archived: bool = False,
    on: OnDay = None,
    client_id: Annotated[UUID | None, Query(description="Only rules that name this client.")] = None,
) -> RuleFilters:
    return RuleFilters(q=q, kind=kind, archived=archived, on=on, client_id=client_id)


Wanted = Annotated[RuleFilters, Depends(_filters)]


@router.get("/discount-rules", "discounts.read")
async def list_discount_rules(
    tx: Tx, wanted: Wanted, limit: Annotated[int, Query(ge=1, le=100)] = 50, cursor: str | None = None
) -> Page[DiscountRuleOut]:
    """Discount rules, by name."""
    rows, more, total = await find_rules(tx, wanted, limit=limit, cursor=cursor)
    return Page(data=[rule_of(row) for row in rows], next=more, total=total)


@router.get("/discount-rules.csv", "discounts.read", responses=_CSV, response_class=Response)
async def export_discount_rules(tx: Tx, wanted: Wanted) -> Response:
    """The same as CSV."""
    return await csv_response("discount-rules.csv", COLUMNS, _lines(tx, wanted))


@router.get("/discount-rules.xlsx", "discounts.read", responses=XLSX_ANSWER, response_class=Response)
async def export_discount_rules_workbook(tx: Tx, wanted: Wanted) -> Response:
    """The same as a workbook for spreadsheet programs."""
    return await xlsx_response("discount-rules.xlsx", COLUMNS, _lines(tx, wanted), zone=tx.zone)


async def _lines(tx: Tx, wanted: RuleFilters) -> AsyncIterator[DiscountRuleLine]:
    async for row in walk_rules(tx, wanted):
        yield line_of(row)


@router.post("/discount-rules", "discounts.write", status=201)
async def add_discount_rule(tx: Tx, rule: DiscountRuleIn) -> DiscountRuleOut:
    """Promise a discount: drafts that follow the rules earn it from now on."""
    return rule_of(await rules.add_rule(tx, rule))


@router.get("/discount-rules/{id}", "discounts.read")
async def get_discount_rule(tx: Tx, id: UUID) -> DiscountRuleOut:
    """One rule."""
    return rule_of(await get_rule(tx, id))


@router.put("/discount-rules/{id}", "discounts.write")
async def change_discount_rule(tx: Tx, id: UUID, rule: DiscountRuleIn, request: Request) -> DiscountRuleOut:
    """Change a rule; issued documents keep what they say."""
    return rule_of(await rules.change_rule(tx, id, rule, version=wanted_version(request)))


@router.post("/discount-rules/{id}/archive", "discounts.write")
async def archive_discount_rule(tx: Tx, id: UUID) -> DiscountRuleOut:
    """Put a rule away; no draft earns it any more."""
    return rule_of(await archive.archive_rule(tx, id))


@router.post("/discount-rules/{id}/restore", "discounts.write")
async def restore_discount_rule(tx: Tx, id: UUID) -> DiscountRuleOut:
    """Use an archived rule again."""
    return rule_of(await archive.restore_rule(tx, id))
