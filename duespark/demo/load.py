"""Lets the demo's story happen: day by day, through the verbs that the API uses."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from duespark.accounts.clock import reset_clock
from duespark.accounts.organizations import create_organization
from duespark.accounts.schemas import OrganizationIn
from duespark.accounts.users import add_verified_user, find_user
from duespark.clients.create import create as create_client
from duespark.clients.details import ClientIn
from duespark.companies.brands.change import change_brand
from duespark.companies.brands.queries import default_brand
from duespark.companies.create import create as create_company
from duespark.delivery.send import send_invoice
from duespark.demo.cast import STUDIO, WORKS, Character
from duespark.demo.rates import enter_rates
from duespark.demo.story import INVOICES, MAIL_DAYS, Event, Sale, Story, tell
from duespark.engine.errors import Conflict
from duespark.engine.invoice.document import PaymentTerms
from duespark.engine.invoice.party import Address, Party
from duespark.engine.look.palette import Palette
from duespark.engine.money.rounding import round_money
from duespark.invoices.draft import create_draft
from duespark.invoices.issue import issue_invoice
from duespark.invoices.queries import get_invoice
from duespark.invoices.schemas import DraftIn
from duespark.invoices.sent import mark_sent
from duespark.invoices.series.change import update_series
from duespark.invoices.series.queries import find_series
from duespark.invoices.series.schemas import SeriesIn
from duespark.invoices.void import void_invoice
from duespark.payments.record import record_payment
from duespark.payments.schemas import AllocationIn, PaymentIn
from duespark.reactions import REACTIONS
from duespark.reminders.pause import pause_reminders
from duespark.reminders.sweep import sweep
from duespark.runtime import events
from duespark.runtime.db import Connection, Pool, Q, open_pool
from duespark.runtime.jobs.inline import run_waiting_jobs
from duespark.runtime.settings import settings
from duespark.runtime.tx import Actor, Tx, begin, clock

_HANDS = 3
EMAIL = "demo@example.com"
NAME = "Example Organization"

_SET_CLOCK = Q("UPDATE organizations SET clock_at = CAST(:now AS timestamptz) WHERE id = CAST(:org AS uuid)")
_LEAVE = Q("DELETE FROM memberships WHERE org_id = CAST(:org AS uuid)")
_JOIN = Q(
    "INSERT INTO memberships (org_id, user_id, role, created_at) VALUES (CAST(:org AS uuid), CAST(:user AS uuid), 'owner', CAST(:now AS timestamptz))"
)
_PASSWORD = Q("DELETE FROM users WHERE id = CAST(:user AS uuid)")


class DemoNeedsMailbox(Conflict):
    code = "demo.needs_mailbox"
    sentence = "The demo sends mail to made-up people. Unset DUESPARK_SMTP_URL to load it."


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """How to sign in to the demo."""

    email: str
    password: str


@dataclass(slots=True)
class _Stage:
    """What the story needs at hand while it happens."""

    pool: Pool
    org: UUID
    user: UUID
    companies: dict[str, UUID] = field(default_factory=dict)
    clients: list[UUID] = field(default_factory=list)
    invoices: dict[int, UUID] = field(default_factory=dict)
    handed_over: list[tuple[UUID, datetime]] = field(default_factory=list)
    """Invoices that reached their clients by other means, and when."""

    @asynccontextmanager
    async def at(self, now: datetime) -> AsyncIterator[Tx]:
        """A transaction at this moment of the story; the organization's clock says so too."""
        actor = Actor(kind="user", id=self.user, label="Demo", role="owner")
        async with begin(self.pool, org=self.org, actor=actor) as tx:
            await _SET_CLOCK.run(tx.conn, org=self.org, now=now)
            tx.now = now
            yield tx


async def _hurry(conn: Connection) -> None:
    """Do not wait for the disk at each step: until the owner joins at the end, what was loaded counts for nothing."""
    await conn.execute("SET synchronous_commit = off")


@asynccontextmanager
async def _pool() -> AsyncIterator[Pool]:
    dsn = settings().database_url
    if dsn is None:
        raise RuntimeError("DATABASE_URL is not set")
    pool = await open_pool(dsn, size=8, on_connect=_hurry)
    try:
        yield pool
    finally:
        await pool.close()


async def load(*, seed: int = 2026, invoices: int = INVOICES) -> DemoLogin:
    """Load the demo and return its login.

    The owner joins the organization last: a load that was killed leaves an organization that nobody sees, and the next
    start begins anew. Raises `DemoNeedsMailbox`.
    """
    if not settings().uses_mailbox:
        raise DemoNeedsMailbox
    events.connect(REACTIONS)
    async with _pool() as pool:
        password = secrets.token_urlsafe(9)
        stage = await _begin(pool, password)
        today = clock().date()
        story = tell(today=today, seed=seed, invoices=invoices)
        first = min(story.days)
        await _introduce(stage, story, _noon(first))
        for day in sorted(story.days.keys() | _mail_days(today)):
            await _live(stage, story, day, mails=day >= today - timedelta(days=MAIL_DAYS))
        await _finish(stage, story)
    return DemoLogin(EMAIL, password)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(10), UTC)


def _mail_days(today: date) -> set[date]:
    return {today - timedelta(days=back) for back in range(1, MAIL_DAYS + 1)}


