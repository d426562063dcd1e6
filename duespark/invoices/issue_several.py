"""Issue several drafts in one transaction: one lock of the series, one write, one commit for all of them.

The drafts are issued as they would be one by one, in their order, or none is. It is for those that would only wait for each
other: of one company and kind, counted in one period of one series, on one day. The others are told to come again.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from uuid import UUID

from duespark.discounts.uses import rules_in
from duespark.engine.errors import DueSparkError
from duespark.invoices.freeze import number_and_freeze_all
from duespark.invoices.issue import Prepared, prepare, use
from duespark.invoices.lifecycle_schemas import IssueIn
from duespark.invoices.queries import InvoiceRow, lock_invoices
from duespark.invoices.series.take import period_of
from duespark.runtime.together import together
from duespark.runtime.tx import Origin, Tx
from duespark.runtime.web import HttpProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A draft to issue, how, in which version if one is named, and where the request for it came from."""

    id: UUID
    choice: IssueIn
    version: int | None
    origin: Origin


Issued = InvoiceRow | Exception | None
"""The issued invoice, why it may not be issued, or None: it must be issued another time."""


async def issue_several(tx: Tx, wishes: Sequence[Wish], *, in_order: bool = False) -> list[Issued]:
    """What becomes of each of the wishes, which are for different drafts. Raises what `number_and_freeze_all` raises; then
    nothing is issued.

    With `in_order` none is issued before one that stands in front of it: what follows the first that must wait waits too.
    A draft that was made from another document or uses a discount rule is left for another time: that is locked before the
    series.
    """
    rows = await lock_invoices(tx, [wish.id for wish in wishes])
    found: dict[UUID, Issued] = {}
    alike = _alike(rows, wishes, in_order=in_order)
    tried = await together(tx, *(_trying(rows[wish.id], wish) for wish in alike))
    fit: list[Prepared] = []
    for wish, made in zip(alike, tried, strict=True):
        if isinstance(made, Exception):
            found[wish.id] = made
        elif not _locks_more(made) and (not fit or _place(made) == _place(fit[0])):
            fit.append(made)
        elif in_order:
            break
    for made in fit:
        await use(tx, made)
    if fit:
        found |= {row.id: row for row in await number_and_freeze_all(tx, [made.ready for made in fit])}
    return [found.get(wish.id) for wish in wishes]


async def issue_in_order(tx: Tx, ids: Sequence[UUID], issue_date: date | None) -> list[Issued]:
    """`issue_several` in the order of the ids, with the day given, None for each draft's own or today."""
    choice = IssueIn(issue_date=issue_date)
    wishes = [Wish(id=id, choice=choice, version=None, origin=tx.origin) for id in ids]
    return await issue_several(tx, wishes, in_order=True)


def _alike(rows: dict[UUID, InvoiceRow], wishes: Sequence[Wish], *, in_order: bool) -> list[Wish]:
    """The wishes for drafts that are there, of the company and kind of the first of them."""
    there = [wish for wish in wishes if wish.id in rows]
    kinds = {wish.id: (rows[wish.id].company_id, rows[wish.id].kind) for wish in there}
    first = kinds[there[0].id] if there else None
    chosen = takewhile if in_order else filter
    return list(chosen(lambda wish: kinds[wish.id] == first, there))


def _trying(row: InvoiceRow, wish: Wish) -> Callable[[Tx], Awaitable[Prepared | Exception]]:
    async def trying(tx: Tx) -> Prepared | Exception:
        try:
            return await prepare(tx, row, wish.choice, version=wish.version, origin=wish.origin)
        except (DueSparkError, HttpProblem) as error:
            return error

    return trying


def _locks_more(made: Prepared) -> bool:
    return made.ready.row.source_id is not None or bool(rules_in(made.ready.document))


def _place(made: Prepared) -> tuple[object, ...]:
    """What must be the same of all: the series as it was chosen and read, its period, and the day."""
    series, wish = made.ready.stamp.series, made.ready.taking
    return series.id, series.version, made.ready.stamp.chosen, period_of(series, wish), wish.on
