"""Links to pay one invoice: on paper they last while it is unpaid; those made by hand have an end; none can be changed unseen."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from duespark.signed_links import make
from tests.documents.reading import html_text
from tests.invoices.test_amend import MORE, allow, amend
from tests.signed_links.paper import ZLOTY, follow, on_paper, open_account, path_of, pay, scan
from tests.support.world import World, new_world


@pytest.fixture(autouse=True)
async def account(world: World) -> None:
    await open_account(world)


async def hand(world: World, invoice: dict[str, Any], **wish: Any) -> dict[str, Any]:
    answer = await world.api.post(f"/v1/invoices/{invoice['id']}/payment-links", json=wish)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


class TestOnPaper:
    async def test_the_code_leads_to_what_is_owed_now_and_how_to_pay_it(self, world: World) -> None:
        invoice = await world.add_invoice()
        (path,) = await scan(world, invoice)
        assert "amount=1476.00&currency=PLN" in path
        page = await follow(world, path)
        assert (page.status_code, page.headers["cache-control"]) == (200, "private, no-store")
        assert "noindex" in page.headers["x-robots-tag"]
        assert 'name="referrer" content="no-referrer"' in page.text
        assert "1,476.00" in page.text
        assert ZLOTY in html_text(page.text).replace(" ", "")
        assert "/pdf" not in page.text
        assert "/i/" not in page.text, "a link that may end must not hand out one that does not"

    async def test_works_for_the_rest_after_a_part_was_paid(self, world: World) -> None:
        """QRC-11, FM-12: the amount is the balance, whatever the paper says."""
        invoice = await world.add_invoice()
        path, _ = await on_paper(world, invoice)
        await pay(world, invoice, "147.60")
        page = await follow(world, path)
        assert (page.status_code, "1,328.40" in page.text) == (200, True)

    async def test_is_on_every_print_of_the_version_the_same(self, world: World) -> None:
        invoice = await world.add_invoice()
        first = await scan(world, invoice)
        await world.execute("DELETE FROM prints WHERE org_id = $1", world.org)
        assert await scan(world, invoice) == first
        assert len(await world.fetch("SELECT 1 FROM signed_links WHERE org_id = $1", world.org)) == 1

    async def test_ends_when_nothing_is_owed_and_works_again_when_something_is(self, world: World) -> None:
        invoice = await world.add_invoice()
        path, _ = await on_paper(world, invoice)
        payment = await pay(world, invoice, "1476.00")
        page = await follow(world, path)
        assert (page.status_code, "nothing left to pay" in page.text, ZLOTY[:8] in page.text) == (410, True, False)
        reversed_ = await world.api.post(f"/v1/payments/{payment['id']}/reverse", json={"reason": "bounced"})
        assert reversed_.status_code == 200, reversed_.text
        assert (await follow(world, path)).status_code == 200

    async def test_ends_with_a_void_invoice(self, world: World) -> None:
        invoice = await world.add_invoice()
        path, _ = await on_paper(world, invoice)
        await world.api.post(f"/v1/invoices/{invoice['id']}/void", json={"reason": "Wrong client"})
        assert (await follow(world, path)).status_code == 410
        assert await scan(world, invoice) == []

    async def test_an_old_paper_leads_to_what_the_invoice_says_now(self, world: World) -> None:
        await allow(world)
        invoice = await world.add_invoice()
        (old,) = await scan(world, invoice)
        assert (await amend(world, invoice, lines=MORE)).status_code == 200
        page = await follow(world, old)
        assert (page.status_code, "1,771.20" in page.text) == (200, True)
        assert "changed after the code you opened was printed" in page.text
        (new,) = await scan(world, invoice)
        assert new != old
        assert "changed after" not in (await follow(world, new)).text
        assert await scan(world, invoice, version=1) == [old]

    async def test_a_draft_has_a_code_that_says_so(self, world: World) -> None:
        (path,) = await scan(world, await world.add_draft())
        page = await follow(world, path)
        assert (page.status_code, "not issued yet" in page.text) == (404, True)
        assert await world.fetch("SELECT 1 FROM signed_links WHERE org_id = $1", world.org) == []


class TestTampering:
    async def test_is_detected_and_said_and_shows_nothing(self, world: World) -> None:
        """The rest of what such a page does not tell is in `tests/delivery/test_dead_links.py`."""
        invoice = await world.add_invoice()
        path, _ = await on_paper(world, invoice)
        for old, new in (("1476.00", "1.00"), ("PLN", "EUR"), ("sig=", "sig=A"), ("&sig=", "&once=1&sig=")):
            page = await follow(world, path.replace(old, new))
            assert (page.status_code, "cut off or changed" in page.text, "do not pay" in page.text) == (404, True, True)
            assert invoice["number"] not in page.text

    async def test_a_signature_of_another_link_does_not_fit(self, world: World) -> None:
        one, other = [(await hand(world, await world.add_invoice()))["url"] for _ in range(2)]
        mixed = path_of(one).partition("?")[0] + "?" + path_of(other).partition("?")[2]
        assert (await follow(world, mixed)).status_code == 404

    async def test_a_link_outlives_the_key_that_signed_it(self, world: World) -> None:
        path = path_of((await hand(world, await world.add_invoice()))["url"])
        rotated = await world.api.post("/v1/signing-keys/rotate")
        assert rotated.status_code in (200, 201), rotated.text
        assert (await follow(world, path)).status_code == 200

    async def test_an_unknown_one_is_a_page_that_says_so(self, world: World) -> None:
        for token in ("x", "a" * 22, "%C3%A4" * 16):
            page = await follow(world, f"/pay/{token}?amount=1.00&currency=PLN&sig=x")
            assert (page.status_code, "leads nowhere" in page.text) == (404, True)

    async def test_who_opens_too_many_has_to_wait(self, world: World) -> None:
        guest = world.guest_from("203.0.113.77")
        await asyncio.gather(*(guest.head("/pay/x") for _ in range(120)))
        told = await guest.get("/pay/x")
        assert (told.status_code, told.json()["code"]) == (429, "attempts.too_many")
        page = await guest.get("/check/x", headers={"accept": "text/html,*/*;q=0.8", "accept-language": "de"})
        assert (page.status_code, page.headers["content-language"]) == (429, "de")
        assert "zu oft geöffnet" in page.text
        assert "DueSpark" not in page.text
        assert 0 < int(page.headers["retry-after"]) < 60


class TestByHand:
    async def test_leads_to_the_page_and_is_listed(self, world: World) -> None:
        invoice = await world.add_invoice()
        made = await hand(world, invoice, days=7)
        assert (await follow(world, path_of(made["url"]))).status_code == 200
        listed = (await world.api.get(f"/v1/invoices/{invoice['id']}/payment-links")).json()
        assert listed["data"] == [made]
        assert (made["state"], made["amount"], listed["total"]) == ("open", "1476.00", 1)

    async def test_ends_after_its_days_and_says_whom_to_ask(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        invoice = await world.add_invoice()
        monkeypatch.setattr(make, "clock", lambda: datetime.now(UTC) - timedelta(days=2))
        made = await hand(world, invoice, days=1)
        page = await follow(world, path_of(made["url"]))
        assert (page.status_code, made["state"]) == (410, "expired")
        assert "has expired" in page.text
        assert "mailto:studio@example.com" in page.text
        assert BUYER_NAME not in page.text

    async def test_its_end_cannot_be_moved(self, world: World) -> None:
        made = await hand(world, await world.add_invoice(), days=1)
        path = path_of(made["url"])
        until = path.partition("until=")[2][:4]
        assert (await follow(world, path.replace(f"until={until}", "until=2099"))).status_code == 404

    async def test_for_one_payment_is_void_after_it_and_opening_it_does_not_count(self, world: World) -> None:
        """FM-17: scanners that open links must not use them up."""
        invoice = await world.add_invoice()
        await pay(world, invoice, "100.00")
        path = path_of((await hand(world, invoice, one_time=True))["url"])
        for _ in range(3):
            assert (await follow(world, path)).status_code == 200
        payment = await pay(world, invoice, "100.00")
        page = await follow(world, path)
        assert (page.status_code, "which was made" in page.text) == (410, True)
        await world.api.post(f"/v1/payments/{payment['id']}/reverse", json={"reason": "bounced"})
        assert (await follow(world, path)).status_code == 200

    async def test_stops_at_once_when_somebody_ends_it(self, world: World) -> None:
        invoice = await world.add_invoice()
        made = await hand(world, invoice)
        ended = await world.api.post(f"/v1/invoices/{invoice['id']}/payment-links/{made['id']}/revoke")
        assert (ended.status_code, ended.json()["state"]) == (200, "revoked")
        page = await follow(world, path_of(made["url"]))
        assert (page.status_code, "was ended" in page.text) == (410, True)

    async def test_is_refused_where_there_is_nothing_to_pay(self, world: World) -> None:
        draft = await world.add_draft()
        answer = await world.api.post(f"/v1/invoices/{draft['id']}/payment-links", json={})
        assert (answer.status_code, answer.json()["code"]) == (409, "payment_link.nothing_to_pay")
        world.company = await world.add_company()
        bare = await world.add_invoice()
        answer = await world.api.post(f"/v1/invoices/{bare['id']}/payment-links", json={})
        assert (answer.status_code, answer.json()["code"]) == (409, "payment_link.no_account")

    async def test_a_viewer_cannot_make_one_and_a_stranger_neither(self, world: World, database: str) -> None:
        path = f"/v1/invoices/{(await world.add_invoice())['id']}/payment-links"
        assert (await (await world.user("viewer")).post(path, json={})).status_code == 403
        async with new_world(database) as other:
            assert (await other.api.post(path, json={})).status_code == 404
            assert (await other.api.get(path)).status_code == 404


BUYER_NAME = "Example Bakery"


async def test_who_looks_is_counted_and_robots_are_not(world: World) -> None:
    invoice = await world.add_invoice()
    path = path_of((await hand(world, invoice))["url"])
    await world.guest({"user-agent": "Slackbot-LinkExpanding 1.0"}).get(path)
    assert (await world.api.get(f"/v1/invoices/{invoice['id']}/public-link")).json()["views"] == 0
    await follow(world, path)
    assert (await world.api.get(f"/v1/invoices/{invoice['id']}/public-link")).json()["views"] == 1
