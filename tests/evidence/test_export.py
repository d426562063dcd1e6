"""The export for auditors: complete, and checkable with nothing but the lines on the documentation's page."""

import csv
import io
import json
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2

from duespark.evidence import export
from tests.support.pages import page
from tests.support.world import World, new_world

PAGE = "docs/operate/evidence.md"
DAYS = {"from": "2020-01-01", "to": "2999-12-31"}


def script() -> str:
    """The ten lines of the documentation."""
    (found,) = re.findall(r"```python\n(.*?)```", page(PAGE), re.DOTALL)
    return str(found)


def check(file: Path, content: bytes) -> subprocess.CompletedProcess[str]:
    file.write_bytes(content)
    return subprocess.run(
        [sys.executable, "-c", script(), file], capture_output=True, text=True, timeout=60, check=False
    )


async def exported(world: World, **more: str) -> httpx2.Response:
    return await world.api.get("/v1/exports/audit", params={**DAYS, **more})


class TestJson:
    async def test_is_checked_with_the_lines_of_the_documentation(self, world: World, tmp_path: Path) -> None:
        issued = [await world.add_invoice(notes="Zażółć gęślą jaźń “\u20ac” \U0001f600") for _ in range(3)]
        await world.api.post(f"/v1/invoices/{issued[0]['id']}/void", json={"reason": "Wrong client"})
        await world.api.post("/v1/signing-keys/rotate")
        await world.add_invoice()
        response = await exported(world)
        assert response.status_code == 200, response.text
        answer = check(tmp_path / "export.json", response.content)
        assert (answer.returncode, answer.stdout) == (0, "5 versions hold.\n"), answer.stderr

    async def test_a_changed_export_is_refused(self, world: World, tmp_path: Path) -> None:
        for _ in range(3):
            await world.add_invoice()
        data = (await exported(world)).json()

        def broken(change: Any) -> bool:
            copy = json.loads(json.dumps(data))
            change(copy["versions"])
            return check(tmp_path / "export.json", json.dumps(copy).encode()).returncode != 0

        assert not broken(lambda versions: None)
        assert broken(lambda versions: versions[1]["sealed"]["document"].update(notes="other"))
        assert broken(lambda versions: versions[1]["sealed"].update(reason="none"))
        assert broken(lambda versions: versions.pop(1))
        assert broken(lambda versions: versions[1].update(signature=versions[0]["signature"]))

    async def test_tells_who_did_what(self, world: World) -> None:
        issued = await world.add_invoice()
        await world.api.post(f"/v1/invoices/{issued['id']}/void", json={"reason": "Wrong client"})
        data = (await exported(world)).json()
        assert data["complete"]
        changes = [(one["sealed"]["change"], one["sealed"]["reason"]) for one in data["versions"]]
        assert changes == [("issue", ""), ("cancellation", "Wrong client")]
        entry = next(one for one in data["audit"] if one["action"] == "invoice.void")
        assert entry["after"] == {"status": "void", "reason": "Wrong client"}
        assert data["chains"][0]["head"] == data["versions"][-1]["hash"]

    async def test_of_some_days_holds_whole_stretches(self, world: World, monkeypatch: Any) -> None:
        monkeypatch.setattr(export, "_PAGE", 2)
        start = datetime.now(UTC).replace(hour=12) - timedelta(days=10)
        for day in range(7):
            await world.set_clock(start + timedelta(days=day))
            await world.add_invoice()
        days = {"from": str((start + timedelta(days=2)).date()), "to": str((start + timedelta(days=4)).date())}
        data = (await world.api.get("/v1/exports/audit", params=days)).json()
        assert [one["position"] for one in data["versions"]] == [3, 4, 5]
        assert {entry["action"] for entry in data["audit"]} >= {"invoice.issue"}

    async def test_of_nothing_is_empty_and_complete(self, world: World) -> None:
        data = (await world.api.get("/v1/exports/audit", params={"from": "1990-01-01", "to": "1990-01-02"})).json()
        assert (data["versions"], data["audit"], data["complete"]) == ([], [], True)


class TestCsv:
    async def test_has_the_same_versions(self, world: World) -> None:
        for _ in range(2):
            await world.add_invoice()
        rows = list(csv.DictReader(io.StringIO((await exported(world, format="csv")).content.decode("utf-8-sig"))))
        data = (await exported(world)).json()
        versions = [row for row in rows if row["record"] == "version"]
        assert [row["hash"] for row in versions] == [one["hash"] for one in data["versions"]]
        assert [json.loads(row["content"]) for row in versions] == [one["sealed"] for one in data["versions"]]
        assert (rows[-1]["record"], rows[-1]["content"]) == ("end", str(len(rows) - 1))
        assert {row["record"] for row in rows} == {"key", "version", "audit", "end"}


class TestAccess:
    async def test_is_for_those_who_read_the_audit_trail_of_all_companies(self, world: World) -> None:
        member = await world.user("member")
        assert (await member.get("/v1/exports/audit", params=DAYS)).status_code == 403
        limited = await world.user("accountant", company_ids=[UUID(world.company["id"])])
        refused = await limited.get("/v1/exports/audit", params=DAYS)
        assert (refused.status_code, refused.json()["code"]) == (403, "audit.needs_all_companies")

    async def test_holds_nothing_of_others(self, world: World, database: str) -> None:
        await world.add_invoice()
        async with new_world(database) as other:
            issued = await other.add_invoice()
            text = (await exported(world)).text
            assert issued["id"] not in text
            assert str(other.org) not in text

    async def test_wrong_days_are_named(self, world: World) -> None:
        refused = await exported(world, to="2019-01-01")
        assert (refused.status_code, refused.json()["code"]) == (422, "export.wrong_days")
        assert (await exported(world, to="9999-12-31")).status_code == 422
