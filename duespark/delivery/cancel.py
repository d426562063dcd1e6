"""Takes back what is waiting to be sent and has lost its reason."""

from uuid import UUID

from duespark.delivery.letter import Kind
from duespark.delivery.outcome import tell
from duespark.delivery.queries import find_pending, get_delivery
from duespark.runtime import ledger
from duespark.runtime.tx import Tx


async def cancel_pending(tx: Tx, *, invoice_id: UUID, kinds: list[Kind], reason: str) -> int:
    """Cancel the invoice's deliveries of these kinds that no worker has begun; returns how many.

    Shares the lock with the worker's claim: either it is cancelled and never sent, or it is already being sent.
    """
    count = 0
    for delivery_id in await find_pending(tx, invoice_id=invoice_id, kinds=kinds):
        delivery = await get_delivery(tx, delivery_id)
        if await ledger.cancel(tx, delivery.send_id, reason=reason):
            await tell(tx, delivery_id, "cancelled")
            count += 1
    return count