async def _begin(pool: Pool, password: str) -> _Stage:
    wanted = OrganizationIn(name=NAME, country="PL", time_zone="Europe/Warsaw", base_currency="EUR", language="en")
    async with begin(pool) as tx:
        unfinished = await find_user(tx, EMAIL)
        if unfinished is not None:
            await _PASSWORD.run(tx.conn, user=unfinished["id"])
        user = await add_verified_user(tx, email=EMAIL, name="Demo", password=password)
        assert user is not None
        made = await create_organization(tx, user_id=user, wanted=wanted, is_demo=True)
        await _LEAVE.run(tx.conn, org=made.id)
    return _Stage(pool, made.id, user)


async def _introduce(stage: _Stage, story: Story, now: datetime) -> None:
    async with stage.at(now) as tx:
        for key, wanted in (("studio", STUDIO), ("works", WORKS)):
            stage.companies[key] = (await create_company(tx, wanted=wanted)).id
        await _number_apart(tx, stage.companies["works"])
        await _look_apart(tx, stage.companies["works"])
        await enter_rates(tx, first=now.date(), last=clock().date())
        for character in story.clients:
            stage.clients.append((await create_client(tx, wanted=_client(character))).id)


async def _number_apart(tx: Tx, company_id: UUID) -> None:
    """Two companies in one list: their numbers should tell them apart."""
    series = next(one for one in await find_series(tx) if one.company_id == company_id)
    await update_series(tx, series.id, SeriesIn(pattern="EW-{year}-{seq:4}"), version=series.version)


async def _look_apart(tx: Tx, company_id: UUID) -> None:
    brand = await default_brand(tx, company_id)
    design = replace(brand.design, palette=Palette(primary="#1D4ED8"))
    await change_brand(tx, company_id, brand.id, name=brand.name, design=design, version=brand.version)


def _client(character: Character) -> ClientIn:
    mailbox = "".join(letter for letter in character.name.lower() if letter.isascii() and letter.isalpha())
    return ClientIn(
        profile=Party(
            name=character.name,
            address=Address(line1="1 Example Street", city=character.city, country=character.country),
            contact_name="Accounts payable",
            email=f"{mailbox}@example.com",
        ),
        currency=character.currency,
        language=character.language,
        time_zone=character.zone,
    )


def _draft(stage: _Stage, story: Story, sale: Sale) -> DraftIn:
    character = story.clients[sale.client]
    return DraftIn(
        company_id=stage.companies[character.company],
        client_id=stage.clients[sale.client],
        payment_terms=PaymentTerms(days=sale.terms),
        lines=sale.lines,
        allowances=sale.allowances,
        purchase_order=sale.purchase_order,
        notes="Thank you for your business.",
    )


async def _live(stage: _Stage, story: Story, day: date, *, mails: bool) -> None:
    """One day: what the story says, then what the program does by itself."""
    async with stage.at(_noon(day)) as tx:
        if mails:
            await _note_handed_over(tx, stage)
        for event in story.days.get(day, ()):
            await _happen(tx, stage, story, event, mails=mails)
    if mails:
        await sweep(stage.pool, org=stage.org)
        await asyncio.gather(*(run_waiting_jobs(stage.pool) for _ in range(_HANDS)))


async def _note_handed_over(tx: Tx, stage: _Stage) -> None:
    """Invoices of the time before count as sent from now on, so that their payments are receipted too."""
    now = tx.now
    while stage.handed_over:
        invoice_id, tx.now = stage.handed_over.pop()
        await mark_sent(tx, invoice_id)
    tx.now = now


async def _happen(tx: Tx, stage: _Stage, story: Story, event: Event, *, mails: bool) -> None:
    if event.kind == "issue":
        draft = await create_draft(tx, _draft(stage, story, event.sale))
        stage.invoices[event.sale.key] = (await issue_invoice(tx, draft.id)).id
    invoice_id = stage.invoices[event.sale.key]
    if event.kind == "issue":
        if mails:
            await send_invoice(tx, invoice_id=invoice_id)
        else:
            stage.handed_over.append((invoice_id, tx.now))
    elif event.kind == "void":
        await void_invoice(tx, invoice_id, reason="Issued to the wrong client")
    elif event.kind == "dispute":
        await pause_reminders(tx, invoice_id=invoice_id, reason="dispute", note="They count fewer pieces than we do.")
    elif event.kind == "pay":
        await _pay(tx, event, invoice_id)


async def _pay(tx: Tx, event: Event, invoice_id: UUID) -> None:
    row = await get_invoice(tx, invoice_id)
    amount = round_money(row.balance * event.share, row.currency)
    if amount <= 0:
        return
    payment = PaymentIn(
        client_id=row.client_id,
        amount=amount,
        currency=row.currency,
        received_on=tx.today,
        method="bank_transfer",
        reference=row.number or "",
        allocations=(AllocationIn(invoice_id=invoice_id, amount=amount),),
    )
    await record_payment(tx, payment)


async def _finish(stage: _Stage, story: Story) -> None:
    """Drafts of today; then the clock is the real one again and the owner comes in."""
    async with begin(stage.pool, org=stage.org) as tx:
        for sale in story.drafts:
            await create_draft(tx, _draft(stage, story, sale))
        await reset_clock(tx)
        await tx.conn.execute("SET LOCAL synchronous_commit = on")
        await _JOIN.run(tx.conn, org=stage.org, user=stage.user, now=clock())
