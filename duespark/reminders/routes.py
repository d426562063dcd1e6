"""Routes of reminders, their policies, and the test clock that makes them run."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request

from duespark.accounts.access import Router
from duespark.accounts.clock import reset_clock
from duespark.reminders import advance, pause, policy
from duespark.reminders.queries import find_upcoming
from duespark.reminders.resume import resume
from duespark.reminders.schemas import (
    Advanced,
    AdvanceIn,
    InvoiceReminders,
    PauseIn,
    PolicyIn,
    ReminderPolicies,
    ReminderPolicy,
    UpcomingReminder,
)
from duespark.reminders.show import show_reminders
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, wanted_version

router = Router(tags=["reminders"])


@router.get("/reminder-policies", "reminders.read")
async def list_reminder_policies(tx: Tx) -> ReminderPolicies:
    return ReminderPolicies(data=await policy.find_policies(tx))


@router.put("/reminder-policies/{id}", "reminders.write")
async def update_reminder_policy(tx: Tx, request: Request, id: UUID, wish: PolicyIn) -> ReminderPolicy:
    return await policy.update_policy(tx, id=id, version=wanted_version(request), wish=wish)


@router.get("/invoices/{id}/reminders", "reminders.read")
async def get_invoice_reminders(tx: Tx, id: UUID) -> InvoiceReminders:
    return await show_reminders(tx, id)


@router.post("/invoices/{id}/reminders/pause", "reminders.write")
async def pause_reminders(tx: Tx, id: UUID, wish: PauseIn) -> InvoiceReminders:
    await pause.pause_reminders(tx, invoice_id=id, reason=wish.reason, note=wish.note, until=wish.until)
    return await show_reminders(tx, id)


@router.post("/invoices/{id}/reminders/resume", "reminders.write")
async def resume_reminders(tx: Tx, id: UUID) -> InvoiceReminders:
    await resume(tx, id)
    return await show_reminders(tx, id)


@router.get("/reminders/upcoming", "reminders.read")
async def list_upcoming_reminders(
    tx: Tx, limit: Annotated[int, Query(ge=1, le=100)] = 20, cursor: str | None = None
) -> Page[UpcomingReminder]:
    return await find_upcoming(tx, limit=limit, cursor=cursor)


@router.post("/test-clock/advance", "test_clock.write", tags=["test clock"])
async def advance_test_clock(tx: Tx, request: Request, wish: AdvanceIn) -> Advanced:
    return await advance.advance(tx, request.app.state.pool, wish)


@router.delete("/test-clock", "test_clock.write", tags=["test clock"])
async def reset_test_clock(tx: Tx) -> None:
    await reset_clock(tx)
