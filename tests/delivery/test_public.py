"""The page a client opens, and who counts as having looked."""

import httpx2
import pytest

from duespark.runtime.ids import new_id, new_secret
from duespark.runtime.security import hash_token
from tests.support.post_office import Wire, work_off
from tests.support.world import World, new_world

BROWSER = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


async def code_of(world: World, invoice_id: str) -> str:
    [row] = await world.fetch("SELECT code FROM public_links WHERE invoice_id = $1", invoice_id)
    return str(row["code"])


async def views(world: World) -> int:
    rows = await world.fetch(
        "SELECT 1 FROM events WHERE org_id = $1 AND kind = 'invoice.public_link_viewed'", world.org
    )
    assert len(await world.fetch("SELECT 1 FROM link_views WHERE org_id = $1", world.org)) == len(rows)
    return len(rows)


class TestPage:
    async def test_is_there_from_issue_on_and_shows_the_invoice(self, world: World) -> None:
        invoice = await world.add_invoice()
        page = await world.guest(BROWSER).get(f"/i/{await code_of(world, invoice['id'])}")
        assert page.status_code == 200
        assert page.headers["content-type"].startswith("text/html")
        assert page.headers["cache-control"] == "private, no-store"
        assert "noindex" in page.headers["x-robots-tag"]
        assert invoice["number"] in page.text
        assert "1,476.00" in page.text

    async def test_same_link_in_every_mail(self, world: World, wire: Wire) -> None:
        invoice = await world.add_invoice()
        for _ in range(2):
            await world.api.post(f"/v1/invoices/{invoice['id']}/send", json={})
            await work_off(world)
        code = await code_of(world, invoice["id"])
        assert all(f"/i/{code}" in mail.text for mail in wire.taken)

    async def test_pdf(self, world: World) -> None:
        invoice = await world.add_invoice()
        pdf = await world.guest(BROWSER).get(f"/i/{await code_of(world, invoice['id'])}/pdf")
        assert pdf.content.startswith(b"%PDF-")
        assert pdf.headers["content-type"] == "application/pdf"

    async def test_paid_in_part_shows_the_rest(self, world: World) -> None:
        invoice = await world.add_invoice()
        payment = {"client_id": world.client["id"], "amount": "147.60", "currency": "PLN", "method": "cash"}
        paid = await world.api.post("/v1/payments", json={**payment, "received_on": invoice["document"]["issue_date"]})
        assert paid.status_code == 201, paid.text
        page = await world.guest(BROWSER).get(f"/i/{await code_of(world, invoice['id'])}")
        assert "1,328.40" in page.text

    async def test_void_says_so(self, world: World) -> None:
        invoice = await world.add_invoice()
        await world.api.post(f"/v1/invoices/{invoice['id']}/void", json={"reason": "Wrong client"})
        page = await world.guest(BROWSER).get(f"/i/{await code_of(world, invoice['id'])}")
        assert page.status_code == 200
        assert "Void" in page.text

    @pytest.mark.parametrize("path", ["/i/nosuchcode", "/i/nosuchcode/pdf", "/i/" + "a" * 5000])
    async def test_unknown_code_gets_a_friendly_page(self, world: World, path: str) -> None:
        page = await world.guest(BROWSER).get(path)
        assert page.status_code == 404
        assert "This link leads nowhere" in page.text
        assert "noindex" in page.headers["x-robots-tag"]

    async def test_draft_has_no_link(self, world: World) -> None:
        draft = await world.add_draft()
        assert await world.fetch("SELECT 1 FROM public_links WHERE invoice_id = $1", draft["id"]) == []


class TestViews:
    async def test_a_visitor_counts_once_an_hour(self, world: World) -> None:
        invoice = await world.add_invoice()
        code = await code_of(world, invoice["id"])
        guest = world.guest(BROWSER)
        for _ in range(3):
            await guest.get(f"/i/{code}")
        assert await views(world) == 1
        await world.guest({"user-agent": "Mozilla/5.0 (iPhone) Safari/604.1"}).get(f"/i/{code}/pdf")
        assert await views(world) == 2

    @pytest.mark.parametrize(
        "user_agent", ["Googlebot/2.1", "Slackbot-LinkExpanding 1.0", "curl/8.5", "python-httpx/1", ""]
    )
    async def test_robots_do_not(self, world: World, user_agent: str) -> None:
        invoice = await world.add_invoice()
        code = await code_of(world, invoice["id"])
        assert (await world.guest({"user-agent": user_agent}).get(f"/i/{code}")).status_code == 200
        assert await views(world) == 0

    async def test_head_and_prefetch_do_not(self, world: World) -> None:
        invoice = await world.add_invoice()
        code = await code_of(world, invoice["id"])
        head = await world.guest(BROWSER).head(f"/i/{code}")
        assert (head.status_code, head.content) == (200, b"")
        await world.guest({**BROWSER, "sec-purpose": "prefetch"}).get(f"/i/{code}")
        assert await views(world) == 0

    async def test_our_own_people_do_not_but_other_peoples_customers_do(self, world: World, database: str) -> None:
        invoice = await world.add_invoice()
        path = f"/i/{await code_of(world, invoice['id'])}"
        assert (await (await session(world, world)).get(path)).status_code == 200
        assert await views(world) == 0
        async with new_world(database, empty=True) as other:
            await (await session(other, world)).get(path)
        assert await views(world) == 1


async def session(owner_of: World, at: World) -> httpx2.AsyncClient:
    """A browser in which the owner of one world is signed in, looking at the other world's program."""
    token = new_secret()
    await owner_of.execute(
        "INSERT INTO sessions (id, kind, user_id, org_id, token_hash, created_at, seen_at, expires_at)"
        " VALUES ($1, 'browser', $2, $3, $4, now(), now(), now() + interval '1 day')",
        new_id(), owner_of.owner, owner_of.org, hash_token(token),
    )  # fmt: skip
    return at.guest({**BROWSER, "cookie": f"duespark_session={token}"})


class TestLink:
    async def test_says_where_it_is_and_who_looked(self, world: World) -> None:
        invoice = await world.add_invoice()
        url = f"/v1/invoices/{invoice['id']}/public-link"
        link = (await world.api.get(url)).json()
        assert (link["views"], link["last_viewed_at"]) == (0, None)
        assert link["url"].endswith(f"/i/{await code_of(world, invoice['id'])}")
        await world.guest(BROWSER).get(f"/i/{link['code']}")
        assert (await world.api.get(url)).json()["views"] == 1

    async def test_a_replaced_link_stops_working_at_once(self, world: World) -> None:
        invoice = await world.add_invoice()
        url = f"/v1/invoices/{invoice['id']}/public-link"
        old = (await world.api.get(url)).json()["code"]
        new = (await world.api.post(f"{url}/replace")).json()["code"]
        assert new != old
        assert (await world.guest(BROWSER).get(f"/i/{old}")).status_code == 410
        assert (await world.guest(BROWSER).get(f"/i/{new}")).status_code == 200

    async def test_a_draft_has_none(self, world: World) -> None:
        draft = await world.add_draft()
        answer = await world.api.get(f"/v1/invoices/{draft['id']}/public-link")
        assert (answer.status_code, answer.json()["code"]) == (404, "public_link.none")
