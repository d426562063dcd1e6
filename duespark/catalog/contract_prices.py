"""Prices agreed with single clients: agree one, change it, take it back. They win over the prices of the catalog."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from duespark.accounts.audit import audit
from duespark.catalog.contract_queries import ContractRow, get_contract_price, lock_contract_price
from duespark.catalog.events import ItemContractPriceAgreed
from duespark.catalog.models import contract_prices
from duespark.catalog.queries import ItemRow, lock_item
from duespark.catalog.schemas import contract_price_of
from duespark.clients.queries import hold_client
from duespark.engine.errors import Conflict, Invalid
from duespark.engine.money.currency import currency
from duespark.engine.money.text import Amount
from duespark.runtime.day import Day
from duespark.runtime.db import Q, insert
from duespark.runtime.events import record
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx
from duespark.runtime.web import Closed

_INSERT = insert(contract_prices, skip=("version",))
_CHANGED = ("currency", "since", "until", "unit_price", "updated_at")
_UPDATE = Q(
    contract_prices.update()
    .where(contract_prices.c.org_id == sa.bindparam("org"), contract_prices.c.id == sa.bindparam("row"))
    .values({name: sa.bindparam(name) for name in _CHANGED} | {"version": contract_prices.c.version + 1})
)
_DELETE = Q("DELETE FROM contract_prices WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)")
_OVERLAPS = Q("""
SELECT since, until FROM contract_prices
 WHERE org_id = CAST(:org AS uuid) AND item_id = CAST(:item AS uuid) AND client_id = CAST(:client AS uuid)
   AND currency = CAST(:currency AS text) AND id <> CAST(:own AS uuid)
   AND daterange(since, until, '[]') && daterange(CAST(:since AS date), CAST(:until AS date), '[]')
 ORDER BY since LIMIT 1
""")


class InvalidContractPrice(Invalid):
    code = "contract_price.invalid"
    sentence = "The contract price cannot be used: {problem}."


class OverlappingContractPrice(Conflict):
    code = "contract_price.overlaps"
    sentence = "From {since} to {until} another price is agreed with this client. End that one first."


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractTerms(Closed):
    """A price per unit, and from which day to which it holds, both included; without `until` it has no end."""

    currency: str
    unit_price: Amount
    since: Day
    until: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractPriceIn(ContractTerms):
    """A price agreed with a client."""

    client_id: UUID


async def agree(tx: Tx, item_id: UUID, *, wanted: ContractPriceIn) -> ContractRow:
    """The new contract price; `ItemContractPriceAgreed` is recorded.

    Raises `ItemNotFound`, `ClientNotFound`, `ClientGone`, `InvalidContractPrice`, `OverlappingContractPrice`.
    """
    await hold_client(tx, wanted.client_id)
    item = await lock_item(tx, item_id)
    _check(item, wanted)
    made = new_id()
    await _check_free(tx, item_id, wanted.client_id, wanted, own=made)
    await _INSERT.run(
        tx.conn,
        org_id=tx.org_id,
        id=made,
        client_id=wanted.client_id,
        item_id=item_id,
        created_at=tx.now,
        updated_at=tx.now,
        **_terms(wanted),
    )
    after = await get_contract_price(tx, made)
    await audit(tx, "contract_price.agree", subject="contract_price", id=made, after=contract_price_of(after))
    await record(
        tx,
        ItemContractPriceAgreed(item_id, wanted.client_id, wanted.currency, wanted.unit_price, wanted.since),
    )
    return after


async def change(tx: Tx, id: UUID, *, version: int, wanted: ContractTerms) -> ContractRow:
    """The changed contract price; it stays with its item and client.

    Raises `ContractPriceNotFound`, `ClientGone`, `ChangedElsewhere`, `InvalidContractPrice`, `OverlappingContractPrice`.
    """
    known = await get_contract_price(tx, id)
    await hold_client(tx, known.client_id)
    _check(await lock_item(tx, known.item_id), wanted)
    before = await lock_contract_price(tx, id, version=version)
    await _check_free(tx, before.item_id, before.client_id, wanted, own=id)
    await _UPDATE.run(tx.conn, org=tx.org_id, row=id, updated_at=tx.now, **_terms(wanted))
    after = await get_contract_price(tx, id)
    await audit(
        tx,
        "contract_price.change",
        subject="contract_price",
        id=id,
        before=contract_price_of(before),
        after=contract_price_of(after),
    )
    return after


async def cancel(tx: Tx, id: UUID) -> None:
    """Take the contract price back; from now on the catalog's price holds. Raises `ContractPriceNotFound`."""
    before = await lock_contract_price(tx, id)
    await _DELETE.run(tx.conn, org=tx.org_id, id=id)
    await audit(tx, "contract_price.cancel", subject="contract_price", id=id, before=contract_price_of(before))


def _terms(wanted: ContractTerms) -> dict[str, object]:
    return {
        "currency": wanted.currency,
        "since": wanted.since,
        "until": wanted.until,
        "unit_price": wanted.unit_price,
    }


def _check(item: ItemRow, wanted: ContractTerms) -> None:
    if item.is_bundle:
        raise InvalidContractPrice(problem="a bundle costs what its parts cost, so agree the prices of those")
    currency(wanted.currency, pointer="/currency")
    if wanted.unit_price < 0:
        raise InvalidContractPrice(pointer="/unit_price", problem="it may not be below zero")
    if wanted.until is not None and wanted.until < wanted.since:
        raise InvalidContractPrice(pointer="/until", problem="its last day is before its first")


async def _check_free(tx: Tx, item_id: UUID, client_id: UUID, wanted: ContractTerms, *, own: UUID) -> None:
    """The item is locked, so that two requests cannot both find the days free."""
    taken = await _OVERLAPS.one(
        tx.conn,
        org=tx.org_id,
        item=item_id,
        client=client_id,
        currency=wanted.currency,
        own=own,
        since=wanted.since,
        until=wanted.until,
    )
    if taken is not None:
        raise OverlappingContractPrice(pointer="/since", since=taken["since"], until=taken["until"] or "further notice")
