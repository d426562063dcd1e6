"""What a quote holds of a limited discount rule: until it is declined or expires; what is made of it holds the same use."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

from duespark.invoices.issue import issue_invoice
from duespark.quotes.answer import give_answer
from tests.discounts.test_rules import add
from tests.discounts.test_uses import draft, issue, used
from tests.quotes.offer import convert
from tests.support.world import World

FULL, OFF = "1000.00", "950.00"


async def quoted(world: World, **fields: Any) -> dict[str, Any]:
    return await issue(world, await draft(world, kind="quote", **fields))


async def answer(world: World, quote: dict[str, Any], said: str, status: int = 200) -> None:
    body = {"answer": said, "name": "Ada Lovelace"}
    given = await world.api.post(f"/v1/quotes/{quote['id']}/answer", json=body)
    assert given.status_code == status, given.text


async def revised(world: World, quote: dict[str, Any]) -> dict[str, Any]:
    made = await world.api.post(f"/v1/quotes/{quote['id']}/revise")
    assert made.status_code == 201, made.text
    return await read(world, made.json()["id"])


async def read(world: World, id: str) -> dict[str, Any]:
    found: dict[str, Any] = (await world.api.get(f"/v1/invoices/{id}")).json()
    return found


async def void(world: World, issued: dict[str, Any]) -> None:
    gone = await world.api.post(f"/v1/invoices/{issued['id']}/void", json={"reason": "Wrong"})
    assert gone.status_code == 200, gone.text


def net(found: dict[str, Any]) -> str:
    return str(found["document"]["totals"]["net"])


async def expire(world: World) -> None:
    """The last day of every quote until 2099-01-31 is over."""
    async with world.tx() as tx:
        later = tx.now.replace(year=2099, month=1, day=31) + timedelta(days=2)
    await world.set_clock(later)


async def issued_at_once(world: World, drafts: list[dict[str, Any]]) -> list[int]:
    answers = await asyncio.gather(*(world.api.post(f"/v1/invoices/{one['id']}/issue", json={}) for one in drafts))
    assert {each.json()["code"] for each in answers if each.status_code != 200} <= {"discount_rule.used_up"}
    return sorted(each.status_code for each in answers)


class TestDeclined:
    async def test_gives_back_what_it_held_and_one_of_many_takes_it(self, world: World) -> None:
        """FM-19: with a limit of one, exactly one of the drafts that were waiting for it is issued."""
        rule = await add(world, most_uses=1)
        waiting = [await draft(world) for _ in range(4)]
        quote = await quoted(world)
        assert await issued_at_once(world, waiting[:1]) == [409]
        await answer(world, quote, "rejected")
        assert await used(world, rule) == 0
        assert await issued_at_once(world, waiting) == [200, 409, 409, 409]
        await answer(world, quote, "rejected")
        assert await used(world, rule) == 1

    async def test_is_taken_again_under_the_lock_by_one_that_is_made_anew(self, world: World) -> None:
        rule = await add(world, most_uses=1)
        await world.add_invoice()
        quote = await quoted(world)
        await answer(world, quote, "rejected")
        again, beside = await revised(world, quote), await draft(world)
        assert (net(again), net(beside)) == (OFF, OFF)
        assert await issued_at_once(world, [again, beside]) == [200, 409]
        assert await used(world, rule) == 1

    async def test_an_accepted_one_holds_its_use_behind_its_last_day(self, world: World) -> None:
        rule = await add(world, most_uses=1)
        quote = await quoted(world, valid_until="2099-01-31")
        await answer(world, quote, "accepted")
        await expire(world)
        assert await used(world, rule) == 1
        made = (await convert(world, quote["id"])).json()
        assert net(await issue(world, made)) == OFF
        assert await used(world, rule) == 1


class TestExpired:
    async def test_gives_back_what_it_held_and_the_next_takes_it(self, world: World) -> None:
        rule = await add(world, most_uses=1, most_uses_per_client=1)
        quote, waiting = await quoted(world, valid_until="2099-01-31"), await draft(world)
        assert (await used(world, rule), net(waiting)) == (1, FULL)
        await expire(world)
        assert await used(world, rule) == 0
        first, second = await draft(world), await draft(world)
        assert await issued_at_once(world, [first, second]) == [200, 409]
        again = await revised(world, quote)
        assert net(again) == FULL
        assert await used(world, rule) == 1

    async def test_not_where_something_is_made_of_it(self, world: World) -> None:
        rule = await add(world, most_uses=1)
        quote = await quoted(world, valid_until="2099-01-31")
        made = (await convert(world, quote["id"])).json()
        await expire(world)
        assert await used(world, rule) == 1
        assert net(await draft(world)) == FULL
        assert net(await issue(world, made)) == OFF
        assert await used(world, rule) == 1


class TestOnePromise:
    async def test_what_takes_the_place_of_a_quote_keeps_its_discount_and_its_use(self, world: World) -> None:
        rule = await add(world, most_uses=1)
        again = await revised(world, await quoted(world))
        assert net(again) == OFF
        issued = await issue(world, again)
        assert (net(issued), await used(world, rule)) == (OFF, 1)
        assert net(await draft(world)) == FULL
        await answer(world, issued, "rejected")
        assert await used(world, rule) == 0

    async def test_is_held_until_the_last_document_lets_go(self, world: World) -> None:
        rule = await add(world, most_uses=1)
        quote = await quoted(world)
        issued = await issue(world, (await convert(world, quote["id"])).json())
        await void(world, quote)
        assert await used(world, rule) == 1
        await void(world, issued)
        assert await used(world, rule) == 0

    async def test_an_answer_waits_for_what_takes_the_place_of_the_quote(self, world: World) -> None:
        """The use goes from one to the other, and at no moment is it free for somebody else."""
        rule = await add(world, most_uses=1)
        await world.add_invoice()  # so that nobody waits for the first signing key instead
        waiting = await draft(world, company_id=(await world.add_company())["id"])
        quote = await quoted(world)
        again = await revised(world, quote)
        async with world.tx() as tx:
            await issue_invoice(tx, UUID(again["id"]))
            declined = asyncio.create_task(answer(world, quote, "rejected", status=409))
            third = asyncio.create_task(issued_at_once(world, [waiting]))
            await asyncio.sleep(0.3)
            assert not declined.done()
        await declined
        assert (await third, await used(world, rule)) == ([409], 1)

    async def test_what_takes_its_place_waits_for_an_answer_under_way(self, world: World) -> None:
        """FM-19: the quote is declined and its use taken by another, while its successor is being issued."""
        rule = await add(world, most_uses=1)
        await world.add_invoice()  # so that nobody waits for the first signing key instead
        waiting, quote = await draft(world), await quoted(world)
        again = await revised(world, quote)
        async with world.tx() as tx:
            await give_answer(tx, UUID(quote["id"]), "rejected", name="Ada Lovelace")
            successor = asyncio.create_task(issued_at_once(world, [again]))
            await asyncio.sleep(0.3)
            assert not successor.done()
            await issue_invoice(tx, UUID(waiting["id"]))
        assert (await successor, await used(world, rule)) == ([409], 1)
