"""HTTP of tax rates, tax rules, registrations and currencies."""

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request
from fastapi.responses import Response

from duespark.accounts.access import Router
from duespark.accounts.permissions import PUBLIC
from duespark.clients.queries import get_client
from duespark.companies.queries import get_company
from duespark.engine.invoice.document import Document
from duespark.engine.invoice.line import Sold
from duespark.engine.money.currency import CURRENCIES
from duespark.engine.tax.country import TaxRate
from duespark.engine.tax.rules import RuleType
from duespark.runtime.csv import csv_response
from duespark.runtime.day import AnyDay
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, wanted_version
from duespark.runtime.xlsx import XLSX_ANSWER, xlsx_response
from duespark.taxes import import_rules, registrations, rules
from duespark.taxes.context import rates_of
from duespark.taxes.decide import decide_tax
from duespark.taxes.details import RegistrationIn, RegistrationTerms, TaxRuleIn, TaxRuleTerms
from duespark.taxes.facts import sale_of
from duespark.taxes.import_rules import SalesTaxFile, SalesTaxReport
from duespark.taxes.registration_queries import find_registrations, get_registration, walk_registrations
from duespark.taxes.rule_queries import RuleFilters, find_rules, get_rule, walk_rules
from duespark.taxes.schemas import (
    Currencies,
    RuleEnd,
    TaxRateChoice,
    TaxRates,
    TaxRegistration,
    TaxRuleLine,
    TaxRuleOut,
    registration_of,
    rule_line_of,
    rule_of,
)
from duespark.taxes.tax_id_checks import TaxIdCheck, TaxIdCheckIn, find_checks, keep_check

_REGISTRATION = ("company_name", "country", "region", "scheme", "number", "filing", "since", "until")

router = Router(tags=["taxes"])

Limit = Annotated[int, Query(ge=1, le=100)]
Cursor = Annotated[str | None, Query(max_length=500)]
HoldsOn = Annotated[AnyDay | None, Query(description="Only what holds on this day.")]
_CSV_ANSWER = {200: {"description": "One row each.", "content": {"text/csv": {"schema": {"type": "string"}}}}}


async def rule_filters(
    company_id: UUID | None = None,
    type: RuleType | None = None,
    key: Annotated[str | None, Query(max_length=60, pattern=r"^[a-z0-9_]+$")] = None,
    jurisdiction: Annotated[
        str | None, Query(max_length=100, description="How the place begins, such as US-TX.")
    ] = None,
    on: HoldsOn = None,
) -> RuleFilters:
    """The filters of the list, as query parameters."""
    return RuleFilters(company_id=company_id, type=type, key=key, jurisdiction=jurisdiction, on=on)


Rules = Annotated[RuleFilters, Depends(rule_filters)]


@router.get("/tax-rates", "companies.read")
async def list_tax_rates(
    tx: Tx, company_id: UUID, on: AnyDay | None = None, client_id: UUID | None = None, supply: Sold = ""
) -> TaxRates:
    """The rates a company may charge on a day (today where none is given), the usual choice first.

    With a client, as the sale of `supply` to that client is taxed: the rates of another country, or none with its reason.
    """
    company, day = await get_company(tx, company_id), on or tx.today
    if client_id is None:
        found: Iterable[TaxRate] = await rates_of(tx, company, day)
    else:
        client = await get_client(tx, client_id)
        document = Document(buyer=client.profile, supply=supply)
        sale = sale_of(document, company, buyer_kind=client.kind, on=day)
        found = (await decide_tax(tx, sale, client=client)).context.rates.values()
    return TaxRates(
        data=[
            TaxRateChoice(key=one.key, category=one.category, rate=one.rate, label=one.label, reason=one.reason)
            for one in found
        ]
    )


@router.post("/clients/{id}/tax-id-checks", "clients.write", status=201)
async def keep_tax_id_check(tx: Tx, id: UUID, check: TaxIdCheckIn) -> TaxIdCheck:
    """Keep what the authority (VIES, the ABN register) answered about a client's tax number."""
    return await keep_check(tx, id, wanted=check)


@router.get("/clients/{id}/tax-id-checks", "clients.read")
async def list_tax_id_checks(tx: Tx, id: UUID, limit: Limit = 50, cursor: Cursor = None) -> Page[TaxIdCheck]:
    """What was answered about a client's tax numbers, the newest first."""
    found, more, total = await find_checks(tx, id, limit=limit, cursor=cursor)
    return Page(data=found, next=more, total=total)


@router.get("/currencies", PUBLIC)
async def list_currencies(tx: Tx) -> Currencies:
    """Every currency of ISO 4217 that one may invoice in."""
    return Currencies(data=list(CURRENCIES.values()))


@router.get("/tax-rules", "taxes.read")
async def list_tax_rules(tx: Tx, found: Rules, limit: Limit = 50, cursor: Cursor = None) -> Page[TaxRuleOut]:
    """The companies' own tax rules, by place, key and first day."""
    rows, more, total = await find_rules(tx, found, limit=limit, cursor=cursor)
    return Page(data=[rule_of(row) for row in rows], next=more, total=total)


@router.get("/tax-rules.csv", "taxes.read", responses=_CSV_ANSWER, response_class=Response)
async def export_tax_rules(tx: Tx, found: Rules) -> Response:
    """All tax rules that match, as CSV."""
    lines = (rule_line_of(row) async for row in walk_rules(tx, found))
    return await csv_response("tax-rules.csv", tuple(TaxRuleLine.__dataclass_fields__), lines)


