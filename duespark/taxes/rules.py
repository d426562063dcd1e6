"""A company's own tax rules: add, change, end and remove them. Issued documents keep the rates they state."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

import orjson
import sqlalchemy as sa

from duespark.accounts.audit import audit
from duespark.companies.queries import lock_company
from duespark.engine.tax.rules import TaxRule, check_overlaps, check_rule
from duespark.runtime.db import Q, insert
from duespark.runtime.events import record
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx
from duespark.taxes.details import TaxRuleIn, TaxRuleTerms, check_terms
from duespark.taxes.events import TaxRuleAdded, TaxRuleChanged, TaxRuleEnded, TaxRuleRemoved
from duespark.taxes.models import tax_rules
from duespark.taxes.rule_queries import RULE_FIELDS, RuleRow, find_rules_of_places, get_rule, lock_rule

_INSERT = insert(tax_rules, skip=("version",))
_CHANGED = (*RULE_FIELDS, "updated_at")
_UPDATE = Q(
    tax_rules.update()
    .where(tax_rules.c.org_id == sa.bindparam("org"), tax_rules.c.id == sa.bindparam("row"))
    .values({name: sa.bindparam(name) for name in _CHANGED} | {"version": tax_rules.c.version + 1})
)
_DELETE = Q("DELETE FROM tax_rules WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)")


async def add_rule(tx: Tx, *, wanted: TaxRuleIn) -> RuleRow:
    """The new rule; `TaxRuleAdded` is recorded.

    Raises `CompanyNotFound`, `InvalidTaxRule`, `OverlappingTaxRules`, subclasses of `Invalid`.
    """
    rule = check_terms(wanted)
    (added,) = await add_rules(tx, wanted.company_id, [rule])
    after = await get_rule(tx, added)
    await audit(tx, "tax_rule.add", subject="tax_rule", id=added, after=_told(after))
    return after


async def add_rules(tx: Tx, company_id: UUID, rules: Sequence[TaxRule]) -> list[UUID]:
    """Several checked rules at once, all or none; the caller audits. Raises `CompanyNotFound`, `OverlappingTaxRules`."""
    await lock_company(tx, company_id)
    await _check_free(tx, company_id, rules)
    made = [(new_id(), rule) for rule in rules]
    await _INSERT.many(
        tx.conn,
        (
            {
                "org_id": tx.org_id,
                "id": id,
                "company_id": company_id,
                "created_at": tx.now,
                "updated_at": tx.now,
                **_columns(rule),
            }
            for id, rule in made
        ),
    )
    for id, rule in made:
        await record(tx, TaxRuleAdded(id, company_id, rule.key, rule.jurisdiction, rule.start_date))
    return [id for id, _ in made]


async def change_rule(tx: Tx, id: UUID, *, version: int, wanted: TaxRuleTerms) -> RuleRow:
    """The changed rule; it stays with its company.

    Raises `TaxRuleNotFound`, `ChangedElsewhere`, `InvalidTaxRule`, `OverlappingTaxRules`, subclasses of `Invalid`.
    """
    before, after = await _change(tx, id, check_terms(wanted), version=version)
    await record(tx, TaxRuleChanged(id, after.company_id))
    await audit(tx, "tax_rule.change", subject="tax_rule", id=id, before=_told(before), after=_told(after))
    return after


async def end_rule(tx: Tx, id: UUID, *, end_date: date, version: int | None = None) -> RuleRow:
    """The rule with its last day. Raises `TaxRuleNotFound`, `ChangedElsewhere`, `InvalidTaxRule`, `OverlappingTaxRules`."""
    known = await get_rule(tx, id)
    fields = {name: getattr(known.rule, name) for name in RULE_FIELDS}
    ended = check_rule(TaxRule(**{**fields, "end_date": end_date}))
    before, after = await _change(tx, id, ended, version=known.version if version is None else version)
    await record(tx, TaxRuleEnded(id, after.company_id, end_date))
    await audit(tx, "tax_rule.end", subject="tax_rule", id=id, before=_told(before), after=_told(after))
    return after


async def remove_rule(tx: Tx, id: UUID, *, version: int) -> None:
    """Take back a rule that was a mistake. Raises `TaxRuleNotFound`, `ChangedElsewhere`."""
    before = await lock_rule(tx, id, version=version)
    await _DELETE.run(tx.conn, org=tx.org_id, id=id)
    await record(tx, TaxRuleRemoved(id, before.company_id))
    await audit(tx, "tax_rule.remove", subject="tax_rule", id=id, before=_told(before))


async def _change(tx: Tx, id: UUID, rule: TaxRule, *, version: int) -> tuple[RuleRow, RuleRow]:
    """The company is locked first, as when a rule is added, so that two requests cannot both find the days free."""
    known = await get_rule(tx, id)
    await lock_company(tx, known.company_id)
    before = await lock_rule(tx, id, version=version)
    await _check_free(tx, before.company_id, [rule], own=id)
    await _UPDATE.run(tx.conn, org=tx.org_id, row=id, updated_at=tx.now, **_columns(rule))
    return before, await get_rule(tx, id)


async def _check_free(tx: Tx, company_id: UUID, rules: Sequence[TaxRule], *, own: UUID | None = None) -> None:
    known = await find_rules_of_places(tx, company_id, sorted({rule.jurisdiction for rule in rules}))
    check_overlaps([*(row.rule for row in known if row.id != own), *rules])


def _columns(rule: TaxRule) -> dict[str, Any]:
    columns: dict[str, Any] = {name: getattr(rule, name) for name in RULE_FIELDS}
    columns["components"] = orjson.dumps(
        [{**asdict(part), "rate": str(part.rate)} for part in rule.components]
    ).decode()
    columns["postal_codes"] = list(rule.postal_codes)
    return columns


def _told(row: RuleRow) -> dict[str, Any]:
    """What the audit trail keeps of a rule."""
    return {"company_id": row.company_id, **{name: getattr(row.rule, name) for name in RULE_FIELDS}}
