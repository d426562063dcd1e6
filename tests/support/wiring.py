"""Mounts delivery and reminders in the program under test."""

import pytest

from duespark import app
from duespark.delivery import routes as delivery
from duespark.delivery.events import DeliveryCancelled, DeliveryFailed, DeliverySent
from duespark.delivery.links import make_link
from duespark.delivery.receipt import send_receipt
from duespark.invoices.events import InvoiceIssued, InvoiceReopened, InvoiceSettled, InvoiceVoided
from duespark.reminders import plan
from duespark.reminders import routes as reminders

_REACTIONS = {
    InvoiceIssued: (make_link, plan.plan_reminders),
    InvoiceSettled: (plan.stop_reminders, send_receipt),
    InvoiceVoided: (plan.stop_reminders,),
    InvoiceReopened: (plan.resume_reminders,),
    DeliverySent: (plan.note_outcome,),
    DeliveryFailed: (plan.note_outcome,),
    DeliveryCancelled: (plan.note_outcome,),
}


def wire_up(monkeypatch: pytest.MonkeyPatch) -> None:
    if delivery.router not in app.ROUTERS:
        routers = (*app.ROUTERS, delivery.router, delivery.public_router, reminders.router)
        monkeypatch.setattr(app, "ROUTERS", routers)
    if InvoiceIssued not in app.REACTIONS:
        monkeypatch.setattr(app, "REACTIONS", {**app.REACTIONS, **_REACTIONS})
