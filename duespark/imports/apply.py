"""Writes what was planned: each client, item and invoice through its own module, in the caller's transaction."""

from collections.abc import Awaitable, Callable
from uuid import UUID

import asyncpg

from duespark.catalog.create import create as create_item
from duespark.clients.create import create as create_client
from duespark.clients.details import ClientIn
from duespark.engine.errors import Conflict, DueSparkError
from duespark.imports.fields import Kind
from duespark.imports.known import known_records, remember
from duespark.imports.plan import Plan
from duespark.imports.plan_invoices import WantedInvoice
from duespark.invoices.take_over import find_numbers, take_over
from duespark.runtime.tx import Tx

Progress = Callable[[int], Awaitable[None]]


class RowRefused(Conflict):
    code = "import.row_refused"
    sentence = "{label} cannot be imported, so nothing was: {problem}"


class _Writer:
    """One import being written: counts what it makes, so that an undo goes back in order."""

    def __init__(self, tx: Tx, run_id: UUID, company_id: UUID | None) -> None:
        self.tx, self.run_id, self.company_id = tx, run_id, company_id
        self.position = 0

    async def made(self, kind: Kind, external_id: str, subject_id: UUID) -> UUID:
        self.position += 1
        await remember(self.tx, kind, external_id, subject_id=subject_id, run_id=self.run_id, position=self.position)
        return subject_id

    async def client(self, key: str, wanted: ClientIn) -> UUID:
        """The client of this external id, made now where there is none."""
        known = await known_records(self.tx, "clients", [key])
        if key in known:
            return known[key]
        return await self.made("clients", key, (await create_client(self.tx, wanted=wanted)).id)

    async def invoice(self, plan: Plan) -> UUID:
        wanted: WantedInvoice = plan.wanted
        assert self.company_id is not None
        client_id = wanted.client_id
        if client_id is None:
            assert wanted.client is not None
            client_id = await self.client(wanted.client_key, wanted.client)
        corrects = None
        if wanted.corrects:
            row = (await find_numbers(self.tx, self.company_id, [wanted.corrects])).get(wanted.corrects)
            if row is not None and row["origin"] == "imported" and row["currency"] == wanted.document.currency:
                corrects = row["id"]
        id = await take_over(
            self.tx,
            wanted.document,
            company_id=self.company_id,
            client_id=client_id,
            paid=wanted.paid,
            corrects_id=corrects,
        )
        return await self.made("invoices", plan.external_id, id)

    async def write(self, kind: Kind, plan: Plan) -> UUID:
        if kind == "invoices":
            return await self.invoice(plan)
        if kind == "items":
            item = await create_item(self.tx, wanted=plan.wanted, action="item.import")
            return await self.made("items", plan.external_id, item.id)
        return await self.made("clients", plan.external_id, (await create_client(self.tx, wanted=plan.wanted)).id)


async def apply_plans(
    tx: Tx, plans: list[Plan], *, kind: Kind, run_id: UUID, company_id: UUID | None, partial: bool, progress: Progress
) -> int:
    """Write every plan that adds something, and return how many there were; fates and problems are noted in the plans.

    What the database refuses is refused alone when `partial`; else `RowRefused` is raised, and the caller's transaction
    goes back. Nothing that an earlier import made is made again.
    """
    refused = [plan for plan in plans if plan.fate == "refused"]
    if refused and not partial:
        raise RowRefused(label=refused[0].label, problem=refused[0].problem)
    writer = _Writer(tx, run_id, company_id)
    wanted = sorted((plan for plan in plans if plan.fate == "add"), key=_order)
    for at, plan in enumerate(wanted, start=1):
        await _write_one(writer, kind, plan, partial=partial)
        await progress(at)
    return sum(plan.fate == "add" for plan in plans)


def _order(plan: Plan) -> tuple[bool, int]:
    """Credit notes follow the invoices they name."""
    is_note = isinstance(plan.wanted, WantedInvoice) and plan.wanted.document.kind == "credit_note"
    return is_note, plan.row


async def _write_one(writer: _Writer, kind: Kind, plan: Plan, *, partial: bool) -> None:
    at = writer.position
    try:
        async with writer.tx.savepoint():
            plan.subject_id = await writer.write(kind, plan)
    except (DueSparkError, asyncpg.IntegrityConstraintViolationError) as error:
        problem = (
            str(error) if isinstance(error, DueSparkError) else "It is there already, or does not fit what is there."
        )
        if not partial:
            raise RowRefused(label=plan.label, problem=problem) from error
        writer.position = at
        plan.fate, plan.problem = "refused", problem
