"""Answers: on the public page or noted down, once, with their evidence; the seller hears of them."""

import asyncio

from tests.quotes.offer import BROWSER, answered, convert, issued_quote, path_of, read, state_of
from tests.support.post_office import jobs_of
from tests.support.world import World


class TestPublicPage:
    async def test_asks_for_the_answer(self, world: World) -> None:
        quote = await issued_quote(world, valid_until="2099-01-31")
        page = await world.guest(BROWSER).get(await path_of(world, quote["id"]))
        assert page.status_code == 200
        for text in ("Shall we go ahead?", "Accept for PLN", "No, thank you", "You can answer until January 31, 2099."):
            assert text in page.text
        assert "Paid" not in page.text

    async def test_an_invoice_has_no_form(self, world: World) -> None:
        invoice = await world.add_invoice()
        page = await world.guest(BROWSER).get(await path_of(world, invoice["id"]))
        assert "<form" not in page.text

    async def test_keeps_the_evidence(self, world: World) -> None:
        quote = await issued_quote(world)
        response = await answered(world, quote["id"], note="Please start on Monday")
        assert (response.status_code, response.headers["location"][-7:]) == (303, "#answer")
        given = (await state_of(world, quote["id"]))["given"]
        versions = (await world.api.get(f"/v1/invoices/{quote['id']}/versions")).json()["data"]
        assert (given["answer"], given["by_client"], given["name"]) == ("accepted", True, "Ada Lovelace")
        assert (given["note"], given["ip"]) == ("Please start on Monday", "127.0.0.1")
        assert given["user_agent"] == BROWSER["user-agent"]
        assert given["version_hash"] == versions[0]["hash"]
        page = await world.guest(BROWSER).get(await path_of(world, quote["id"]))
        assert "Accepted by Ada Lovelace on" in page.text
        assert "<form" not in page.text
        kinds = [
            entry["kind"] for entry in (await world.api.get(f"/v1/invoices/{quote['id']}/timeline")).json()["data"]
        ]
        assert "invoice.quote_accepted" in kinds

    async def test_a_name_is_needed(self, world: World) -> None:
        quote = await issued_quote(world)
        response = await answered(world, quote["id"], name="  ", note="<b>kept</b>")
        assert response.status_code == 422
        assert "Please type your name." in response.text
        assert "&lt;b&gt;kept&lt;/b&gt;" in response.text
        assert (await state_of(world, quote["id"]))["state"] == "open"

    async def test_the_first_answer_stays(self, world: World) -> None:
        quote = await issued_quote(world)
        await answered(world, quote["id"], "rejected", note="Too dear")
        assert (await answered(world, quote["id"], "accepted")).status_code == 303
        state = await state_of(world, quote["id"])
        assert (state["state"], state["given"]["note"]) == ("rejected", "Too dear")

    async def test_two_clicks_are_one_answer(self, world: World) -> None:
        quote = await issued_quote(world)
        answers = await asyncio.gather(*(answered(world, quote["id"]) for _ in range(4)))
        assert {answer.status_code for answer in answers} == {303}
        told = [name for _, name, _ in await jobs_of(world) if name == "accounts.mail"]
        assert len(told) == 1

    async def test_our_own_people_cannot_answer_there(self, world: World) -> None:
        from tests.delivery.test_public import session

        quote = await issued_quote(world)
        browser, path = await session(world, world), await path_of(world, quote["id"])
        assert "This is what your client sees" in (await browser.get(path)).text
        await browser.post(f"{path}/answer", data={"answer": "accepted", "name": "Not the client"})
        assert (await state_of(world, quote["id"]))["state"] == "open"

    async def test_a_withdrawn_quote_cannot_be_answered(self, world: World) -> None:
        quote = await issued_quote(world)
        await world.api.post(f"/v1/invoices/{quote['id']}/void", json={"reason": "wrong prices"})
        await answered(world, quote["id"])
        assert (await read(world, quote["id"]))["answer"] is None

    async def test_hostile_names_are_shown_as_text(self, world: World) -> None:
        quote = await issued_quote(world)
        await answered(world, quote["id"], name="{note}<script>alert(1)</script>", note="{amount}")
        page = await world.guest(BROWSER).get(await path_of(world, quote["id"]))
        assert "<script>" not in page.text
        assert "{note}&lt;script&gt;" in page.text

    async def test_an_unknown_code_gets_the_friendly_page(self, world: World) -> None:
        response = await world.guest(BROWSER).post("/i/nosuchcode/answer", data={"answer": "accepted", "name": "x"})
        assert response.status_code == 404


class TestByHand:
    async def test_is_noted_down_by_a_member(self, world: World) -> None:
        quote = await issued_quote(world)
        body = {"answer": "accepted", "name": "Ada Lovelace", "note": "by phone"}
        state = (await world.api.post(f"/v1/quotes/{quote['id']}/answer", json=body)).json()
        assert (state["state"], state["given"]["by_client"]) == ("accepted", False)
        assert [name for _, name, _ in await jobs_of(world) if name == "accounts.mail"] == []

    async def test_only_for_quotes(self, world: World) -> None:
        invoice = await world.add_invoice()
        body = {"answer": "accepted", "name": "Ada"}
        refused = await world.api.post(f"/v1/quotes/{invoice['id']}/answer", json=body)
        assert (refused.status_code, refused.json()["code"]) == (409, "invoice.not_for_kind")

    async def test_not_once_it_is_invoiced(self, world: World) -> None:
        quote = await issued_quote(world)
        assert (await convert(world, quote["id"])).status_code == 201
        refused = await world.api.post(f"/v1/quotes/{quote['id']}/answer", json={"answer": "rejected", "name": "Ada"})
        assert refused.json()["code"] == "invoice.quote_closed"
