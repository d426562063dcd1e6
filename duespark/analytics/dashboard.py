"""The dashboard: what is owed, what came in, what needs a person, what just happened."""

import asyncpg
import orjson

from duespark.analytics.attention import find_attention
from duespark.analytics.collected import Collected, by_month, find_collected, last_days
from duespark.analytics.in_base import add_up
from duespark.analytics.owed import by_age, count_drafts, due_soon, find_due_days, overdue, owed
from duespark.analytics.schemas import CurrencyFigures, Dashboard, RecentEntry
from duespark.reminders.queries import find_upcoming
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

RECENT, UPCOMING = 10, 5

_BASE = Q("SELECT base_currency FROM organizations WHERE id = CAST(:org AS uuid)")
_RECENT = Q("""
SELECT e.id, e.at, e.kind, e.actor_kind, e.actor_label, i.id AS invoice_id, i.number, i.client_name, e.data
  FROM events AS e JOIN invoices AS i ON i.org_id = e.org_id AND i.id = e.subject_id
 WHERE e.org_id = CAST(:org AS uuid)
   AND (CAST(:companies AS uuid[]) IS NULL OR i.company_id = ANY(CAST(:companies AS uuid[])))
 ORDER BY e.id DESC LIMIT CAST(:most AS int)
""")


def _recent(row: asyncpg.Record) -> RecentEntry:
    return RecentEntry(**{**row, "data": orjson.loads(row["data"])})


async def _figures(tx: Tx, collected: Collected) -> list[CurrencyFigures]:
    """One entry a currency in use, the base currency first and always there."""
    base = await _BASE.value(tx.conn, org=tx.org_id)
    open_by_currency, drafts = await find_due_days(tx), await count_drafts(tx)
    used = {base, *open_by_currency, *drafts, *collected}
    found = []
    for code in sorted(used, key=lambda code: (code != base, code)):
        days = open_by_currency.get(code, [])
        figures = CurrencyFigures(
            currency=code,
            outstanding=owed(days, code),
            overdue=owed(overdue(days, tx.today), code),
            due_7_days=owed(due_soon(days, tx.today), code),
            collected_30_days=last_days(collected, code, today=tx.today, days=30),
            drafts=drafts.get(code, 0),
            ageing=by_age(days, code, tx.today),
        )
        found.append(figures)
    return found


async def get_dashboard(tx: Tx) -> Dashboard:
    """Everything on the first page, as the actor may see it, on the organization's own day."""
    companies = tx.seen_companies
    collected = await find_collected(tx)
    recent = await _RECENT.all(tx.conn, org=tx.org_id, companies=companies, most=RECENT)
    figures = await _figures(tx, collected)
    return Dashboard(
        today=tx.today,
        currencies=figures,
        in_base=await add_up(tx, figures),
        collected_by_month=by_month(collected, tx.today),
        needs_attention=await find_attention(tx),
        upcoming_reminders=(await find_upcoming(tx, limit=UPCOMING)).data,
        recent=[_recent(row) for row in recent],
    )
