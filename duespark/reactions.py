"""Door 2, events: what follows when something happens, in the same transaction."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from duespark.accounts.events import OrganizationCreated
from duespark.catalog.moved import move_contract_prices
from duespark.clients.events import ClientMerged
from duespark.companies.events import CompanyCreated
from duespark.delivery.amendments import send_amended, tell_answered
from duespark.delivery.events import AmendmentAnswered, DeliveryCancelled, DeliveryFailed, DeliverySent
from duespark.delivery.links import make_link
from duespark.delivery.receipt import send_receipt
from duespark.discounts.moved import move_discounts
from duespark.documents.templates.freeze import freeze_template
from duespark.documents.templates.moved import move_template_choices
from duespark.invoices.brand_moved import move_brand_choices
from duespark.invoices.deposits import tell_deducted
from duespark.invoices.events import (
    InvoiceAmended,
    InvoiceChecked,
    InvoiceIssued,
    InvoiceReopened,
    InvoiceSettled,
    InvoiceVoided,
)
from duespark.invoices.moved import move_invoices
from duespark.invoices.series.create import create_default_series
from duespark.payments.moved import move_payments
from duespark.quotes.convert import replace_revised
from duespark.quotes.events import QuoteAccepted, QuoteRejected
from duespark.quotes.notify import tell_seller
from duespark.reminders.moved import move_reminders
from duespark.reminders.plan import note_outcome, plan_reminders, replan, resume_reminders, stop_reminders
from duespark.reminders.policy import create_default_policy
from duespark.runtime.events import Reaction
from duespark.runtime.together import together
from duespark.runtime.tx import Tx


def _together(*reactions: Reaction) -> Reaction:
    """Reactions that know nothing of each other, with what they read asked for at once: others wait meanwhile."""

    async def react(tx: Tx, event: Any) -> None:
        await together(tx, *(_to(event, reaction) for reaction in reactions))

    return react


def _to(event: Any, reaction: Reaction) -> Callable[[Tx], Awaitable[object]]:
    return lambda tx: reaction(tx, event)


REACTIONS: Mapping[type, Sequence[Reaction]] = {
    OrganizationCreated: (create_default_policy,),
    CompanyCreated: (create_default_series,),
    ClientMerged: (
        move_invoices,
        move_payments,
        move_reminders,
        move_contract_prices,
        move_discounts,
        move_brand_choices,
        move_template_choices,
    ),
    InvoiceChecked: (_together(freeze_template, make_link, plan_reminders),),
    InvoiceIssued: (replace_revised, tell_deducted),
    InvoiceAmended: (send_amended, replan),
    AmendmentAnswered: (tell_answered,),
    InvoiceSettled: (stop_reminders, send_receipt),
    InvoiceReopened: (resume_reminders,),
    InvoiceVoided: (stop_reminders,),
    QuoteAccepted: (tell_seller,),
    QuoteRejected: (tell_seller,),
    DeliverySent: (note_outcome,),
    DeliveryFailed: (note_outcome,),
    DeliveryCancelled: (note_outcome,),
}
