"""Once a day: announce what no law keeps any more, and erase what was announced a month ago.

Each document is a transaction of its own and asks again whether it may go, so a run that was stopped goes on where it was, and
whoever placed a hold, or paid, in the meantime keeps the document.
"""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from duespark.accounts.mail import post_mail
from duespark.companies.queries import get_company
from duespark.invoices.queries import lock_invoice
from duespark.privacy.due import DUE, HELD, due_values, find_due
from duespark.privacy.erase_document import erase_whole_document
from duespark.runtime.db import Pool, Q
from duespark.runtime.telemetry import log
from duespark.runtime.tx import Tx, begin

AHEAD = timedelta(days=30)
"""How long before it happens a company is told, so that somebody can place a hold."""
BATCH = 100

_COMPANIES = Q(
    "SELECT org_id, company_id FROM retention_settings WHERE erases"
    " AND (CAST(:only AS uuid) IS NULL OR org_id = CAST(:only AS uuid)) ORDER BY org_id, company_id"
)
_SETTINGS = Q(
    "SELECT years FROM retention_settings"
    " WHERE org_id = CAST(:org AS uuid) AND company_id = CAST(:company AS uuid) AND erases FOR SHARE"
)
_DROP = Q(f"""
DELETE FROM retention_plans AS p USING invoices AS i
 WHERE p.org_id = CAST(:org AS uuid) AND p.company_id = CAST(:company AS uuid) AND i.org_id = p.org_id AND i.id = p.invoice_id
   AND i.id NOT IN (SELECT id FROM ({DUE}) AS due)
""")
_PLAN = Q(f"""
INSERT INTO retention_plans (org_id, invoice_id, company_id, erases_on, noticed_at)
SELECT CAST(:org AS uuid), d.id, CAST(:company AS uuid), CAST(:erases_on AS date), CAST(:now AS timestamptz)
  FROM ({DUE}) AS d WHERE NOT EXISTS (
    SELECT 1 FROM retention_plans AS p WHERE p.org_id = CAST(:org AS uuid) AND p.invoice_id = d.id)
""")
_NEXT = Q(f"""
SELECT p.invoice_id FROM retention_plans AS p JOIN invoices AS i ON i.org_id = p.org_id AND i.id = p.invoice_id
 WHERE p.org_id = CAST(:org AS uuid) AND p.company_id = CAST(:company AS uuid) AND p.erases_on <= CAST(:today AS date)
   AND p.invoice_id > CAST(:after AS uuid) AND NOT {HELD}
 ORDER BY p.invoice_id LIMIT {BATCH}
""")
_DONE = Q("DELETE FROM retention_plans WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:id AS uuid)")


async def sweep_retention(pool: Pool, *, org: UUID | None = None) -> int:
    """Go through all companies that want it (of `org` alone, if given) and return how many documents were erased.

    What fails is logged and does not hold up the others.
    """
    async with begin(pool) as tx:
        companies = await _COMPANIES.all(tx.conn, only=org)
    erased = 0
    for row in companies:
        try:
            async with begin(pool, org=row["org_id"]) as tx:
                await _plan(tx, row["company_id"])
            erased += await _erase(pool, row["org_id"], row["company_id"])
        except Exception as error:
            log.exception("retention.not_swept", company=str(row["company_id"]), exc_info=error)
    return erased


async def _plan(tx: Tx, company_id: UUID) -> None:
    """Announce what became due, and forget what is kept again."""
    settings = await _SETTINGS.one(tx.conn, org=tx.org_id, company=company_id)
    if settings is None:
        return
    known = due_values(tx, company_id, years=settings["years"])
    await _DROP.run(tx.conn, **known)
    erases_on = tx.today + AHEAD
    added = int((await _PLAN.run(tx.conn, **known, erases_on=erases_on, now=tx.now)).rsplit(" ", 1)[1])
    if added:
        await _tell(tx, company_id, count=added, erases_on=erases_on)


async def _tell(tx: Tx, company_id: UUID, *, count: int, erases_on: date) -> None:
    company = await get_company(tx, company_id)
    to = company.reply_to or company.profile.email
    log.info("retention.planned", company=str(company_id), count=count, erases_on=str(erases_on))
    if to:
        facts = {
            "company": company.name,
            "count": str(count),
            "erases_on": erases_on.isoformat(),
            "id": str(company_id),
        }
        await post_mail(tx, "documents_erased_soon", to=to, key=f"{company_id}:{erases_on.isoformat()}", **facts)


async def _erase(pool: Pool, org: UUID, company_id: UUID) -> int:
    """Erase what was announced long enough ago, document by document; how many went."""
    erased, after = 0, UUID(int=0)
    while True:
        async with begin(pool, org=org) as tx:
            known: dict[str, Any] = {"org": org, "company": company_id, "today": tx.today}
            rows = await _NEXT.all(tx.conn, **known, after=after)
        for row in rows:
            after = row["invoice_id"]
            try:
                async with begin(pool, org=org) as tx:
                    erased += await _erase_one(tx, company_id, after)
            except Exception as error:
                log.exception("retention.not_erased", invoice=str(after), exc_info=error)
        if len(rows) < BATCH:
            return erased


async def _erase_one(tx: Tx, company_id: UUID, id: UUID) -> bool:
    settings = await _SETTINGS.one(tx.conn, org=tx.org_id, company=company_id)
    if settings is None:
        return False
    row = await lock_invoice(tx, id)
    due = await find_due(tx, company_id, id, years=settings["years"])
    if due is None:
        return False
    await erase_whole_document(tx, row, newest=due.newest, until=due.until)
    await _DONE.run(tx.conn, org=tx.org_id, id=id)
    return True
