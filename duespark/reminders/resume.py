"""Lets an invoice's held reminders go on."""

from uuid import UUID

from duespark.reminders.pause import lift_pause
from duespark.reminders.plan import look_again
from duespark.runtime.tx import Tx


async def resume(tx: Tx, invoice_id: UUID) -> None:
    """What fell due meanwhile is caught up with one reminder. Raises `InvoiceNotFound`, `NoPlan`, `NotPaused`."""
    await lift_pause(tx, invoice_id)
    await look_again(tx, invoice_id)
