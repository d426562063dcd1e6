"""What an erasure of a client would take away, what stays by law and until when, and what stands against it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from duespark.clients.queries import get_client
from duespark.engine.errors import Forbidden
from duespark.engine.invoice.retention import kept_until, retention_rule
from duespark.privacy.holds import find_holds
from duespark.privacy.schemas import Erasure, ErasurePreview, Goes, Hindrance, Stays
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_THESE = """
WITH these AS (
  SELECT id FROM clients WHERE org_id = CAST(:org AS uuid)
     AND (id = CAST(:client AS uuid) OR merged_into = CAST(:client AS uuid))
), documents AS (
  SELECT id FROM invoices WHERE org_id = CAST(:org AS uuid) AND client_id IN (SELECT id FROM these)
)
"""
_GOES = Q(f"""{_THESE}
SELECT (SELECT count(*) FROM these) AS details,
  (SELECT count(*) FROM client_contacts WHERE org_id = CAST(:org AS uuid) AND client_id IN (SELECT id FROM these)) AS contacts,
  (SELECT count(*) FROM public_links WHERE org_id = CAST(:org AS uuid) AND revoked_at IS NULL
      AND invoice_id IN (SELECT id FROM documents)) AS links,
  (SELECT count(*) FROM link_views AS v JOIN public_links AS l ON l.org_id = v.org_id AND l.id = v.link_id
    WHERE v.org_id = CAST(:org AS uuid) AND l.invoice_id IN (SELECT id FROM documents)) AS visits,
  (SELECT count(*) FROM audit_entries WHERE org_id = CAST(:org AS uuid) AND subject_kind = 'client'
      AND subject_id IN (SELECT id FROM these) AND (before IS NOT NULL OR after IS NOT NULL)) AS audit,
  (SELECT count(*) FROM import_rows WHERE org_id = CAST(:org AS uuid) AND subject_id IN (SELECT id FROM these)
      AND label <> '') AS imports
""")
_STAYS = Q(f"""{_THESE}
SELECT c.profile->>'name' AS company_name, coalesce(c.profile->'address'->>'country', '') AS country, count(*) AS count,
  max(greatest(i.issue_date, (i.settled_at AT TIME ZONE :zone)::date, (i.voided_at AT TIME ZONE :zone)::date)) AS newest
  FROM invoices AS i JOIN companies AS c ON c.org_id = i.org_id AND c.id = i.company_id
 WHERE i.org_id = CAST(:org AS uuid) AND i.id IN (SELECT id FROM documents) AND i.status <> 'draft'
 GROUP BY 1, 2 ORDER BY 1, 2
""")
_AGAINST = Q(f"""{_THESE}
SELECT count(*) FILTER (WHERE balance > 0) AS owed, count(*) FILTER (WHERE status = 'draft') AS drafts,
  (SELECT count(*) FROM deliveries AS d JOIN sends AS s ON s.org_id = d.org_id AND s.id = d.send_id
    WHERE d.org_id = CAST(:org AS uuid) AND d.invoice_id IN (SELECT id FROM documents)
      AND s.state IN ('pending', 'sending', 'unsure')) AS sending
  FROM invoices WHERE org_id = CAST(:org AS uuid) AND id IN (SELECT id FROM documents)
""")
_DONE = Q(
    "SELECT id, client_id, reason, done_by, done_at, kept_until FROM client_erasures"
    " WHERE org_id = CAST(:org AS uuid) AND client_id = CAST(:client AS uuid) ORDER BY done_at DESC"
)


class PrivacyNeedsAllCompanies(Forbidden):
    code = "privacy.needs_all_companies"
    sentence = "Personal data stands in the books of all companies, and you may see only some. Ask an owner or admin."


async def preview_erasure(tx: Tx, client_id: UUID) -> ErasurePreview:
    """What `erase_client` would do now. Raises `ClientNotFound`, `PrivacyNeedsAllCompanies`."""
    await get_client(tx, client_id)
    if tx.actor.company_ids is not None:
        raise PrivacyNeedsAllCompanies
    known = {"org": tx.org_id, "client": client_id}
    goes = await _GOES.one(tx.conn, **known)
    assert goes is not None
    return ErasurePreview(
        goes=[Goes(what=what, count=count) for what, count in goes.items() if count],
        stays=await _stays(tx, client_id),
        hindrances=await _hindrances(tx, client_id),
        done=[Erasure(**row) for row in await _DONE.all(tx.conn, **known)],
    )


async def _stays(tx: Tx, client_id: UUID) -> list[Stays]:
    rows = await _STAYS.all(tx.conn, org=tx.org_id, client=client_id, zone=tx.zone)
    found = []
    for row in rows:
        country, newest = row["country"], row["newest"]
        law = retention_rule(country).law
        found.append(Stays(**row, until=kept_until(newest, country), law=law))
    return found


def last_day(stays: Sequence[Stays]) -> date | None:
    """When the last document may go; None where none is kept."""
    return max((one.until for one in stays), default=None)


async def _hindrances(tx: Tx, client_id: UUID) -> list[Hindrance]:
    """Everything that stands against an erasure now, in words that say what to do."""
    found = [
        Hindrance(
            code="hold", detail=f"{one.placed_by} placed a legal hold: {one.reason.rstrip('.')}. Release it first."
        )
        for one in await find_holds(tx, client_id)
        if one.released_at is None
    ]
    row = await _AGAINST.one(tx.conn, org=tx.org_id, client=client_id)
    assert row is not None
    if row["owed"]:
        found.append(
            Hindrance(
                code="owed",
                detail=f"Money is owed on {_counted(row['owed'], 'document')}. Settle, credit or write off first.",
            )
        )
    if row["drafts"]:
        found.append(
            Hindrance(code="drafts", detail=f"There is {_counted(row['drafts'], 'draft')}. Issue or delete first.")
        )
    if row["sending"]:
        found.append(
            Hindrance(
                code="sending",
                detail=f"There is {_counted(row['sending'], 'message')} still on the way. Wait, or say what became of it.",
            )
        )
    return found


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
