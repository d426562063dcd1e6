"""Does what is due for one invoice: asks the rule, records what it says, and hands the reminder to delivery."""

from dataclasses import asdict, dataclass
from uuid import UUID

from duespark.delivery.letter import Wording, say
from duespark.delivery.links import link_for, public_url
from duespark.delivery.paper import Paper, read_paper
from duespark.delivery.post import post
from duespark.delivery.queries import is_discreet
from duespark.delivery.recipients import Recipient, regular_recipients, spoken_to
from duespark.delivery.words import BadTemplate
from duespark.engine.dunning.decide import Decision, Send
from duespark.engine.errors import Invalid
from duespark.reminders.case import Case, next_look, read_case
from duespark.reminders.events import ReminderFailed, ReminderQueued, ReminderSkipped
from duespark.reminders.pause import wake
from duespark.reminders.queries import claim_plan
from duespark.reminders.wording import in_language
from duespark.runtime.db import Q
from duespark.runtime.events import record
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx

_ONE_AT_A_TIME = Q("SELECT pg_advisory_xact_lock(hashtextextended('reminders of client ' || CAST(:client AS text), 0))")
_NOTE = Q(
    "INSERT INTO reminders (org_id, id, invoice_id, client_id, step, state, due_at, at, reason, delivery_id)"
    " VALUES (CAST(:org AS uuid), CAST(:id AS uuid), CAST(:invoice AS uuid), CAST(:client AS uuid), :step, :state,"
    " CAST(:due AS timestamptz), CAST(:now AS timestamptz), :reason, CAST(:delivery AS uuid))"
    " ON CONFLICT (org_id, invoice_id, step) DO NOTHING RETURNING id"
)
_NEXT = Q(
    "UPDATE reminder_plans SET next_at = CAST(:next_at AS timestamptz), next_step = :next_step,"
    " done_at = CAST(:done_at AS timestamptz), done_reason = :done_reason"
    " WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:invoice AS uuid)"
)


class NoAddress(Invalid):
    code = "reminders.no_address"
    sentence = "{client} has no e-mail address. Add one to the client."


_PAUSE = ("paused_at", "pause_reason", "pause_note", "paused_until")


async def one_at_a_time(tx: Tx, client_id: UUID) -> None:
    """Wait until nobody else reminds this client, and keep others out until the transaction ends."""
    await _ONE_AT_A_TIME.run(tx.conn, client=str(client_id))


async def remind(tx: Tx, *, invoice_id: UUID, client_id: UUID) -> bool:
    """Whether a reminder was queued. Does nothing when the plan is not due or another worker has it.

    One client at a time, so that two invoices of one client cannot both take the last place of its week. The client's
    lock is waited for while nothing else is held; plan and invoice are never waited for. So nobody waits in a circle.
    """
    await one_at_a_time(tx, client_id)
    plan = await claim_plan(tx, invoice_id)
    if plan is None:
        return False
    return await act(tx, await read_case(tx, await wake(tx, plan)))


async def act(tx: Tx, case: Case, *, may_send: bool = True) -> bool:
    """Follow the decision. With `may_send=False` a reminder that is due waits for the next sweep."""
    decision = case.decide(tx.now)
    await note_skipped(tx, case, decision)
    if isinstance(decision, Send) and may_send:
        queued = await _queue(tx, case, decision.step.key)
        await plan_next(tx, case.with_sent(decision.step.key, tx.now))
        return queued
    await _set_next(tx, case, decision)
    return False


async def begin_plan(tx: Tx, case: Case) -> None:
    """Write the plan of an invoice just issued. Nothing is sent: a reminder that is due waits for the next sweep."""
    decision = case.decide(tx.now)
    look = next_look(case, decision, now=tx.now)
    known = {name: getattr(case.plan, name) for name in ("invoice_id", "policy_id", *_PAUSE)}
    tx.write_last("reminder_plans", {"org_id": tx.org_id, **known, **asdict(look)}, unless_there=True)
    await note_skipped(tx, case, decision)


async def note_skipped(tx: Tx, case: Case, decision: Decision) -> None:
    """Record the steps that the decision leaves out."""
    for skip in decision.skipped:
        await _note(tx, case, skip.key, "skipped", reason=skip.reason)