@router.get("/tax-rules.xlsx", "taxes.read", responses=XLSX_ANSWER, response_class=Response)
async def export_tax_rules_workbook(tx: Tx, found: Rules) -> Response:
    """The same as a workbook for spreadsheet programs."""
    lines = (rule_line_of(row) async for row in walk_rules(tx, found))
    return await xlsx_response("tax-rules.xlsx", tuple(TaxRuleLine.__dataclass_fields__), lines, zone=tx.zone)


@router.post("/tax-rules", "taxes.write", status=201)
async def add_tax_rule(tx: Tx, rule: TaxRuleIn) -> TaxRuleOut:
    """Add a tax rule of a company. Its rate wins over the country's of the same key."""
    return rule_of(await rules.add_rule(tx, wanted=rule))


@router.post("/tax-rules/import/check", "taxes.write", writes=False)
async def check_tax_rules_import(tx: Tx, file: SalesTaxFile) -> SalesTaxReport:
    """Dry run of an import of United States sales tax: what would become of the rows."""
    return await import_rules.check_import(tx, file)


@router.post("/tax-rules/import", "taxes.write")
async def import_tax_rules(tx: Tx, file: SalesTaxFile) -> SalesTaxReport:
    """Import a table of United States sales tax: all rows or none. A second import of the same file changes nothing."""
    return await import_rules.import_rules(tx, file)


@router.get("/tax-rules/{id}", "taxes.read")
async def get_tax_rule(tx: Tx, id: UUID) -> TaxRuleOut:
    """One tax rule."""
    return rule_of(await get_rule(tx, id))


@router.put("/tax-rules/{id}", "taxes.write")
async def change_tax_rule(tx: Tx, id: UUID, rule: TaxRuleTerms, request: Request) -> TaxRuleOut:
    """Change a tax rule. Needs If-Match; issued documents keep the rates they state."""
    return rule_of(await rules.change_rule(tx, id, version=wanted_version(request), wanted=rule))


@router.post("/tax-rules/{id}/end", "taxes.write")
async def end_tax_rule(tx: Tx, id: UUID, end: RuleEnd, request: Request) -> TaxRuleOut:
    """Say the last day of a tax rule. With If-Match only the version that was read."""
    version = wanted_version(request) if "if-match" in request.headers else None
    return rule_of(await rules.end_rule(tx, id, end_date=end.end_date, version=version))


@router.delete("/tax-rules/{id}", "taxes.write")
async def remove_tax_rule(tx: Tx, id: UUID, request: Request) -> None:
    """Take back a tax rule that was a mistake. Needs If-Match."""
    await rules.remove_rule(tx, id, version=wanted_version(request))


@router.get("/tax-registrations", "taxes.read")
async def list_tax_registrations(
    tx: Tx, company_id: UUID | None = None, on: HoldsOn = None, limit: Limit = 50, cursor: Cursor = None
) -> Page[TaxRegistration]:
    """Where the companies are registered for tax, by country."""
    rows, more, total = await find_registrations(tx, company_id=company_id, on=on, limit=limit, cursor=cursor)
    return Page(data=[registration_of(row) for row in rows], next=more, total=total)


@router.get("/tax-registrations.csv", "taxes.read", responses=_CSV_ANSWER, response_class=Response)
async def export_tax_registrations(tx: Tx, company_id: UUID | None = None, on: HoldsOn = None) -> Response:
    """All registrations that match, as CSV."""
    rows = (registration_of(row) async for row in walk_registrations(tx, company_id=company_id, on=on))
    return await csv_response("tax-registrations.csv", _REGISTRATION, rows)


@router.get("/tax-registrations.xlsx", "taxes.read", responses=XLSX_ANSWER, response_class=Response)
async def export_tax_registrations_workbook(tx: Tx, company_id: UUID | None = None, on: HoldsOn = None) -> Response:
    """The same as a workbook for spreadsheet programs."""
    rows = (registration_of(row) async for row in walk_registrations(tx, company_id=company_id, on=on))
    return await xlsx_response("tax-registrations.xlsx", _REGISTRATION, rows, zone=tx.zone)


@router.post("/tax-registrations", "taxes.write", status=201)
async def add_tax_registration(tx: Tx, registration: RegistrationIn) -> TaxRegistration:
    """Add a place where a company is registered for tax, or a scheme it has joined."""
    return registration_of(await registrations.add_registration(tx, wanted=registration))


@router.get("/tax-registrations/{id}", "taxes.read")
async def get_tax_registration(tx: Tx, id: UUID) -> TaxRegistration:
    """One registration."""
    return registration_of(await get_registration(tx, id))


@router.put("/tax-registrations/{id}", "taxes.write")
async def change_tax_registration(tx: Tx, id: UUID, terms: RegistrationTerms, request: Request) -> TaxRegistration:
    """Change a registration. Needs If-Match."""
    version = wanted_version(request)
    return registration_of(await registrations.change_registration(tx, id, version=version, wanted=terms))


@router.delete("/tax-registrations/{id}", "taxes.write")
async def remove_tax_registration(tx: Tx, id: UUID, request: Request) -> None:
    """Take back a registration that was a mistake. Needs If-Match."""
    await registrations.remove_registration(tx, id, version=wanted_version(request))
