"""Whatever is changed in the database behind the program's back is found, and the first broken link is named."""

from io import StringIO
from uuid import UUID

import asyncpg
import pytest
from rich.console import Console

from duespark.cli.verify import NoSuchOrganization, verify_all
from duespark.evidence.verify import SeriesProof, verify_organization
from tests.support.world import World, new_world


async def proofs(world: World, page: int = 500) -> list[SeriesProof]:
    """Of the series of invoices; that of credit notes is empty and holds."""
    async with world.tx() as tx:
        found = [proof async for proof in verify_organization(tx, page=page)]
    assert [proof.name for proof in found if not proof.holds and "credit note" in proof.name] == []
    return [proof for proof in found if proof.name.endswith(", invoice")]


async def four(world: World) -> list[UUID]:
    """Four issued invoices."""
    return [UUID((await world.add_invoice())["id"]) for _ in range(4)]


DOCUMENT = (
    "UPDATE invoice_versions SET document = jsonb_set(document, '{notes}', '\"paid in cash\"') WHERE invoice_id = $1"
)
TAMPERING = [
    ("content", 2, DOCUMENT),
    ("content", 2, "UPDATE invoice_versions SET at = at + interval '1 microsecond' WHERE invoice_id = $1"),
    ("content", 2, "UPDATE invoice_versions SET actor_label = 'Nobody' WHERE invoice_id = $1"),
    ("content", 2, "UPDATE invoice_versions SET look = '{\"brand_color\": \"#FF0000\", \"logo_key\": null}' WHERE invoice_id = $1"),
    ("content", 2, "UPDATE invoice_versions SET hash = repeat('0', 64) WHERE invoice_id = $1"),
    ("previous", 2, "UPDATE invoice_versions SET previous_hash = '' WHERE invoice_id = $1"),
    ("previous", 3, "DELETE FROM invoice_versions WHERE invoice_id = $1"),
    ("signature", 2, "UPDATE invoice_versions SET signature = decode(repeat('00', 64), 'hex') WHERE invoice_id = $1"),
    ("key", 2, "UPDATE invoice_versions SET key_id = gen_random_uuid() WHERE invoice_id = $1"),
    ("ledger", 2, "UPDATE invoices SET document = jsonb_set(document, '{notes}', '\"x\"') WHERE id = $1"),
    ("ledger", 2, "UPDATE invoices SET gross = gross + 1 WHERE id = $1"),
    ("ledger", 2, "UPDATE invoices SET status = 'void' WHERE id = $1"),
    ("ledger", 2, "DELETE FROM invoices WHERE id = $1"),
]  # fmt: skip