async def plan_next(tx: Tx, case: Case) -> None:
    """Write down what comes after a step that was queued."""
    decision = case.decide(tx.now)
    assert not isinstance(decision, Send), "the rule sends one reminder of an invoice a day"
    await _set_next(tx, case, decision)


async def _set_next(tx: Tx, case: Case, decision: Decision) -> None:
    look = next_look(case, decision, now=tx.now)
    await _NEXT.run(tx.conn, org=tx.org_id, invoice=case.plan.invoice_id, **asdict(look))


async def _note(
    tx: Tx, case: Case, step: str, state: str, *, reason: str = "", delivery_id: UUID | None = None
) -> None:
    """One row a step, and its event; a step that has a row keeps it."""
    plan = case.plan
    known = {"org": tx.org_id, "id": new_id(), "invoice": plan.invoice_id, "client": plan.client_id, "now": tx.now}
    due = case.due_at(step)
    if (
        await _NOTE.value(tx.conn, **known, step=step, state=state, due=due, reason=reason, delivery=delivery_id)
        is None
    ):
        return
    if delivery_id is not None:
        await record(tx, ReminderQueued(plan.invoice_id, step, delivery_id))
    else:
        event = ReminderSkipped if state == "skipped" else ReminderFailed
        await record(tx, event(plan.invoice_id, step, reason))


async def _queue(tx: Tx, case: Case, key: str) -> bool:
    """Hand the step to delivery; what cannot be written is noted as failed."""
    try:
        return bool(await hand_over(tx, case, key))
    except NoAddress:
        await _note(tx, case, key, "failed", reason="no_address")
    except BadTemplate as error:
        await _note(tx, case, key, "failed", reason=str(error)[:300])
    return False


async def hand_over(tx: Tx, case: Case, key: str) -> list[str]:
    """Post the step, one message a recipient, and return the addresses; the first one's fate is the reminder's.

    Each under a business key of its own: whoever comes second finds it taken, and gets an empty list. Raises
    `NoAddress`, `BadTemplate`.
    """
    paper = await read_paper(tx, case.plan.invoice_id)
    recipients = await regular_recipients(tx, paper, "reminders", tone=case.words_of(key).tone)
    if not recipients:
        raise NoAddress(client=paper.client.name)
    link = public_url(await link_for(tx, case.plan.invoice_id))
    discreet = await is_discreet(tx, case.plan.invoice_id)
    mails = [_write(tx, case, paper, key, to, link, discreet=discreet) for to in recipients]
    posted = [await _post(tx, case, key, mail, is_copy=place > 0) for place, mail in enumerate(mails)]
    if posted[0] is None:
        return []
    await _note(tx, case, key, "planned", delivery_id=posted[0])
    return [mail.to.address for mail in mails]


@dataclass(frozen=True, slots=True)
class _Mail:
    """A step to one recipient: its words in the recipient's language, and its subject filled in. Without a `template` the message
    is not to be filled in any more."""

    to: Recipient
    subject: str
    message: str
    template: str | None


def _write(tx: Tx, case: Case, paper: Paper, key: str, to: Recipient, link: str, *, discreet: bool) -> _Mail:
    """After a locked sending in our own words, which tell nothing of the invoice. Raises `BadTemplate`."""
    spoken = spoken_to(paper, to.contact)
    if discreet:
        ours = Wording(locked=True, is_final=case.words_of(key).tone == "legal")
        subject, message = say("reminder", spoken, link=link, today=tx.today, wording=ours)
        return _Mail(to, subject, message, None)
    step = in_language(case.words_of(key), spoken.document["language"])
    wording = Wording(subject=step.subject, message=step.body, is_template=True)
    subject, _ = say("reminder", spoken, link=link, today=tx.today, wording=wording)
    return _Mail(to, subject, step.body, step.subject)


async def _post(tx: Tx, case: Case, key: str, mail: _Mail, *, is_copy: bool) -> UUID | None:
    invoice_id = case.plan.invoice_id
    return await post(
        tx,
        kind="reminder",
        invoice_id=invoice_id,
        key=f"reminder:{invoice_id}:{key}" + (f":{mail.to.address.lower()}" if is_copy else ""),
        recipient=mail.to.address,
        contact_id=mail.to.contact_id,
        subject=mail.subject,
        message=mail.message,
        subject_template=mail.template,
        step=key,
    )
