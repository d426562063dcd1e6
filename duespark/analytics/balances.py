"""What clients owe, for the client list."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from duespark.analytics.schemas import ClientBalance, Credit, CreditCheck, OpenSum
from duespark.clients.queries import get_client
from duespark.engine.money.rounding import round_money
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_OPEN = Q("""
SELECT client_id, currency, sum(balance) AS balance,
       coalesce(sum(balance) FILTER (WHERE due_date < CAST(:today AS date)), 0) AS overdue
  FROM invoices
 WHERE org_id = CAST(:org AS uuid) AND client_id = ANY(CAST(:ids AS uuid[])) AND balance > 0
   AND (CAST(:companies AS uuid[]) IS NULL OR company_id = ANY(CAST(:companies AS uuid[])))
 GROUP BY client_id, currency ORDER BY client_id, currency
""")
_LIMITS = Q(
    "SELECT id, currency, credit_limit FROM clients WHERE org_id = CAST(:org AS uuid) AND id = ANY(CAST(:ids AS uuid[]))"
    " AND credit_limit IS NOT NULL"
)
_LAST = Q("""
SELECT c.id, (SELECT max(i.issue_date) FROM invoices AS i
               WHERE i.org_id = c.org_id AND i.client_id = c.id AND i.status = 'issued'
                 AND (CAST(:companies AS uuid[]) IS NULL OR i.company_id = ANY(CAST(:companies AS uuid[])))) AS last
  FROM clients AS c WHERE c.org_id = CAST(:org AS uuid) AND c.id = ANY(CAST(:ids AS uuid[]))
""")


async def find_client_balances(tx: Tx, ids: list[UUID]) -> list[ClientBalance]:
    """For each of the clients that exists, in the order asked for, its open sums and last issue date."""
    sums = await _find_open(tx, ids)
    last, credit = await find_last_invoiced(tx, ids), await _find_credit(tx, ids, sums)
    known = dict.fromkeys(one for one in ids if one in last)
    return [
        ClientBalance(client_id=one, open=sums[one], last_invoiced_on=last[one], credit=credit.get(one))
        for one in known
    ]


async def check_credit(tx: Tx, client_id: UUID, *, adding: Decimal, currency: str) -> CreditCheck:
    """Whether the client would owe more than its limit with an invoice of this amount. Raises `ClientNotFound`."""
    client = await get_client(tx, client_id)
    owed = _owed(await _find_open(tx, [client_id]), client_id, client.currency)
    after = owed + (round_money(adding, currency) if currency == client.currency else 0)
    limit = client.credit_limit
    is_over = limit is not None and after > limit
    return CreditCheck(currency=client.currency, limit=limit, owed=owed, after=after, is_over=is_over)


async def _find_open(tx: Tx, ids: list[UUID]) -> dict[UUID, list[OpenSum]]:
    """What each client owes in each currency, as far as the actor may see it."""
    companies = tx.seen_companies
    rows = await _OPEN.all(tx.conn, org=tx.org_id, ids=ids, companies=companies, today=tx.today)
    sums = defaultdict[UUID, list[OpenSum]](list)
    for client_id, currency, balance, overdue in rows:
        one = OpenSum(currency=currency, balance=round_money(balance, currency), overdue=round_money(overdue, currency))
        sums[client_id].append(one)
    return sums


def _owed(sums: Mapping[UUID, list[OpenSum]], id: UUID, currency: str) -> Decimal:
    mine = (one.balance for one in sums.get(id, ()) if one.currency == currency)
    return next(mine, round_money(Decimal(0), currency))


async def find_last_invoiced(tx: Tx, ids: list[UUID]) -> dict[UUID, date | None]:
    """Of each client that exists the day of its newest invoice, as far as the actor may see it."""
    companies = tx.seen_companies
    return {row["id"]: row["last"] for row in await _LAST.all(tx.conn, org=tx.org_id, ids=ids, companies=companies)}


async def _find_credit(tx: Tx, ids: list[UUID], sums: Mapping[UUID, list[OpenSum]]) -> dict[UUID, Credit]:
    """Limits and what counts towards them: what the client owes in its own currency."""
    found = {}
    for id, currency, limit in await _LIMITS.all(tx.conn, org=tx.org_id, ids=ids):
        owed = _owed(sums, id, currency)
        limit = round_money(limit, currency)
        found[id] = Credit(currency=currency, limit=limit, owed=owed, is_over=owed > limit)
    return found
