"""Whatever people do in whatever order: the server's balances are what the books of the walk say, to the cent."""

from collections import defaultdict
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from duespark.evidence.verify import verify_organization
from tests.ledger.walk import ZERO, Walk, rounded
from tests.support.examples import EXAMPLES
from tests.support.world import World

WALKS = max(1, EXAMPLES // 20)
STEPS = 40


async def data_of(world: World, path: str, **params: str) -> list[dict[str, Any]]:
    """All rows of a list, page after page."""
    rows: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        page = (await world.api.get(path, params={"limit": "100", **params, **cursor})).json()
        rows += page["data"]
        if not page.get("next"):
            return rows
        cursor = {"cursor": page["next"]}


async def check(walk: Walk) -> None:
    """Every figure of the server that follows from the books, and those that follow from each other."""
    api = walk.world.api
    rows = await data_of(walk.world, "/v1/invoices", status="issued")
    balances: dict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
    discounts: dict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
    for row in rows:
        balances[row["client_id"], row["currency"]] += Decimal(row["balance"])
        one = (await api.get(f"/v1/invoices/{row['id']}")).json()
        parts = {name: Decimal(text) for name, text in one["balance"].items()}
        discounts[row["client_id"], row["currency"]] += parts["discounted"]
        assert parts["discounted"] <= max(ZERO, rounded(parts["amount_due"] * 2 / 100)), one["number"]
        if one["kind"] in ("invoice", "corrective_invoice"):
            taken = parts["paid"] + parts["credited"] + parts["written_off"]
            left = parts["amount_due"] - taken
            assert parts["balance"] >= 0, one["number"]
            assert parts["balance"] == left or left < 0, f"{one['number']}: {parts}"
    credit: dict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
    for client in walk.clients:
        for found in (await api.get(f"/v1/clients/{client}/credit-balance")).json()["data"]:
            credit[client, found["currency"]] = Decimal(found["available"])
            assert credit[client, found["currency"]] >= 0
    for key, owed in walk.owed.items():
        found = balances[key] - credit[key] + discounts[key]
        assert found == owed, f"{key}: {balances[key]} - {credit[key]} + {discounts[key]}, not {owed}"
    ageing = await data_of(walk.world, "/v1/ageing")
    assert {(one["client_id"], one["currency"]): Decimal(one["balance"]) for one in ageing} == {
        key: balance for key, balance in balances.items() if balance
    }
    sums = (await api.get("/v1/invoices/sums", params={"status": "issued"})).json()
    assert sums["total"] == len(rows)
    for one in sums["sums"]:
        mine = sum((balance for (_, currency), balance in balances.items() if currency == one["currency"]), ZERO)
        assert Decimal(one["balance"]) == mine, one


async def check_numbers(walk: Walk) -> None:
    """No gap, no duplicate, and as many numbers as were given."""
    used = 0
    for series in (await walk.world.api.get("/v1/series")).json()["data"]:
        report = (await walk.world.api.get(f"/v1/series/{series['id']}/report")).json()
        assert (report["gaps"], report["duplicates"]) == ([], []), report
        used += report["used"]
    assert used == walk.issued
    async with walk.world.tx() as tx:
        assert all([proof.holds async for proof in verify_organization(tx)])


class TestWalk:
    @pytest.mark.parametrize("seed", range(WALKS))
    async def test_balances_are_what_the_books_say_after_every_few_steps(self, world: World, seed: int) -> None:
        walk = Walk(world, Random(seed))
        await walk.begin()
        try:
            for step in range(1, STEPS + 1):
                await walk.step()
                if step % 10 == 0:
                    await check(walk)
            await check_numbers(walk)
        except AssertionError as error:
            raise AssertionError("\n".join([str(error), *walk.diary[-15:]])) from error

    @pytest.mark.parametrize("seed", range(WALKS))
    async def test_they_are_also_when_many_act_at_the_same_moment(self, world: World, seed: int) -> None:
        walk = Walk(world, Random(1000 + seed))
        await walk.begin()
        try:
            for _ in range(STEPS // 8):
                await walk.rush(8)
                await check(walk)
            await check_numbers(walk)
        except AssertionError as error:
            raise AssertionError("\n".join([str(error), *walk.diary[-15:]])) from error
