"""The company a member's new invoices come from: each member's own."""

from uuid import UUID

import pytest

from duespark.companies.default import choose_default, default_company
from duespark.companies.queries import CompanyNotFound
from duespark.runtime.tx import Actor
from tests.support.world import World, new_world

PATH = "/v1/default-company"


async def person(world: World, role: str, *, company_ids: frozenset[UUID] | None = None) -> Actor:
    """A new member with this role, at the keyboard."""
    await world.user(role)
    (row,) = await world.fetch("SELECT user_id FROM memberships WHERE org_id = $1 AND role = $2", world.org, role)
    return Actor(kind="user", id=row["user_id"], label=role, role=role, company_ids=company_ids)


async def choose(world: World, actor: Actor, id: str) -> None:
    async with world.tx(actor) as tx:
        await choose_default(tx, UUID(id))


async def chosen(world: World, actor: Actor) -> UUID | None:
    async with world.tx(actor) as tx:
        return await default_company(tx)


class TestDefault:
    async def test_is_each_members_own(self, world: World) -> None:
        other = await world.add_company()
        ada, ben = await person(world, "member"), await person(world, "viewer")
        assert await chosen(world, ada) is None
        for id in (world.company["id"], other["id"], other["id"]):
            await choose(world, ada, id)
            assert await chosen(world, ada) == UUID(id)
        assert await chosen(world, ben) is None
        rows = await world.fetch("SELECT action FROM audit_entries WHERE org_id = $1", world.org)
        assert [row["action"] for row in rows].count("company.choose_default") == 3

    async def test_an_archived_company_is_nobodys_default(self, world: World) -> None:
        other, ada = await world.add_company(), await person(world, "member")
        await choose(world, ada, other["id"])
        await world.api.post(f"/v1/companies/{other['id']}/archive")
        assert await chosen(world, ada) is None

    async def test_one_out_of_sight_is_not_told_and_cannot_be_chosen(self, world: World) -> None:
        other, ada = await world.add_company(), await person(world, "member")
        await choose(world, ada, other["id"])
        limited = Actor(kind="user", id=ada.id, company_ids=frozenset({UUID(world.company["id"])}))
        assert await chosen(world, limited) is None
        with pytest.raises(CompanyNotFound):
            await choose(world, limited, other["id"])

    async def test_another_organizations_company_is_unknown(self, world: World, database: str) -> None:
        ada = await person(world, "member")
        async with new_world(database) as stranger:
            with pytest.raises(CompanyNotFound):
                await choose(world, ada, stranger.company["id"])

    async def test_goes_with_the_member_who_leaves(self, world: World) -> None:
        await choose(world, await person(world, "member"), world.company["id"])
        await world.execute("DELETE FROM memberships WHERE org_id = $1 AND role = 'member'", world.org)
        assert await world.fetch("SELECT 1 FROM default_companies WHERE org_id = $1", world.org) == []


class TestProgram:
    async def test_reads_its_makers_and_does_not_choose(self, world: World) -> None:
        owner = Actor(kind="user", id=world.owner)
        await choose(world, owner, world.company["id"])
        assert (await world.api.get(PATH)).json() == {"company_id": world.company["id"]}
        answer = await world.api.put(PATH, json={"company_id": world.company["id"]})
        assert (answer.status_code, answer.json()["code"]) == (403, "person.needed")
