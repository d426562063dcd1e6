"""A draft shown to somebody without an account: as it is now, for some days, and nobody else's."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from duespark.prints import preview_link
from tests.documents.reading import html_text
from tests.support.world import LINE, World, new_world


async def share(world: World, draft: dict[str, Any], days: int = 7) -> str:
    answer = await world.api.post(f"/v1/invoices/{draft['id']}/preview-links", json={"days": days})
    assert answer.status_code == 201, answer.text
    return "/p/" + answer.json()["url"].rpartition("/")[2]


class TestPreviewLink:
    async def test_shows_the_draft_as_it_is_now(self, world: World) -> None:
        draft = await world.add_draft()
        path = await share(world, draft)
        page = await world.guest().get(path)
        assert "Designwork" in html_text(page.text)
        assert page.headers["x-robots-tag"] == "noindex, nofollow"
        body = world.draft(lines=[{**LINE, "description": "Other work"}])
        await world.api.put(f"/v1/invoices/{draft['id']}", json=body, headers={"if-match": f'"{draft["version"]}"'})
        assert "Otherwork" in html_text((await world.guest().get(path)).text)

    async def test_its_pdf_says_that_it_is_a_draft(self, world: World) -> None:
        path = await share(world, await world.add_draft())
        answer = await world.guest().get(f"{path}/pdf")
        assert (answer.headers["content-type"], answer.content[:5]) == ("application/pdf", b"%PDF-")

    async def test_is_asked_for_by_its_head_alone(self, world: World) -> None:
        """Scanners of links and mail programs ask so before somebody opens it."""
        path = await share(world, await world.add_draft())
        for each, kind in ((path, "text/html; charset=utf-8"), (f"{path}/pdf", "application/pdf")):
            head = await world.guest().head(each)
            assert (head.status_code, head.headers["content-type"], head.content) == (200, kind, b"")
            assert "content-length" not in head.headers
        gone = await world.guest().head("/p/abcdefgh12345678")
        assert (gone.status_code, gone.content) == (404, b"")

    async def test_ends_after_its_days(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        path = await share(world, await world.add_draft(), days=2)
        monkeypatch.setattr(preview_link, "clock", lambda: datetime.now(UTC) + timedelta(days=2, seconds=1))
        answer = await world.guest().get(path)
        assert (answer.status_code, "This preview has ended" in answer.text) == (410, True)

    async def test_ends_when_the_draft_is_issued(self, world: World) -> None:
        draft = await world.add_draft()
        path = await share(world, draft)
        await world.api.post(f"/v1/invoices/{draft['id']}/issue")
        for each in (path, f"{path}/pdf"):
            assert (await world.guest().get(each)).status_code == 410
        refused = await world.api.post(f"/v1/invoices/{draft['id']}/preview-links", json={})
        assert refused.json()["code"] == "preview_link.not_a_draft"

    async def test_ends_when_somebody_ends_it(self, world: World) -> None:
        draft = await world.add_draft()
        path = await share(world, draft)
        links = f"/v1/invoices/{draft['id']}/preview-links"
        assert len((await world.api.get(links)).json()["data"]) == 1
        assert (await world.api.delete(links)).status_code == 204
        assert (await world.api.get(links)).json()["data"] == []
        assert (await world.guest().get(path)).status_code == 410

    async def test_goes_with_its_draft(self, world: World) -> None:
        draft = await world.add_draft()
        path = await share(world, draft)
        await world.api.delete(f"/v1/invoices/{draft['id']}", headers={"if-match": f'"{draft["version"]}"'})
        assert (await world.guest().get(path)).status_code == 404

    @pytest.mark.parametrize("code", ["x", "a" * 24, "..%2F..", "%C3%A4" * 8])
    async def test_an_unknown_code_is_a_page_that_says_so(self, world: World, code: str) -> None:
        assert (await world.guest().get(f"/p/{code}")).status_code == 404

    async def test_a_viewer_cannot_make_one_and_a_stranger_neither(self, world: World, database: str) -> None:
        draft = await world.add_draft()
        links = f"/v1/invoices/{draft['id']}/preview-links"
        assert (await (await world.user("viewer")).post(links, json={})).status_code == 403
        async with new_world(database) as other:
            assert (await other.api.post(links, json={})).status_code == 404
