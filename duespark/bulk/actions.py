"""What can be done to many invoices: for each action who may, and the verb that does it to one."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from duespark.bulk.schemas import ActionName, BulkWish
from duespark.delivery.send import send_unasked
from duespark.engine.errors import Forbidden
from duespark.invoices.draft import delete_draft
from duespark.invoices.issue import issue_on
from duespark.invoices.issue_several import issue_in_order
from duespark.invoices.queries import InvoiceRow, lock_invoice
from duespark.payments.settle import settle_invoice
from duespark.reminders.remind_now import remind_now
from duespark.runtime.tx import Actor, Tx

Act = Callable[[Tx, UUID, BulkWish], Awaitable[str]]
"""Does it to one invoice and returns what to show as the result."""
Several = Callable[[Tx, Sequence[UUID], BulkWish], Awaitable[Sequence[str | Exception | None]]]
"""Does it to several: of each the result, why it failed, or None for one that must be done by itself. It does all or raises."""


class ActionNotPermitted(Forbidden):
    code = "bulk.not_permitted"
    sentence = "This needs the permission {permission}. Ask an owner or admin."


@dataclass(frozen=True, slots=True)
class Action:
    """`act` is None where the work is not a change (the exports)."""

    permissions: tuple[str, ...]
    act: Act | None
    several: Several | None = None


async def _issue(tx: Tx, id: UUID, wish: BulkWish) -> str:
    return (await issue_on(tx, id, wish.issue_date)).number or ""


async def _issue_several(tx: Tx, ids: Sequence[UUID], wish: BulkWish) -> list[str | Exception | None]:
    issued = await issue_in_order(tx, ids, wish.issue_date)
    return [one.number if isinstance(one, InvoiceRow) else one for one in issued]


async def _send(tx: Tx, id: UUID, wish: BulkWish) -> str:
    return ", ".join(delivery.recipient for delivery in await send_unasked(tx, invoice_id=id))


async def _issue_and_send(tx: Tx, id: UUID, wish: BulkWish) -> str:
    number = await _issue(tx, id, wish)
    return f"{number}, {await _send(tx, id, wish)}"


async def _remind(tx: Tx, id: UUID, wish: BulkWish) -> str:
    return ", ".join(await remind_now(tx, id))


async def _pay(tx: Tx, id: UUID, wish: BulkWish) -> str:
    paid = await settle_invoice(tx, id, received_on=wish.received_on, method=wish.method, reference=wish.reference)
    return f"{paid.amount} {paid.currency}"


async def _delete(tx: Tx, id: UUID, wish: BulkWish) -> str:
    await delete_draft(tx, id, version=(await lock_invoice(tx, id)).version)
    return ""


ACTIONS: Mapping[ActionName, Action] = {
    "issue": Action(("invoices.issue",), _issue, _issue_several),
    "issue_and_send": Action(("invoices.issue", "deliveries.write"), _issue_and_send),
    "send": Action(("deliveries.write",), _send),
    "remind": Action(("reminders.write",), _remind),
    "pay": Action(("payments.write",), _pay),
    "delete": Action(("invoices.write",), _delete),
    "export_pdf": Action(("invoices.read",), None),
    "merge_pdf": Action(("invoices.read",), None),
}


def check_permitted(actor: Actor, action: ActionName) -> None:
    """Raises `ActionNotPermitted`."""
    for permission in ACTIONS[action].permissions:
        if not actor.may(permission):
            raise ActionNotPermitted(permission=permission)
