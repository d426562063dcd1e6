"""Links that show no document: unknown and changed ones tell nothing at all, ended ones whose they are and whom to ask."""

import time
from typing import Any

import httpx2

from duespark.documents.notices.answer import ANSWERED_AFTER
from tests.signed_links.paper import BROWSER, follow, on_paper, open_account, path_of
from tests.support.world import World, new_world


def told(answer: httpx2.Response) -> tuple[Any, ...]:
    """All an answer tells, but for the request's own id."""
    return answer.status_code, answer.content, {k: v for k, v in answer.headers.items() if k != "x-request-id"}


async def preview_of(world: World, draft: dict[str, Any]) -> str:
    made = await world.api.post(f"/v1/invoices/{draft['id']}/preview-links", json={})
    return path_of(made.json()["url"])


async def public_of(world: World, invoice: dict[str, Any]) -> str:
    found = await world.api.get(f"/v1/invoices/{invoice['id']}/public-link")
    return path_of(found.json()["url"])


async def brand(world: World, **design: Any) -> None:
    path = f"/v1/companies/{world.company['id']}/brands"
    [one] = (await world.api.get(path)).json()["data"]
    body = {"name": one["name"], "design": {**one["design"], **design}}
    changed = await world.api.put(f"{path}/{one['id']}", json=body, headers={"if-match": f'"{one["version"]}"'})
    assert changed.status_code == 200, changed.text


class TestNowhere:
    async def test_an_unknown_and_a_changed_link_get_the_same_answer_at_the_same_time(self, world: World) -> None:
        """Whoever guesses or changes addresses must not learn which of them exist."""
        await open_account(world)
        invoice = await world.add_invoice()
        pay, check = await on_paper(world, invoice)
        paths = [pay.replace("1476.00", "1.00"), check[:-4] + "0000", f"/pay/{'a' * 22}", f"/check/{'a' * 22}?hash=0"]
        paths += [f"/i/{'a' * 16}", f"/p/{'a' * 24}", f"/i/{'a' * 16}/pdf", "/i/%C3%A4", "/p/x/pdf"]
        paths += [f"{(await public_of(world, invoice)).partition('?')[0]}/files/0"]
        answers = []
        for path in paths:
            begun = time.perf_counter()
            answers.append(told(await follow(world, path)))
            assert time.perf_counter() - begun >= ANSWERED_AFTER, path
        assert answers == answers[:1] * len(paths)
        status, content, headers = answers[0]
        assert (status, headers["content-language"], headers["cache-control"]) == (404, "en", "private, no-store")
        for secret in (b"Studio", invoice["number"].encode(), b"Bakery", b"DueSpark", b"duespark"):
            assert secret not in content

    async def test_is_said_in_the_readers_language(self, world: World) -> None:
        page = await world.guest({**BROWSER, "accept-language": "he,en;q=0.5"}).get("/i/nosuchcode")
        assert (page.status_code, page.headers["content-language"], page.headers["vary"]) == (
            404, "he", "Accept-Language",
        )  # fmt: skip
        assert '<html lang="he" dir="rtl">' in page.text

    async def test_an_answer_to_a_link_that_leads_nowhere_changes_nothing(self, world: World) -> None:
        page = await world.guest(BROWSER).post("/i/nosuchcode/answer", data={"answer": "accepted", "name": "x"})
        assert (page.status_code, "leads nowhere" in page.text) == (404, True)


class TestEnded:
    async def test_a_replaced_link_is_the_sellers_page_and_names_no_document(self, world: World) -> None:
        await brand(world, white_label=True, palette={"primary": "#0A5C36"})
        client = await world.add_client(language="de")
        invoice = await world.add_invoice(client_id=client["id"])
        path = (await public_of(world, invoice)).partition("?")[0]
        await world.api.post(f"/v1/invoices/{invoice['id']}/public-link/replace")
        for each in (path, f"{path}/pdf", f"{path}/files/0"):
            page = await world.guest({**BROWSER, "accept-language": "pl"}).get(each)
            assert (page.status_code, page.headers["content-language"]) == (410, "de")
            for shown in ("Dieser Link funktioniert nicht mehr", "Example Studio", "#0A5C36", "mailto:studio@example"):
                assert shown in page.text
            for hidden in (invoice["number"], "Bakery", "1.476", "Design work", "DueSpark"):
                assert hidden not in page.text

    async def test_an_ended_preview_is_the_sellers_page_and_shows_nothing_of_the_draft(self, world: World) -> None:
        client = await world.add_client(language="ar")
        draft = await world.add_draft(client_id=client["id"])
        path = (await preview_of(world, draft)).partition("?")[0]
        await world.api.delete(f"/v1/invoices/{draft['id']}/preview-links")
        page = await world.guest(BROWSER).get(path)
        assert (page.status_code, '<html lang="ar" dir="rtl">' in page.text) == (410, True)
        assert "Example Studio" in page.text
        for hidden in ("Bakery", "Design work", draft["draft_number"] or "none"):
            assert hidden not in page.text

    async def test_one_of_an_erased_document_says_that_it_is_gone_and_a_changed_one_does_not(
        self, world: World
    ) -> None:
        await open_account(world)
        invoice = await world.add_invoice()
        pay, check = await on_paper(world, invoice)
        await world.execute("UPDATE invoices SET erased_at = now() WHERE id = $1", invoice["id"])
        await world.execute("UPDATE signed_links SET revoked_at = now() WHERE org_id = $1", world.org)
        for path in (pay, check):
            page = await follow(world, path)
            assert (page.status_code, "was erased" in page.text, "Example Studio" in page.text) == (410, True, True)
            assert invoice["number"] not in page.text
        for path in (pay.replace("1476.00", "1.00"), check[:-4] + "0000"):
            page = await follow(world, path)
            assert (page.status_code, "was erased" in page.text, "Studio" in page.text) == (404, False, False)

    async def test_is_of_the_links_organization_whoever_looks(self, world: World, database: str) -> None:
        """FM-46."""
        invoice = await world.add_invoice()
        path = (await public_of(world, invoice)).partition("?")[0]
        await world.api.post(f"/v1/invoices/{invoice['id']}/public-link/replace")
        async with new_world(database, empty=True) as other:
            profile = {**world.company["profile"], "name": "Somebody Else", "trading_name": ""}
            await other.add_company(profile=profile)
            page = await other.api.get(path, headers=BROWSER)
        assert (page.status_code, "Example Studio" in page.text, "Somebody Else" in page.text) == (410, True, False)
