"""What was agreed about a deposit: its last day, and whether it is given back; before that day its company is told."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.accounts.mail import post_mail
from duespark.companies.queries import get_company
from duespark.engine.errors import Conflict, Invalid
from duespark.engine.money.rounding import round_money
from duespark.invoices.events import InvoiceDepositExpires
from duespark.invoices.queries import InvoiceRow, get_invoice, lock_invoice
from duespark.runtime.db import Pool, Q
from duespark.runtime.events import record
from duespark.runtime.telemetry import log
from duespark.runtime.tx import Tx, begin
from duespark.runtime.web import ChangedElsewhere

AHEAD = timedelta(days=14)
"""How long before its last day the company is told of an unused deposit."""

_SET = Q(
    "INSERT INTO deposit_terms AS t (org_id, deposit_id, expires_on, is_refundable)"
    " VALUES (CAST(:org AS uuid), CAST(:id AS uuid), CAST(:expires_on AS date), CAST(:is_refundable AS boolean))"
    " ON CONFLICT (org_id, deposit_id) DO UPDATE SET expires_on = excluded.expires_on, is_refundable = excluded.is_refundable,"
    " warned_at = CASE WHEN t.expires_on = excluded.expires_on THEN t.warned_at END"
)
_TOUCH = Q(
    "UPDATE invoices SET version = version + 1, updated_at = CAST(:now AS timestamptz)"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)
_TERMS = Q(
    "SELECT expires_on, is_refundable FROM deposit_terms WHERE org_id = CAST(:org AS uuid) AND deposit_id = CAST(:id AS uuid)"
)
_DUE = Q(
    "SELECT t.org_id, t.deposit_id FROM deposit_terms AS t JOIN invoices AS i ON i.org_id = t.org_id AND i.id = t.deposit_id"
    " WHERE t.warned_at IS NULL AND t.expires_on <= CAST(:until AS date) AND i.status = 'issued'"
    " AND least(i.paid, i.amount_due - i.credited) > i.applied AND (CAST(:only AS uuid) IS NULL OR t.org_id = CAST(:only AS uuid))"
    " ORDER BY t.expires_on, t.deposit_id LIMIT 500"
)
_WARN = Q(
    "UPDATE deposit_terms SET warned_at = CAST(:now AS timestamptz) WHERE org_id = CAST(:org AS uuid)"
    " AND deposit_id = CAST(:id AS uuid) AND warned_at IS NULL AND expires_on <= CAST(:until AS date) RETURNING expires_on"
)


class NotADeposit(Conflict):
    code = "invoice.not_a_deposit"
    sentence = "{number} is no issued deposit invoice."


class ExpiresBeforeIssue(Invalid):
    code = "invoice.expires_before_issue"
    sentence = "A deposit of {issue_date} cannot expire on {expires_on} already."


def require_deposit(row: InvoiceRow) -> None:
    """Raises `NotADeposit`."""
    if row.kind != "deposit_invoice" or row.status != "issued":
        raise NotADeposit(number=row.number or row.draft_number)


def remaining(row: InvoiceRow) -> Decimal:
    """What of a deposit can still be deducted, refunded or forfeited: paid, not taken back, not used."""
    left = min(row.paid, row.amount_due - row.credited) - row.applied
    return round_money(max(left, Decimal(0)), row.currency)


async def is_refundable(tx: Tx, id: UUID) -> bool:
    """Whether it was agreed that what is left of the deposit may be given back; nothing agreed means yes."""
    row = await _TERMS.one(tx.conn, org=tx.org_id, id=id)
    return row is None or bool(row["is_refundable"])


async def set_deposit_terms(tx: Tx, id: UUID, *, expires_on: date | None, refundable: bool, version: int) -> InvoiceRow:
    """Note the last day of a deposit and whether it is given back. A new day is reminded of anew.

    Raises `NotADeposit`, `ChangedElsewhere`, `ExpiresBeforeIssue`.
    """
    row = await lock_invoice(tx, id)
    require_deposit(row)
    if row.version != version:
        raise ChangedElsewhere(row.version)
    if expires_on is not None and row.issue_date is not None and expires_on < row.issue_date:
        raise ExpiresBeforeIssue(pointer="/expires_on", issue_date=row.issue_date, expires_on=expires_on)
    before = await _TERMS.one(tx.conn, org=tx.org_id, id=id)
    after = {"expires_on": expires_on, "is_refundable": refundable}
    await _SET.run(tx.conn, org=tx.org_id, id=id, **after)
    await _TOUCH.run(tx.conn, org=tx.org_id, id=id, now=tx.now)
    was = None if before is None else dict(before)
    await audit(tx, "invoice.deposit_terms", subject="invoice", id=id, before=was, after=after)
    return await get_invoice(tx, id)


async def warn_of_expiry(pool: Pool, *, org: UUID | None = None) -> int:
    """Tell the companies (of `org` alone, if given) of unused deposits that expire soon, each once; how many were told of.

    Each deposit is a transaction of its own; one that fails is logged and does not hold up the others.
    """
    async with begin(pool, org=org) if org else begin(pool) as tx:
        # A day more than the house's own today, for organizations that are ahead of it; `_warn` looks again.
        due = await _DUE.all(tx.conn, until=tx.today + AHEAD + timedelta(days=1), only=org)
    told = 0
    for row in due:
        try:
            async with begin(pool, org=row["org_id"]) as tx:
                told += await _warn(tx, row["deposit_id"])
        except Exception as error:
            log.exception("deposits.not_warned", deposit=str(row["deposit_id"]), exc_info=error)
    return told


async def _warn(tx: Tx, id: UUID) -> bool:
    row = await lock_invoice(tx, id)
    left = remaining(row)
    if left <= 0:
        return False
    expires_on = await _WARN.value(tx.conn, org=tx.org_id, id=id, now=tx.now, until=tx.today + AHEAD)
    if expires_on is None:
        return False
    number = row.number or ""
    await record(tx, InvoiceDepositExpires(id, number, left, row.currency, expires_on))
    company = await get_company(tx, row.company_id)
    to = company.reply_to or company.profile.email
    if to:
        facts = {"client": row.client_name, "amount": f"{left:f}", "currency": row.currency, "number": number}
        key = f"{id}:{expires_on.isoformat()}"
        await post_mail(tx, "deposit_expires", to=to, key=key, id=str(id), expires_on=expires_on.isoformat(), **facts)
    return True