class TestVerify:
    @pytest.mark.parametrize("page", [1, 2, 500])
    async def test_an_untouched_ledger_holds(self, world: World, page: int) -> None:
        first, *_ = await four(world)
        await world.api.post(f"/v1/invoices/{first}/void", json={"reason": "Wrong client"})
        await world.add_invoice()
        (proof,) = await proofs(world, page)
        assert proof.holds, proof.broken
        assert (proof.versions, proof.numbers.used) == (6, 5)

    @pytest.mark.parametrize("page", [1, 500])
    @pytest.mark.parametrize(("what", "at", "sql"), TAMPERING)
    async def test_tampering_is_found_where_it_begins(
        self, world: World, superuser: asyncpg.Connection, what: str, at: int, sql: str, page: int
    ) -> None:
        ids = await four(world)
        number = (await world.api.get(f"/v1/invoices/{ids[at - 1]}")).json()["number"]
        await superuser.execute(sql, ids[1])
        (proof,) = await proofs(world, page)
        assert proof.broken is not None
        assert (proof.broken.what, proof.broken.position, proof.broken.invoice_number) == (what, at, number)
        assert proof.versions == 1
        assert not proof.holds

    async def test_versions_that_changed_places_are_found(self, world: World, superuser: asyncpg.Connection) -> None:
        ids = await four(world)
        for before, after in ((2, 12), (3, 2), (12, 3)):
            await superuser.execute(
                "UPDATE invoice_versions SET position = $2 WHERE org_id = $3 AND position = $1",
                before,
                after,
                world.org,
            )
        (proof,) = await proofs(world)
        assert proof.broken is not None
        assert (proof.broken.what, proof.broken.position, proof.broken.invoice_id) == ("order", 2, ids[2])

    @pytest.mark.parametrize("kept", [0, 3])
    async def test_what_was_cut_off_at_the_end_is_found(
        self, world: World, superuser: asyncpg.Connection, kept: int
    ) -> None:
        await four(world)
        await superuser.execute("DELETE FROM invoice_versions WHERE org_id = $1 AND position > $2", world.org, kept)
        (proof,) = await proofs(world)
        assert proof.broken is not None
        assert (proof.broken.what, proof.versions) == ("end", kept)

    async def test_everything_resealed_without_the_key_is_found(
        self, world: World, superuser: asyncpg.Connection
    ) -> None:
        """Whoever writes the whole chain anew lacks the signature."""
        await four(world)
        await superuser.execute(
            "UPDATE invoice_versions SET signature = (SELECT signature FROM invoice_versions WHERE org_id = $1"
            " AND position = 1) WHERE org_id = $1", world.org,
        )  # fmt: skip
        (proof,) = await proofs(world)
        assert proof.broken is not None
        assert (proof.broken.what, proof.broken.position) == ("signature", 2)

    async def test_a_number_without_a_version_is_found(self, world: World, superuser: asyncpg.Connection) -> None:
        ids = await four(world)
        await superuser.execute(
            "INSERT INTO invoices (org_id, id, company_id, client_id, kind, status, series_id, period, sequence, number,"
            " currency, net, tax, gross, amount_due, client_name, document, created_at, updated_at)"
            " SELECT org_id, gen_random_uuid(), company_id, client_id, kind, status, series_id, period, 5, 'INV-X',"
            " currency, net, tax, gross, amount_due, client_name, document, created_at, updated_at FROM invoices WHERE id = $1",
            ids[0],
        )
        (proof,) = await proofs(world)
        assert proof.broken is not None
        assert (proof.broken.what, proof.broken.invoice_number) == ("unsealed", "INV-X")

    async def test_a_new_key_leaves_old_versions_valid(self, world: World) -> None:
        await four(world)
        assert (await world.api.post("/v1/signing-keys/rotate")).status_code == 200
        await world.add_invoice()
        (proof,) = await proofs(world)
        assert proof.holds
        keys = {
            row["key_id"]
            for row in await world.fetch("SELECT key_id FROM invoice_versions WHERE org_id = $1", world.org)
        }
        assert len(keys) == 2

    async def test_the_program_itself_can_neither_change_nor_delete_a_version(self, world: World) -> None:
        """VER-10."""
        await four(world)
        assert await world.execute("DELETE FROM invoice_versions WHERE org_id = $1", world.org) == "DELETE 0"
        assert await world.execute("UPDATE invoice_versions SET hash = ''") == "UPDATE 0"

    async def test_every_series_has_a_chain_of_its_own(self, world: World) -> None:
        issued = [await world.add_invoice() for _ in range(2)]
        credited = await world.api.post(f"/v1/invoices/{issued[0]['id']}/credit", json={"reason": "Returned"})
        assert credited.status_code in (200, 201), credited.text
        await world.add_invoice()
        async with world.tx() as tx:
            found = [proof async for proof in verify_organization(tx)]
        begun = [(proof.versions, proof.holds) for proof in found if proof.versions]
        assert begun == [(3, True), (1, True)]


class TestCommand:
    async def test_says_what_is_broken_and_fails(
        self, world: World, database: str, superuser: asyncpg.Connection
    ) -> None:
        ids = await four(world)
        out = StringIO()
        assert await verify_all(database, Console(file=out, width=200), wanted=str(world.org))
        assert "✓ Example Studio Sp. z o.o., invoice: 4 versions, 4 numbers, head " in out.getvalue()
        await superuser.execute(DOCUMENT, ids[2])
        await superuser.execute("DELETE FROM invoices WHERE id = $1", ids[3])
        out = StringIO()
        assert not await verify_all(database, Console(file=out, width=200), wanted=str(world.org))
        number = (await world.api.get(f"/v1/invoices/{ids[2]}")).json()["number"]
        assert f"→ {number}, version 1: its content is not what was sealed (content, link 3)." in out.getvalue()
        assert f"→ The count 4 of {number[4:8]} is missing, behind {number}." in out.getvalue()

    async def test_takes_one_organization_or_all(self, world: World, database: str) -> None:
        async with new_world(database, name="Quite Another Name") as other:
            await other.add_invoice()
            out = StringIO()
            assert await verify_all(database, Console(file=out), wanted="quite another name")
            assert out.getvalue().startswith("Quite Another Name\n")
            assert "Example Organization" not in out.getvalue()
        with pytest.raises(NoSuchOrganization):
            await verify_all(database, Console(file=StringIO()), wanted="nobody")
