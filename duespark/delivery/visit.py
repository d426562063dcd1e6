"""The public page: finds what a code stands for, draws it, and counts who looked, but not robots and not ourselves."""

import hashlib
import hmac
import re
from dataclasses import dataclass
from uuid import UUID

from fastapi import Request

from duespark.accounts.principal import COOKIE
from duespark.delivery.events import PublicLinkViewed
from duespark.delivery.links import link_for
from duespark.delivery.paper import Paper, read_paper
from duespark.invoices.queries import InvoiceRow, get_invoice
from duespark.runtime.db import Q
from duespark.runtime.events import record
from duespark.runtime.security import derived_key, hash_token
from duespark.runtime.tx import Actor, Tx, bind, clock

_FIND = Q("SELECT org_id, id, invoice_id, revoked_at FROM public_links WHERE code = :code")
_OF = Q(
    "SELECT id FROM public_links WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:invoice AS uuid)"
    " AND revoked_at IS NULL"
)
_IS_MEMBER = Q(
    "SELECT 1 FROM sessions AS s JOIN memberships AS m ON m.user_id = s.user_id AND m.org_id = CAST(:org AS uuid)"
    " WHERE s.token_hash = CAST(:hash AS bytea) AND s.kind = 'browser' AND s.expires_at > CAST(:now AS timestamptz)"
)
_COUNT = Q(
    "INSERT INTO link_views (org_id, link_id, visitor, hour, at) VALUES (CAST(:org AS uuid), CAST(:link AS uuid),"
    " CAST(:visitor AS bytea), CAST(:hour AS timestamptz), CAST(:now AS timestamptz))"
    " ON CONFLICT DO NOTHING RETURNING 1"
)
_CODE = re.compile(r"[A-Za-z0-9]{8,64}")
_ROBOT = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|scan|monitor|fetch|proxy|headless|curl|wget|python|httpx|aiohttp|okhttp|java/"
    r"|go-http|node|axios|libwww|facebookexternalhit|whatsapp|telegram|slack|discord|skype|teams|bitly|embedly"
    r"|microsoft office",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What a code leads to. `is_own` when one of our own people follows it."""

    link_id: UUID
    paper: Paper
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """A code that worked once: another took its place, or the page was closed. `invoice` is what it led to."""

    invoice: InvoiceRow


async def find_visit(tx: Tx, request: Request, code: str) -> Visit | Closed | None:
    """Bind the transaction to the link's organization and read the invoice; None for an unknown code."""
    link = await _FIND.one(tx.conn, code=code) if _CODE.fullmatch(code) else None
    if link is None:
        return None
    is_own = await _is_own(tx, request, link["org_id"])
    await bind(tx, link["org_id"])
    tx.actor = Actor(kind="client", label="Somebody with the link")
    if link["revoked_at"] is not None:
        return Closed(invoice=await get_invoice(tx, link["invoice_id"]))
    return Visit(link_id=link["id"], paper=await read_paper(tx, link["invoice_id"]), is_own=is_own)


async def visit_by_payment_link(tx: Tx, request: Request, invoice_id: UUID) -> Visit:
    """A visit to the document behind a payment link, in a transaction that is bound to its organization already."""
    await link_for(tx, invoice_id)
    link_id = await _OF.value(tx.conn, org=tx.org_id, invoice=invoice_id)
    is_own = await _is_own(tx, request, tx.org_id)
    return Visit(link_id=link_id, paper=await read_paper(tx, invoice_id), is_own=is_own)


async def _is_own(tx: Tx, request: Request, org: UUID) -> bool:
    """Whether a member of the organization asks, by the cookie of the app."""
    cookie = request.cookies.get(COOKIE)
    return bool(cookie and await _IS_MEMBER.value(tx.conn, org=org, hash=hash_token(cookie), now=clock()))


def is_robot(user_agent: str) -> bool:
    """Link scanners, previews and scripts, by what they call themselves. One without a name is one too.

    >>> is_robot("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1")
    False
    >>> is_robot("Slackbot-LinkExpanding 1.0")
    True
    """
    return not user_agent.strip() or bool(_ROBOT.search(user_agent))


def is_prefetch(request: Request) -> bool:
    """Whether a browser loads the page before anybody asked for it."""
    return "prefetch" in request.headers.get("sec-purpose", request.headers.get("purpose", "")).lower()


async def count_view(tx: Tx, request: Request, visit: Visit) -> None:
    """One view a visitor and hour; a keyed hash stands for the visitor."""
    user_agent = request.headers.get("user-agent", "")
    if visit.is_own or is_robot(user_agent) or is_prefetch(request):
        return
    visitor = hmac.new(derived_key("visitor/1"), f"{tx.origin.ip}|{user_agent}".encode(), hashlib.sha256).digest()[:16]
    hour = tx.now.replace(minute=0, second=0, microsecond=0)
    if await _COUNT.value(tx.conn, org=tx.org_id, link=visit.link_id, visitor=visitor, hour=hour, now=tx.now):
        await record(tx, PublicLinkViewed(visit.paper.invoice.id, visit.link_id))
