"""Many invoices at once: what a run does, what it leaves, who may, and that nothing is done twice."""

import asyncio
import io
import zipfile
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pikepdf
import pytest

from duespark.bulk import file_link
from duespark.bulk import run as bulk_run
from duespark.bulk import start as bulk_start
from duespark.bulk.stuck import forget_files
from duespark.runtime import storage
from duespark.runtime.settings import settings
from duespark.runtime.web import encode_cursor
from tests.support.post_office import Killed, jobs_of, run_job, work_off
from tests.support.world import LINE, SELLER, World, new_world


async def start(world: World, action: str, filters: dict[str, Any], **more: Any) -> dict[str, Any]:
    answer = await world.api.post("/v1/bulk-runs", json={"action": action, "filters": filters, **more})
    assert answer.status_code == 202, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def work(world: World) -> None:
    """Work the queue off until no run is left in it; mails stay."""
    while any(name == "bulk.run" for _, name, _ in await jobs_of(world)):
        for number, name, arguments in await jobs_of(world):
            if name == "bulk.run":
                await world.execute("DELETE FROM pgqueuer WHERE id = $1", number)
                await run_job(world, name, arguments)


async def finished(world: World, run: dict[str, Any]) -> dict[str, Any]:
    await work(world)
    found: dict[str, Any] = (await world.api.get(f"/v1/bulk-runs/{run['id']}")).json()
    return found


async def rows(world: World, run: dict[str, Any], query: str = "") -> list[dict[str, Any]]:
    answer = await world.api.get(f"/v1/bulk-runs/{run['id']}/rows?limit=200{query}")
    found: list[dict[str, Any]] = answer.json()["data"]
    return found


def counts(run: dict[str, Any]) -> tuple[int, int, int, int]:
    return run["waiting"], run["done"], run["failed"], run["cancelled"]


