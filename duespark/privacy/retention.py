"""How long a company keeps what it issued, and whether it is erased then: the law's period, or a longer one of its own."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from duespark.accounts.audit import audit
from duespark.companies.queries import get_company, lock_company
from duespark.engine.errors import Invalid
from duespark.engine.invoice.retention import retention_rule
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import ChangedElsewhere, Closed

_GET = Q(
    "SELECT years, erases, version FROM retention_settings"
    " WHERE org_id = CAST(:org AS uuid) AND company_id = CAST(:company AS uuid)"
)
_COUNTS = Q("""
SELECT (SELECT count(*) FROM retention_plans WHERE org_id = CAST(:org AS uuid) AND company_id = CAST(:company AS uuid)) AS waiting,
  (SELECT min(erases_on) FROM retention_plans WHERE org_id = CAST(:org AS uuid) AND company_id = CAST(:company AS uuid)) AS next_on,
  (SELECT count(*) FROM document_erasures WHERE org_id = CAST(:org AS uuid) AND company_id = CAST(:company AS uuid)) AS erased
""")
_SET = Q(
    "INSERT INTO retention_settings AS s (org_id, company_id, years, erases, updated_at)"
    " VALUES (CAST(:org AS uuid), CAST(:company AS uuid), CAST(:years AS int), CAST(:erases AS boolean), CAST(:now AS timestamptz))"
    " ON CONFLICT (org_id, company_id) DO UPDATE SET years = EXCLUDED.years, erases = EXCLUDED.erases,"
    " version = s.version + 1, updated_at = EXCLUDED.updated_at"
)
_FORGET = Q("DELETE FROM retention_plans WHERE org_id = CAST(:org AS uuid) AND company_id = CAST(:company AS uuid)")


class RetentionTooShort(Invalid):
    code = "retention.too_short"
    sentence = "Documents must be kept for {least} years{by}. {years} years are fewer: give {least} or more, or leave it empty."


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionWish(Closed):
    """`years` to keep documents for, null for as long as the law says; `erases`: whether they are erased after that."""

    years: Annotated[int | None, Field(ge=1, le=99)] = None
    erases: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionSettings(RetentionWish):
    """A wish as it stands (version 0 while nobody has chosen), beside the law of the company's country: `law_years`, with
    `year_after` a year more, and where it says so (`law`, empty for a country whose law we do not know). `waiting` documents
    will be erased, the first of them on `next_on`; `erased` are gone.
    """

    country: str
    law: str
    law_years: int
    year_after: bool
    waiting: int
    next_on: date | None
    erased: int
    version: int


async def get_retention(tx: Tx, company_id: UUID) -> RetentionSettings:
    """What was chosen; else everything is kept. Raises `CompanyNotFound`."""
    company = await get_company(tx, company_id)
    known = {"org": tx.org_id, "company": company_id}
    chosen, counts = await _GET.one(tx.conn, **known), await _COUNTS.one(tx.conn, **known)
    assert counts is not None
    country = company.profile.address.country
    rule = retention_rule(country)
    return RetentionSettings(
        **(dict(chosen) if chosen else {"years": None, "erases": False, "version": 0}),
        **counts,
        country=country,
        law=rule.law,
        law_years=rule.years,
        year_after=rule.year_after,
    )


async def change_retention(tx: Tx, company_id: UUID, wanted: RetentionWish, *, version: int) -> RetentionSettings:
    """Choose from now on. What was to be erased is looked for and announced anew, so a longer period holds at once.

    Raises `CompanyNotFound`, `ChangedElsewhere`, `RetentionTooShort`.
    """
    await lock_company(tx, company_id)
    before = await get_retention(tx, company_id)
    if before.version != version:
        raise ChangedElsewhere(before.version)
    if wanted.years is not None and wanted.years < before.law_years:
        by = f" ({before.law})" if before.law else ", the longest period of any law we know"
        raise RetentionTooShort(pointer="/years", least=before.law_years, by=by, years=wanted.years)
    known = {"org": tx.org_id, "company": company_id}
    await _SET.run(tx.conn, **known, years=wanted.years, erases=wanted.erases, now=tx.now)
    await _FORGET.run(tx.conn, **known)
    after = await get_retention(tx, company_id)
    await audit(tx, "company.change_retention", subject="company", id=company_id, before=before, after=after)
    return after
