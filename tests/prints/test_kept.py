"""A PDF is made once and kept: the same bytes ever after, whoever asks and whatever changes."""

import asyncio
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from PIL import Image

from duespark.invoices.queries import get_invoice
from duespark.prints import keep
from duespark.prints.draw import Drawn, Wanted, draw
from duespark.prints.keep import find_print, pdf_for_job
from duespark.runtime import storage
from duespark.runtime.aside import end_free
from duespark.runtime.jobs import Work
from tests.support.world import World, new_world


async def pdf_of(world: World, invoice: dict[str, Any]) -> bytes:
    answer = await world.api.get(f"/v1/invoices/{invoice['id']}/pdf")
    assert answer.status_code == 200, answer.text
    return answer.content


async def rows_of(world: World, invoice: dict[str, Any]) -> list[Any]:
    return await world.fetch("SELECT * FROM prints WHERE invoice_id = $1", UUID(invoice["id"]))


class TestKept:
    async def test_it_is_served_from_the_store(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        """FM-24: once printed, an invoice stays as it is, also when the printer itself changes."""
        invoice = await world.add_invoice()
        first = await pdf_of(world, invoice)

        async def another_printer(wanted: Wanted) -> Any:
            raise AssertionError("drawn a second time")

        monkeypatch.setattr(keep, "draw", another_printer)
        assert await pdf_of(world, invoice) == first
        (row,) = await rows_of(world, invoice)
        assert (row["size"], row["page_count"]) == (len(first), 1)

    async def test_a_new_logo_color_or_wish_changes_nothing(self, world: World) -> None:
        """FM-24."""
        invoice = await world.add_invoice()
        first = await pdf_of(world, invoice)
        company = (await world.api.get(f"/v1/companies/{world.company['id']}")).json()
        changed = {"profile": company["profile"], "tax_registered": True, "currency": "PLN"}
        await world.paint(primary="#0F766E")
        answer = await world.api.put(
            f"/v1/companies/{company['id']}", json=changed, headers={"if-match": f'"{company["version"]}"'}
        )
        assert answer.status_code == 200, answer.text
        path = f"/v1/companies/{company['id']}/print-settings"
        await world.api.put(path, json={"einvoice": "off"}, headers={"if-match": '"0"'})
        assert await pdf_of(world, invoice) == first

    async def test_a_void_one_is_another_print_and_the_first_version_stays(self, world: World) -> None:
        invoice = await world.add_invoice()
        issued = await pdf_of(world, invoice)
        await world.api.post(f"/v1/invoices/{invoice['id']}/void", json={"reason": "wrong client"})
        void = await pdf_of(world, invoice)
        versions = f"/v1/invoices/{invoice['id']}/versions"
        assert void != issued
        assert (await world.api.get(f"{versions}/1/pdf")).content == issued
        assert len(await rows_of(world, invoice)) == 2

    async def test_a_draft_is_not_kept(self, world: World) -> None:
        draft = await world.add_draft()
        assert (await pdf_of(world, draft)).startswith(b"%PDF-")
        assert await rows_of(world, draft) == []

    async def test_many_at_once_get_the_same_bytes(self, world: World) -> None:
        invoice = await world.add_invoice()
        pdfs = await asyncio.gather(*(pdf_of(world, invoice) for _ in range(6)))
        assert len(set(pdfs)) == 1
        assert len(await rows_of(world, invoice)) == 1

    async def test_a_process_killed_between_store_and_row_loses_nothing(self, world: World) -> None:
        """FM-15: the bytes lie in the store, the row is not written: the next one writes both again."""
        invoice = await world.add_invoice()
        drawn = await draw_once(world, invoice)
        await storage.put(world.org, drawn.pdf)
        assert await rows_of(world, invoice) == []
        assert await pdf_of(world, invoice) == drawn.pdf
        assert len(await rows_of(world, invoice)) == 1

    async def test_a_row_never_points_to_nothing(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        invoice = await world.add_invoice()

        async def full(org: UUID, content: bytes, suffix: str = "") -> str:
            raise OSError("no space left")

        monkeypatch.setattr(storage, "put", full)
        assert (await world.api.get(f"/v1/invoices/{invoice['id']}/pdf")).status_code == 500
        assert await rows_of(world, invoice) == []

    async def test_damaged_bytes_are_not_handed_out(self, world: World) -> None:
        invoice = await world.add_invoice()
        await pdf_of(world, invoice)
        (row,) = await rows_of(world, invoice)
        await storage.put_at(f"{world.org}/{row['sha256']}", b"%PDF-1.7 something else")
        answer = await world.api.get(f"/v1/invoices/{invoice['id']}/pdf")
        assert answer.json()["code"] == "file.damaged"

    async def test_what_could_not_be_checked_is_not_kept(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        from duespark.einvoice import validate

        invoice = await world.add_invoice()
        with monkeypatch.context() as patch:
            patch.setattr(validate, "SECONDS", 0.0)
            await pdf_of(world, invoice)
            assert await rows_of(world, invoice) == []
        end_free()
        await pdf_of(world, invoice)
        (row,) = await rows_of(world, invoice)
        assert row["einvoice"] == "en16931"

    async def test_another_organization_sees_none_of_it(self, world: World, database: str) -> None:
        """FM-46."""
        invoice = await world.add_invoice()
        await pdf_of(world, invoice)
        async with new_world(database) as other:
            for path in ("pdf", "print", "thumbnail"):
                assert (await other.api.get(f"/v1/invoices/{invoice['id']}/{path}")).status_code == 404
            async with other.tx() as tx:
                assert await tx.conn.fetchval("SELECT count(*) FROM prints") == 0

    async def test_the_mail_and_the_public_page_have_the_same_bytes(self, world: World) -> None:
        invoice = await world.add_invoice()
        first = await pdf_of(world, invoice)
        link = (await world.api.get(f"/v1/invoices/{invoice['id']}/public-link")).json()
        assert (await world.guest().get(f"/i/{link['code']}/pdf")).content == first
        async with world.tx() as tx:
            row = await get_invoice(tx, UUID(invoice["id"]))
        assert await pdf_for_job(Work(pool=world.pool, org=world.org), row) == first


class TestDrawing:
    async def test_takes_no_connection_from_others(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        invoice, other, draft = await world.add_invoice(), await world.add_invoice(), await world.add_draft()
        link = (await world.api.get(f"/v1/invoices/{other['id']}/public-link")).json()
        shared = await world.api.post(f"/v1/invoices/{draft['id']}/preview-links", json={})
        busy, pdf = [], await draw_once(world, invoice)

        async def watched(*_: Any, **__: Any) -> Any:
            busy.append(world.pool.get_size() - world.pool.get_idle_size())
            return replace(pdf, final=False)

        async def watched_draft(*_: Any, **__: Any) -> bytes:
            return bytes((await watched()).pdf)

        monkeypatch.setattr(keep, "draw", watched)
        monkeypatch.setattr(keep, "render_pdf", watched_draft)
        path = f"/v1/invoices/{invoice['id']}"
        answers = [await world.api.get(f"{path}{rest}") for rest in ("/pdf", "/versions/1/pdf", "/thumbnail")]
        answers.append(await world.api.post(f"{path}/locked-pdf", json={"password": "not ours at all"}))
        answers.append(await world.guest().get(f"/i/{link['code']}/pdf"))
        answers.append(await world.guest().get("/p/" + shared.json()["url"].rpartition("/")[2] + "/pdf"))
        assert [one.status_code for one in answers] == [200] * 6
        assert busy == [0] * 6

    async def test_of_two_that_differ_the_first_stands_for_both(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Signatures have the time in them, so that two made at once are not the same bytes."""
        invoice = await world.add_invoice()
        drawn, turns = await draw_once(world, invoice), iter(range(9))
        both = asyncio.Barrier(2)

        async def signed(wanted: Wanted) -> Any:
            await both.wait()
            return replace(drawn, pdf=drawn.pdf + b"%% signed %d" % next(turns))

        monkeypatch.setattr(keep, "draw", signed)
        first, second = await asyncio.gather(pdf_of(world, invoice), pdf_of(world, invoice))
        (row,) = await rows_of(world, invoice)
        assert first == second == await storage.get_content(world.org, row["sha256"])
        lost = ({drawn.pdf + b"%% signed 0", drawn.pdf + b"%% signed 1"} - {first}).pop()
        with pytest.raises(storage.ObjectMissing):
            await storage.get(storage.content_key(world.org, lost))

    async def test_of_a_document_that_is_erased_meanwhile_leaves_nothing(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        invoice = await world.add_invoice()
        drawn = await draw_once(world, invoice)

        async def slow(wanted: Wanted) -> Any:
            await world.execute("UPDATE invoices SET erased_at = now() WHERE id = $1", UUID(invoice["id"]))
            return drawn

        monkeypatch.setattr(keep, "draw", slow)
        answer = await world.api.get(f"/v1/invoices/{invoice['id']}/pdf")
        assert (answer.status_code, answer.json()["code"]) == (409, "invoice.erased")
        assert await rows_of(world, invoice) == []
        with pytest.raises(storage.ObjectMissing):
            await storage.get(storage.content_key(world.org, drawn.pdf))


async def draw_once(world: World, invoice: dict[str, Any]) -> Drawn:
    """Its print, drawn and not kept."""
    async with world.tx() as tx:
        wanted = await find_print(tx, await get_invoice(tx, UUID(invoice["id"])))
    assert isinstance(wanted, Wanted)
    return await draw(wanted)


class TestThumbnail:
    async def test_shows_the_first_page_and_is_made_once(self, world: World) -> None:
        invoice = await world.add_invoice()
        path = f"/v1/invoices/{invoice['id']}/thumbnail"
        first = (await world.api.get(path)).content
        (row,) = await rows_of(world, invoice)
        picture = Image.open(__import__("io").BytesIO(first))
        assert (picture.format, picture.width) == ("PNG", 480)
        assert (await world.api.get(path)).content == first
        assert await storage.get_content(world.org, row["thumbnail"]) == first

    async def test_a_draft_has_one_that_is_not_kept(self, world: World) -> None:
        draft = await world.add_draft()
        assert (await world.api.get(f"/v1/invoices/{draft['id']}/thumbnail")).content.startswith(b"\x89PNG")
