"""Attachments on their way to the client: in the mail when chosen, on the public page, and never what is not for them."""

from typing import Any

from tests.support.post_office import Wire, work_off
from tests.support.world import World

PDF = b"%PDF-1.7 hours"
BROWSER = {"user-agent": "Mozilla/5.0"}


async def issued_with_files(world: World) -> dict[str, Any]:
    draft = await world.add_draft()
    url = f"/v1/invoices/{draft['id']}/attachments"
    for name, for_client in (("Hours <May>.pdf", True), ("Our notes.pdf", False)):
        params = {"name": name, "for_client": for_client}
        assert (await world.api.post(url, content=PDF + name.encode(), params=params)).status_code == 201
    issued: dict[str, Any] = (await world.api.post(f"/v1/invoices/{draft['id']}/issue")).json()
    return issued


async def page_of(world: World, invoice: dict[str, Any]) -> str:
    link = (await world.api.get(f"/v1/invoices/{invoice['id']}/public-link")).json()
    return f"/i/{link['code']}"


class TestMail:
    async def test_carries_the_files_for_the_client_when_chosen(self, world: World, wire: Wire) -> None:
        issued = await issued_with_files(world)
        await world.api.post(f"/v1/invoices/{issued['id']}/send", json={"attachments": True})
        await work_off(world)
        (mail,) = wire.taken
        assert [(file.name, file.content_type) for file in mail.attachments][1:] == [
            ("Hours <May>.pdf", "application/pdf")
        ]
        assert mail.attachments[1].content == PDF + b"Hours <May>.pdf"

    async def test_carries_the_invoice_alone_otherwise(self, world: World, wire: Wire) -> None:
        issued = await issued_with_files(world)
        await world.api.post(f"/v1/invoices/{issued['id']}/send", json={})
        await work_off(world)
        assert len(wire.taken[0].attachments) == 1


class TestPublicPage:
    async def test_lists_and_gives_out_what_is_for_the_client(self, world: World) -> None:
        page = await page_of(world, await issued_with_files(world))
        guest = world.guest(BROWSER)
        text = (await guest.get(page)).text
        assert "Hours &lt;May&gt;.pdf" in text
        assert f'href="{page}/files/0"' in text
        assert "Our notes" not in text
        file = await guest.get(f"{page}/files/0")
        assert (file.status_code, file.content) == (200, PDF + b"Hours <May>.pdf")
        assert file.headers["content-type"] == "application/pdf"
        assert "noindex" in file.headers["x-robots-tag"]

    async def test_gives_out_nothing_else(self, world: World) -> None:
        page = await page_of(world, await issued_with_files(world))
        guest = world.guest(BROWSER)
        for place in ("1", "-1", "99"):
            assert (await guest.get(f"{page}/files/{place}")).status_code == 404
        assert (await guest.get("/i/abcdefgh12345678/files/0")).status_code == 404

    async def test_says_nothing_of_files_where_there_are_none(self, world: World) -> None:
        page = await page_of(world, await world.add_invoice())
        assert "Attachments" not in (await world.guest(BROWSER).get(page)).text