class TestOnce:
    async def test_a_worker_killed_between_rows_loses_and_repeats_nothing(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for _ in range(6):
            await world.add_draft()
        run = await start(world, "issue", {"status": ["draft"]})
        act, seen = bulk_run._do, 0

        async def dies(*arguments: Any) -> None:
            nonlocal seen
            seen += 1
            await act(*arguments)
            if seen % 2 == 0:
                raise Killed  # what the row did is not committed

        monkeypatch.setattr(bulk_run, "_do", dies)
        for _ in range(20):
            try:
                await run_job(world, "bulk.run", {"run_id": run["id"]})
            except Killed:
                continue
        done = await finished(world, run)
        assert counts(done) == (0, 6, 0, 0)
        assert [row["result"] for row in await rows(world, run)] == [f"INV-2026-000{at}" for at in range(1, 7)]

    async def test_two_workers_share_a_run_without_doing_a_row_twice(self, world: World) -> None:
        for _ in range(8):
            await world.add_draft()
        run = await start(world, "issue", {"status": ["draft"]})
        await asyncio.gather(*(run_job(world, "bulk.run", {"run_id": run["id"]}) for _ in range(4)))
        assert [row["result"] for row in await rows(world, run)] == [f"INV-2026-000{at}" for at in range(1, 9)]

    async def test_a_long_run_hands_on_to_the_next_job(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(bulk_run, "SLICE", 2)
        for _ in range(5):
            await world.add_draft()
        run = await start(world, "issue", {"status": ["draft"]})
        number, name, arguments = next(one for one in await jobs_of(world) if one[1] == "bulk.run")
        await world.execute("DELETE FROM pgqueuer WHERE id = $1", number)
        await run_job(world, name, arguments)
        halfway = (await world.api.get(f"/v1/bulk-runs/{run['id']}")).json()
        assert (halfway["state"], counts(halfway)) == ("running", (3, 2, 0, 0))
        assert counts(await finished(world, run)) == (0, 5, 0, 0)

    async def test_the_same_key_starts_one_run(self, world: World) -> None:
        """FM-42: a client that asks again gets the run it began."""
        await world.add_draft()
        body = {"action": "issue", "filters": {"status": ["draft"]}}
        headers = {"idempotency-key": "again"}
        both = [(await world.api.post("/v1/bulk-runs", json=body, headers=headers)).json()["id"] for _ in range(2)]
        assert both[0] == both[1]
        assert (await world.api.get("/v1/bulk-runs")).json()["total"] == 1

    async def test_sends_go_through_the_ledger(self, world: World) -> None:
        invoice = await world.add_invoice()
        first = await start(world, "send", {"ids": [invoice["id"]]})
        second = await start(world, "send", {"ids": [invoice["id"]]})
        await finished(world, first)
        await finished(world, second)
        assert len(await world.fetch("SELECT 1 FROM deliveries WHERE org_id = $1", world.org)) == 1
        await work_off(world)

    async def test_paying_twice_pays_once(self, world: World) -> None:
        invoice = await world.add_invoice()
        runs = [await start(world, "pay", {"ids": [invoice["id"]]}) for _ in range(2)]
        found = [counts(await finished(world, run)) for run in runs]
        assert sorted(found) == [(0, 0, 1, 0), (0, 1, 0, 0)]
        assert (await world.api.get("/v1/payments")).json()["total"] == 1
        assert (await world.api.get(f"/v1/invoices/{invoice['id']}")).json()["balance"]["balance"] == "0.00"


class TestCancel:
    async def test_the_rest_does_not_begin(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(bulk_run, "SLICE", 2)
        for _ in range(5):
            await world.add_draft()
        run = await start(world, "issue", {"status": ["draft"]})
        await run_job(world, "bulk.run", {"run_id": run["id"]})
        cancelled = await world.api.post(f"/v1/bulk-runs/{run['id']}/cancel")
        assert (cancelled.json()["state"], counts(cancelled.json())) == ("cancelled", (0, 2, 0, 3))
        assert counts(await finished(world, run)) == (0, 2, 0, 3)
        assert (await world.api.get("/v1/invoices?status=draft")).json()["total"] == 3
        again = await world.api.post(f"/v1/bulk-runs/{run['id']}/cancel")
        assert (again.status_code, again.json()["code"]) == (409, "bulk.run_ended")


class TestOtherActions:
    async def test_drafts_are_deleted_and_issued_ones_stay(self, world: World) -> None:
        draft, issued = await world.add_draft(), await world.add_invoice()
        run = await start(world, "delete", {"ids": [draft["id"], issued["id"]]})
        assert counts(await finished(world, run)) == (0, 1, 1, 0)
        assert (await world.api.get(f"/v1/invoices/{draft['id']}")).status_code == 404
        assert [row["code"] for row in await rows(world, run, "&state=failed")] == ["invoice.not_allowed"]

    async def test_pdfs_come_as_one_zip(self, world: World) -> None:
        await world.add_invoice()
        await world.add_draft()
        await world.add_draft()
        run = await finished(world, await start(world, "export_pdf", {}))
        assert (run["state"], run["has_file"]) == ("done", True)
        answer = await world.api.get(f"/v1/bulk-runs/{run['id']}/file")
        with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
            names = file.namelist()
            assert len(set(names)) == 3
            assert any("INV-2026-0001" in name for name in names)
            assert all(file.read(name).startswith(b"%PDF") for name in names)

    async def test_no_pdf_of_a_zip_is_unpacked_over_another(self, world: World) -> None:
        """On Windows and macOS names that differ in small and capital letters are one."""
        for name in ("acme", "ACME"):
            company = await world.add_company(profile={**SELLER, "name": name})
            await world.add_invoice(company_id=company["id"])
        run = await finished(world, await start(world, "export_pdf", {}))
        answer = await world.api.get(f"/v1/bulk-runs/{run['id']}/file")
        with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
            assert len({name.casefold() for name in file.namelist()}) == 2

    async def test_pdfs_come_as_one_with_a_bookmark_each(self, world: World) -> None:
        numbers = [(await world.add_invoice())["number"] for _ in range(3)]
        run = await finished(world, await start(world, "merge_pdf", {}))
        answer = await world.api.get(f"/v1/bulk-runs/{run['id']}/file")
        assert answer.headers["content-type"] == "application/pdf"
        with pikepdf.open(io.BytesIO(answer.content)) as file, file.open_outline() as outline:
            assert len(file.pages) == 3
            assert [number in item.title for number, item in zip(numbers, outline.root, strict=True)] == [True] * 3
        with pytest.raises(storage.ObjectMissing):
            await storage.get(f"{world.org}/bulk/{run['id']}/1.pdf")

    async def test_one_pdf_of_very_many_is_refused(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(bulk_start, "MOST_MERGED", 1)
        await world.add_draft()
        await world.add_draft()
        answer = await world.api.post("/v1/bulk-runs", json={"action": "merge_pdf", "filters": {}})
        assert answer.json()["code"] == "bulk.too_many_for_one_pdf"

    async def test_the_export_has_the_bytes_that_were_kept(self, world: World) -> None:
        invoice = await world.add_invoice()
        run = await finished(world, await start(world, "export_pdf", {}))
        packed = (await world.api.get(f"/v1/bulk-runs/{run['id']}/file")).content
        with zipfile.ZipFile(io.BytesIO(packed)) as file:
            (content,) = [file.read(name) for name in file.namelist()]
        assert content == (await world.api.get(f"/v1/invoices/{invoice['id']}/pdf")).content

    async def test_a_merge_that_was_killed_begins_again(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        """FM-19: the drawn PDFs are in the store; what the dead worker left on its disk is thrown away."""
        await world.add_invoice()
        run = await start(world, "merge_pdf", {})

        async def killed(*_: Any, **__: Any) -> str:
            left = settings().data_dir / "packing" / run["id"]
            left.mkdir(parents=True)
            (left / "1.pdf").write_bytes(b"half a page")
            raise Killed

        with monkeypatch.context() as patch:
            patch.setattr(bulk_run, "write_merged", killed)
            with pytest.raises(Killed):
                await work(world)
        await run_job(world, "bulk.run", {"run_id": run["id"]})
        found = await finished(world, run)
        assert (found["state"], found["has_file"]) == ("done", True)
        assert not (settings().data_dir / "packing" / run["id"]).exists()

    async def test_results_come_as_csv(self, world: World) -> None:
        await world.add_draft(lines=[{**LINE, "description": " "}])
        run = await finished(world, await start(world, "issue", {"status": ["draft"]}))
        text = (await world.api.get(f"/v1/bulk-runs/{run['id']}/rows.csv")).text
        assert "invoice.not_issuable" in text
        assert "Example Bakery" in text

    async def test_pages_follow_each_other(self, world: World) -> None:
        for _ in range(3):
            await world.add_draft()
        run = await finished(world, await start(world, "delete", {"status": ["draft"]}))
        at = f"/v1/bulk-runs/{run['id']}/rows?limit=2"
        first = (await world.api.get(at)).json()
        rest = (await world.api.get(f"{at}&cursor={first['next']}")).json()
        assert [row["position"] for row in first["data"] + rest["data"]] == [1, 2, 3]
        wrong = encode_cursor("position", "two", world.org)
        assert (await world.api.get(f"{at}&cursor={wrong}")).json()["code"] == "request.bad_cursor"


class TestStart:
    async def test_another_count_than_the_person_saw_is_refused(self, world: World) -> None:
        await world.add_draft()
        body = {"action": "issue", "filters": {"status": ["draft"]}, "expected": 2}
        answer = await world.api.post("/v1/bulk-runs", json=body)
        assert (answer.status_code, answer.json()["code"]) == (409, "bulk.set_changed")

    async def test_nothing_found_is_refused(self, world: World) -> None:
        answer = await world.api.post("/v1/bulk-runs", json={"action": "issue", "filters": {"status": ["draft"]}})
        assert (answer.status_code, answer.json()["code"]) == (422, "bulk.nothing_found")

    async def test_an_unknown_filter_is_refused(self, world: World) -> None:
        """FM-46: a misspelt filter must not become everything."""
        answer = await world.api.post("/v1/bulk-runs", json={"action": "delete", "filters": {"state_": "open"}})
        assert answer.status_code == 422

    async def test_an_invoice_of_another_organization_is_not_there(self, world: World, database: str) -> None:
        """FM-46: a bulk action reaches nobody else's invoices."""
        async with new_world(database) as other:
            theirs = await other.add_draft()
            body = {"action": "delete", "filters": {"ids": [theirs["id"]]}}
            assert (await world.api.post("/v1/bulk-runs", json=body)).status_code == 404
            run = await start(other, "issue", {})
            for path in ("", "/rows", "/rows.csv", "/file"):
                assert (await world.api.get(f"/v1/bulk-runs/{run['id']}{path}")).status_code == 404
            assert (await world.api.post(f"/v1/bulk-runs/{run['id']}/cancel")).status_code == 404

    async def test_the_action_s_own_permission_is_needed(self, world: World) -> None:
        draft = await world.add_draft()
        viewer, member = await world.user("viewer"), await world.user("member")
        for who, code in ((viewer, "permission.missing"), (member, "bulk.not_permitted")):
            answer = await who.post("/v1/bulk-runs", json={"action": "pay", "filters": {"ids": [draft["id"]]}})
            assert (answer.status_code, answer.json()["code"]) == (403, code)
        ours = await start(world, "issue", {})
        assert (await viewer.post(f"/v1/bulk-runs/{ours['id']}/cancel")).status_code == 403

    async def test_other_companies_are_out_of_reach(self, world: World) -> None:
        await world.add_draft()
        second = await world.add_company()
        mine = await world.add_draft(company_id=second["id"])
        some = await world.user("member", company_ids=[UUID(second["id"])])
        answer = await some.post("/v1/bulk-runs", json={"action": "issue", "filters": {}})
        assert answer.json()["total"] == 1
        await work(world)
        assert (await world.api.get(f"/v1/invoices/{mine['id']}")).json()["status"] == "issued"
        assert (await world.api.get("/v1/invoices?status=draft")).json()["total"] == 1
        ours = await start(world, "issue", {"status": ["draft"]})
        assert (await some.get(f"/v1/bulk-runs/{ours['id']}")).status_code == 404
        assert (await some.get("/v1/bulk-runs")).json()["total"] == 1

    async def test_who_has_left_does_nothing_any_more(self, world: World) -> None:
        draft = await world.add_draft()
        member = await world.user("member")
        answer = await member.post("/v1/bulk-runs", json={"action": "issue", "filters": {"ids": [draft["id"]]}})
        await world.execute("DELETE FROM memberships WHERE org_id = $1 AND role = 'member'", world.org)
        run = await finished(world, answer.json())
        assert [row["code"] for row in await rows(world, run)] == ["bulk.actor_gone"]
        assert (await world.api.get(f"/v1/invoices/{draft['id']}")).json()["status"] == "draft"


class TestFileLink:
    async def _exported(self, world: World) -> dict[str, Any]:
        await world.add_invoice()
        return await finished(world, await start(world, "export_pdf", {}))

    async def _link(self, world: World, hours: int = 1) -> str:
        run = await self._exported(world)
        answer = await world.api.post(f"/v1/bulk-runs/{run['id']}/file-link", json={"hours": hours})
        assert answer.status_code == 200, answer.text
        return "/files/" + answer.json()["url"].rpartition("/")[2]

    async def test_downloads_without_signing_in(self, world: World) -> None:
        answer = await world.guest().get(await self._link(world))
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "private, no-store")
        assert zipfile.is_zipfile(io.BytesIO(answer.content))

    async def test_is_asked_for_by_its_head_alone(self, world: World) -> None:
        head = await world.guest().head(await self._link(world))
        assert (head.status_code, head.headers["content-type"], head.content) == (200, "application/zip", b"")

    async def test_ends_with_its_hours(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        path = await self._link(world, hours=2)
        monkeypatch.setattr(file_link, "clock", lambda: datetime.now(UTC) + timedelta(hours=2, seconds=1))
        answer = await world.guest().get(path)
        assert (answer.status_code, answer.json()["code"]) == (404, "bulk.link_expired")

    async def test_a_changed_one_is_none(self, world: World) -> None:
        path = await self._link(world)
        for wrong in (
            path[:-1],
            path[:20] + ("A" if path[20] != "A" else "B") + path[21:],
            "/files/x",
            "/files/%C3%A4",
        ):
            assert (await world.guest().get(wrong)).status_code == 404

    async def test_ends_when_the_file_is_removed(self, world: World) -> None:
        path = await self._link(world)
        await world.execute("UPDATE bulk_runs SET touched_at = now() - interval '8 days'")
        await forget_files(world.pool)
        assert (await world.guest().get(path)).json()["code"] == "bulk.link_expired"

    async def test_a_viewer_cannot_make_one(self, world: World) -> None:
        run = await self._exported(world)
        viewer = await world.user("viewer")
        assert (await viewer.post(f"/v1/bulk-runs/{run['id']}/file-link", json={})).status_code == 403
