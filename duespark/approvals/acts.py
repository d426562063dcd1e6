"""What a second person may be asked for: who may do it, and the verb that does it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from duespark.approvals.schemas import ActName, ApprovalIn
from duespark.engine.errors import Forbidden, Invalid
from duespark.invoices.amend import amend_invoice
from duespark.invoices.correct import correct_invoice
from duespark.invoices.credit import credit_invoice
from duespark.invoices.issue import issue_invoice
from duespark.invoices.queries import lock_invoice
from duespark.invoices.void import void_invoice
from duespark.invoices.write_off import write_off
from duespark.runtime.tx import Actor, Tx


class ActNotPermitted(Forbidden):
    code = "approval.not_permitted"
    sentence = "This needs the permission {permission}. Ask an owner or admin."


class WishMissing(Invalid):
    code = "approval.wish_missing"
    sentence = "Say in `{act}` what is to be done and why."


@dataclass(frozen=True, slots=True)
class Act:
    permission: str
    do: Callable[[Tx, ApprovalIn, bool], Awaitable[object]]


async def _issue(tx: Tx, wish: ApprovalIn, approved: bool) -> object:
    if wish.issue is None:
        return await issue_invoice(tx, wish.invoice_id, approved=approved)
    return await issue_invoice(tx, wish.invoice_id, wish.issue, approved=approved)


async def _credit(tx: Tx, wish: ApprovalIn, approved: bool) -> object:
    if wish.credit is None:
        raise WishMissing(pointer="/credit", act="credit")
    return await credit_invoice(tx, wish.invoice_id, wish.credit, approved=approved)


async def _amend(tx: Tx, wish: ApprovalIn, approved: bool) -> object:
    if wish.amend is None:
        raise WishMissing(pointer="/amend", act="amend")
    version = (await lock_invoice(tx, wish.invoice_id)).version
    return await amend_invoice(tx, wish.invoice_id, wish.amend, version=version, approved=approved)


async def _correct(tx: Tx, wish: ApprovalIn, approved: bool) -> object:
    if wish.correct is None:
        raise WishMissing(pointer="/correct", act="correct")
    return await correct_invoice(tx, wish.invoice_id, wish.correct, approved=approved)


async def _write_off(tx: Tx, wish: ApprovalIn, approved: bool) -> object:
    if wish.write_off is None:
        raise WishMissing(pointer="/write_off", act="write_off")
    return await write_off(tx, wish.invoice_id, wish.write_off, approved=approved)


async def _void(tx: Tx, wish: ApprovalIn, approved: bool) -> object:
    if wish.void is None:
        raise WishMissing(pointer="/void", act="void")
    return await void_invoice(tx, wish.invoice_id, reason=wish.void.reason, approved=approved)


ACTS: Mapping[ActName, Act] = {
    "issue": Act("invoices.issue", _issue),
    "credit": Act("invoices.void", _credit),
    "amend": Act("invoices.void", _amend),
    "correct": Act("invoices.void", _correct),
    "write_off": Act("invoices.write_off", _write_off),
    "void": Act("invoices.void", _void),
}


def check_permitted(actor: Actor, act: ActName) -> None:
    """Raises `ActNotPermitted`."""
    if not actor.may(ACTS[act].permission):
        raise ActNotPermitted(permission=ACTS[act].permission)
