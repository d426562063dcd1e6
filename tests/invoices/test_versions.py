"""Versions of an invoice: read one, its own PDF, what changed, and whether its proof holds."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from duespark.accounts import signing
from duespark.engine.invoice.document import Document
from duespark.engine.invoice.history import next_version
from duespark.invoices.chain import CHAIN, Sealed, actor_text, link_values, newest_version, take_link
from duespark.invoices.queries import get_invoice
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from tests.support.world import World, new_world

LOGO = Path(__file__).parents[1] / "documents" / "logo.png"
_WRITE = Q(f"WITH {CHAIN} SELECT 1")


async def amend(world: World, invoice: dict[str, Any], change: Callable[[Document], Document]) -> None:
    """A second version, as an amendment writes it."""
    async with world.tx() as tx:
        before = await newest_version(tx, UUID(invoice["id"]))
        row = await get_invoice(tx, UUID(invoice["id"]))
        assert row.series_id is not None
        key, link = await signing.signer(tx), await take_link(tx, row.series_id)
        version = next_version(
            before, change(row.document), change="amendment", reason="As agreed",
            actor=actor_text(tx.actor.kind, tx.actor.id, tx.actor.label), at=tx.now, previous=link.previous,
        )  # fmt: skip
        await _WRITE.run(tx.conn, **link_values(tx, link.series, key, [Sealed(row.id, version, link.position)]))


async def versions_of(world: World, invoice: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await world.api.get(f"/v1/invoices/{invoice['id']}/versions")).json()["data"]
    return found


async def change_company(world: World, **fields: Any) -> None:
    company = (await world.api.get(f"/v1/companies/{world.company['id']}")).json()
    names = ("profile", "tax_registered", "currency", "language", "payment_terms_days", "reply_to")
    body = {**{name: company[name] for name in names}, **fields}
    headers = {"if-match": f'"{company["version"]}"'}
    answer = await world.api.put(f"/v1/companies/{company['id']}", json=body, headers=headers)
    assert answer.status_code == 200, answer.text


class TestVersion:
    async def test_tells_who_when_why_and_that_it_holds(self, world: World) -> None:
        """VER-03, VER-13."""
        issued = await world.add_invoice()
        await world.api.post(f"/v1/invoices/{issued['id']}/void", json={"reason": "Wrong client"})
        void, first = await versions_of(world, issued)
        assert (first["number"], first["change"], first["reason"], first["is_current"]) == (1, "issue", "", False)
        assert (void["number"], void["change"], void["reason"], void["is_current"]) == (
            2, "cancellation", "Wrong client", True,
        )  # fmt: skip
        assert (first["proof"], void["proof"]) == ("valid", "valid")
        assert void["previous_hash"] == first["hash"]
        assert first["actor_label"] == "Test key"

    async def test_has_the_whole_document(self, world: World) -> None:
        """VER-04, VER-05."""
        issued = await world.add_invoice()
        found = (await world.api.get(f"/v1/invoices/{issued['id']}/versions/1")).json()
        assert found["document"] == issued["document"]
        assert found["version"] == (await versions_of(world, issued))[0]

    async def test_prints_as_it_was_frozen(self, world: World) -> None:
        """FM-24: logo, color, name and address change; hash and PDF stay the same, byte for byte."""
        logo = await world.api.put(
            f"/v1/companies/{world.company['id']}/logo", content=LOGO.read_bytes(),
            headers={"content-type": "image/png"},
        )  # fmt: skip
        assert logo.status_code == 200, logo.text
        issued = await world.add_invoice()
        path = f"/v1/invoices/{issued['id']}/versions/1"
        before, pdf = (await versions_of(world, issued))[0], (await world.api.get(f"{path}/pdf")).content
        assert pdf.startswith(b"%PDF")
        assert pdf == (await world.api.get(f"/v1/invoices/{issued['id']}/pdf")).content
        assert (await world.api.delete(f"/v1/companies/{world.company['id']}/logo")).status_code == 200
        profile = {
            **world.company["profile"],
            "name": "Another Name",
            "address": {"line1": "Elsewhere 1", "country": "PL"},
        }
        await change_company(world, profile=profile)
        await world.paint(primary="#1D4ED8")
        assert (await versions_of(world, issued))[0] == before
        assert (await world.api.get(f"{path}/pdf")).content == pdf

    async def test_of_a_void_invoice_print_both_ways(self, world: World) -> None:
        issued = await world.add_invoice()
        path = f"/v1/invoices/{issued['id']}"
        before = (await world.api.get(f"{path}/pdf")).content
        await world.api.post(f"{path}/void", json={"reason": "Wrong client"})
        assert (await world.api.get(f"{path}/versions/1/pdf")).content == before
        assert (await world.api.get(f"{path}/versions/2/pdf")).content == (await world.api.get(f"{path}/pdf")).content

    async def test_the_unknown_and_the_foreign_are_not_found(self, world: World, database: str) -> None:
        issued = await world.add_invoice()
        missing = await world.api.get(f"/v1/invoices/{issued['id']}/versions/2")
        assert (missing.status_code, missing.json()["code"]) == (404, "version.not_found")
        async with new_world(database) as other:
            for path in ("versions/1", "versions/1/pdf", "versions/1/diff/1"):
                assert (await other.api.get(f"/v1/invoices/{issued['id']}/{path}")).status_code == 404


class TestDiff:
    async def test_a_void_changes_nothing_in_the_document(self, world: World) -> None:
        issued = await world.add_invoice()
        await world.api.post(f"/v1/invoices/{issued['id']}/void", json={"reason": "Wrong client"})
        found = (await world.api.get(f"/v1/invoices/{issued['id']}/versions/1/diff/2")).json()
        assert found == {"before": 1, "after": 2, "changes": []}

    async def test_names_what_changed_in_words(self, world: World) -> None:
        """VER-06: also where other invoices of the series were issued between the two versions."""
        issued = await world.add_invoice()
        await world.add_invoice()

        def other(document: Document) -> Document:
            line = replace(document.lines[0], description="Design and print")
            return replace(document, lines=(line,), notes="Thank you")

        await amend(world, issued, other)
        path = f"/v1/invoices/{issued['id']}/versions"
        changes = (await world.api.get(f"{path}/1/diff/2")).json()["changes"]
        assert [(one["label"], one["kind"], one["old"], one["new"]) for one in changes] == [
            ("Line 1, description", "changed", "Design work", "Design and print"),
            ("Notes", "changed", "", "Thank you"),
        ]
        back = (await world.api.get(f"{path}/2/diff/1")).json()["changes"]
        assert [one["new"] for one in back] == ["Design work", ""]
        assert [one["proof"] for one in await versions_of(world, issued)] == ["valid", "valid"]
        assert (await world.api.get(f"{path}/1/pdf")).content != (await world.api.get(f"{path}/2/pdf")).content


class TestSigningKey:
    async def test_is_made_once_and_kept_from_view(self, world: World) -> None:
        await world.add_invoice()
        await world.add_invoice()
        answer = await world.api.get("/v1/signing-keys")
        (key,) = answer.json()["data"]
        assert set(key) == {"id", "public_key", "created_at", "retired_at"}
        (row,) = await world.fetch("SELECT private_key, public_key FROM signing_keys WHERE org_id = $1", world.org)
        assert len(row["private_key"]) > 44
        actions = [
            row["action"] for row in await world.fetch("SELECT action FROM audit_entries WHERE org_id = $1", world.org)
        ]
        assert actions.count("signing_key.create") == 1

    async def test_a_new_one_retires_the_old(self, world: World) -> None:
        await world.add_invoice()
        (old,) = (await world.api.get("/v1/signing-keys")).json()["data"]
        new = (await world.api.post("/v1/signing-keys/rotate")).json()
        data = (await world.api.get("/v1/signing-keys")).json()["data"]
        assert [key["id"] for key in data] == [new["id"], old["id"]]
        assert data[1]["retired_at"] is not None
        member = await world.user("member")
        assert (await member.post("/v1/signing-keys/rotate")).status_code == 403

    async def test_that_cannot_be_opened_stops_issuing_and_says_why(self, world: World) -> None:
        await world.add_invoice()
        await world.execute("UPDATE signing_keys SET private_key = '\\x01' || private_key WHERE org_id = $1", world.org)
        draft = await world.add_draft()
        refused = await world.api.post(f"/v1/invoices/{draft['id']}/issue")
        assert (refused.status_code, refused.json()["code"]) == (503, "signing_key.locked")
        await world.api.post("/v1/signing-keys/rotate")
        issued = await world.api.post(f"/v1/invoices/{draft['id']}/issue")
        assert issued.json()["number"].endswith("0002")

    async def test_belongs_to_its_row(self, world: World, database: str) -> None:
        """Another organization's private key, copied over, does not open."""
        async with new_world(database) as other, world.tx() as tx:
            await other.add_invoice()
            await signing.signer(tx)
            assert await _copied(world, other, tx) == "locked"


async def _copied(world: World, other: World, tx: Tx) -> str:
    (row,) = await other.fetch("SELECT private_key FROM signing_keys WHERE org_id = $1", other.org)
    await tx.conn.execute("UPDATE signing_keys SET private_key = $2 WHERE org_id = $1", world.org, row["private_key"])
    try:
        await signing.signer(tx)
    except signing.SigningKeyLocked:
        return "locked"
    return "open"
