"""Attachments of invoices (BG-24): what is taken, who reads it, and that issuing freezes them."""

import hashlib
import io
import zipfile
from typing import Any

import pytest

from duespark.runtime import storage
from tests.support.world import World, new_world

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def packed(**files: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("DOT", "."), text)
    return buffer.getvalue()


XLSX = packed(**{"[Content_Types]DOTxml": "", "xl__workbookDOTxml": ""})
MACROS = packed(**{"[Content_Types]DOTxml": "", "xl__workbookDOTxml": "", "xl__vbaProjectDOTbin": ""})
ODS = packed(mimetype="application/vnd.oasis.opendocument.spreadsheet")


async def upload(world: World, invoice: dict[str, Any], content: bytes = PDF, **params: Any) -> Any:
    params = {"name": "Time sheet.pdf", **params}
    return await world.api.post(f"/v1/invoices/{invoice['id']}/attachments", content=content, params=params)


async def files_of(world: World, invoice: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await world.api.get(f"/v1/invoices/{invoice['id']}/attachments")).json()["data"]
    return found


class TestAttach:
    async def test_keeps_the_bytes_under_their_hash(self, world: World) -> None:
        draft = await world.add_draft()
        made = (await upload(world, draft)).json()
        assert (made["name"], made["media_type"], made["size"]) == ("Time sheet.pdf", "application/pdf", len(PDF))
        assert made["sha256"] == hashlib.sha256(PDF).hexdigest()
        assert await files_of(world, draft) == [made]
        file = await world.api.get(f"/v1/attachments/{made['id']}/file")
        assert (file.content, file.headers["content-type"]) == (PDF, "application/pdf")
        assert file.headers["content-disposition"] == "inline; filename*=UTF-8''Time%20sheet.pdf"

    @pytest.mark.parametrize(
        ("content", "name", "stored", "media_type"),
        [
            (PDF, "offer.exe", "offer.exe.pdf", "application/pdf"),
            (PNG, "../../shot.PNG", "shot.PNG", "image/png"),
            (b"\xff\xd8\xff\xe0 jfif", "photo.jpeg", "photo.jpeg", "image/jpeg"),
            (b"day;hours\n1;8\n", "hours.csv", "hours.csv", "text/csv"),
            (XLSX, "hours.xlsx", "hours.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            (ODS, "hours.ods", "hours.ods", "application/vnd.oasis.opendocument.spreadsheet"),
            (PDF, "evil\u202efdp.exe\u0000.pdf", "evilfdp.exe.pdf", "application/pdf"),
        ],
    )
    async def test_takes_what_the_norm_allows_by_content(
        self, world: World, content: bytes, name: str, stored: str, media_type: str
    ) -> None:
        draft = await world.add_draft()
        answer = await upload(world, draft, content, name=name.replace("\u0000", ""))
        assert (answer.status_code, answer.json()["name"], answer.json()["media_type"]) == (201, stored, media_type)

    @pytest.mark.parametrize(
        ("content", "name", "code"),
        [
            (b"", "empty.pdf", "attachment.type_refused"),
            (b"<html><script>alert(1)</script>", "page.html", "attachment.type_refused"),
            (b"<svg onload='alert(1)'/>", "logo.svg", "attachment.type_refused"),
            (b"MZ\x90\x00", "tool.pdf", "attachment.type_refused"),
            (b"a\x00b", "hours.csv", "attachment.type_refused"),
            (MACROS, "hours.xlsx", "attachment.type_refused"),
            (b"PK\x03\x04 broken", "hours.xlsx", "attachment.type_refused"),
            (packed(a="b"), "files.zip", "attachment.type_refused"),
            (PDF + bytes(5 * 1024 * 1024), "long.pdf", "attachment.too_large"),
        ],
    )
    async def test_refuses_the_rest(self, world: World, content: bytes, name: str, code: str) -> None:
        draft = await world.add_draft()
        answer = await upload(world, draft, content, name=name)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert await files_of(world, draft) == []

    async def test_ten_megabytes_together_and_one_name_once(self, world: World) -> None:
        draft = await world.add_draft()
        half = PDF + bytes(5 * 1024 * 1024 - len(PDF))
        assert (await upload(world, draft, half, name="a.pdf")).status_code == 201
        again = await upload(world, draft, PDF, name="a.pdf")
        assert (again.status_code, again.json()["code"]) == (409, "attachment.name_taken")
        assert (await upload(world, draft, half, name="b.pdf")).status_code == 201
        assert (await upload(world, draft, PDF, name="c.pdf")).json()["code"] == "attachment.too_many"

    async def test_the_same_request_twice_is_one_file(self, world: World) -> None:
        """FM-42."""
        draft = await world.add_draft()
        headers = {"idempotency-key": "one"}
        url = f"/v1/invoices/{draft['id']}/attachments?name=a.pdf"
        first, second = [await world.api.post(url, content=PDF, headers=headers) for _ in range(2)]
        assert first.json() == second.json()
        assert len(await files_of(world, draft)) == 1


class TestChange:
    async def test_renames_describes_and_keeps_from_the_client(self, world: World) -> None:
        draft = await world.add_draft()
        made = (await upload(world, draft)).json()
        body = {"name": "Hours May", "description": "By day", "for_client": False}
        url = f"/v1/attachments/{made['id']}"
        assert (await world.api.put(url, json=body)).status_code == 428
        changed = (await world.api.put(url, json=body, headers={"if-match": '"1"'})).json()
        assert (changed["name"], changed["description"], changed["for_client"], changed["version"]) == (
            "Hours May.pdf", "By day", False, 2,
        )  # fmt: skip
        assert (await world.api.put(url, json=body, headers={"if-match": '"1"'})).status_code == 412

    async def test_is_taken_off_a_draft(self, world: World) -> None:
        draft = await world.add_draft()
        made = (await upload(world, draft)).json()
        assert (await world.api.delete(f"/v1/attachments/{made['id']}")).status_code == 204
        assert await files_of(world, draft) == []
        assert (await world.api.get(f"/v1/attachments/{made['id']}/file")).json()["code"] == "attachment.not_found"

    async def test_goes_with_a_deleted_draft(self, world: World) -> None:
        draft = await world.add_draft()
        await upload(world, draft)
        assert (await world.api.delete(f"/v1/invoices/{draft['id']}", headers={"if-match": '"1"'})).status_code == 204
        assert await world.fetch("SELECT 1 FROM attachments WHERE org_id = $1", world.org) == []


class TestIssue:
    async def test_freezes_them_with_their_hash(self, world: World) -> None:
        draft = await world.add_draft()
        made = (await upload(world, draft)).json()
        inner = (await upload(world, draft, PNG, name="ours.png", for_client=False)).json()
        issued = (await world.api.post(f"/v1/invoices/{draft['id']}/issue")).json()
        assert issued["document"]["attachments"] == [
            {
                "name": "Time sheet.pdf", "description": "", "media_type": "application/pdf",
                "sha256": made["sha256"], "size": made["size"], "url": "",
            }
        ]  # fmt: skip
        body = {"name": "Other.pdf"}
        for file in (made, inner):
            url = f"/v1/attachments/{file['id']}"
            assert (await world.api.put(url, json=body, headers={"if-match": '"1"'})).status_code == 409
            assert (await world.api.delete(url)).status_code == 409
        assert (await upload(world, draft, name="late.pdf")).status_code == 409
        assert await files_of(world, draft) == [made, inner]

    async def test_what_changed_in_the_store_is_not_given_out(self, world: World) -> None:
        draft = await world.add_draft()
        made = (await upload(world, draft)).json()
        await storage.put_at(f"{world.org}/{made['sha256']}", b"%PDF-1.7 another")
        answer = await world.api.get(f"/v1/attachments/{made['id']}/file")
        assert (answer.status_code, answer.json()["code"]) == (503, "file.damaged")


class TestDuplicate:
    @pytest.mark.parametrize("asked", [None, {"attachments": False}])
    async def test_leaves_them_behind(self, world: World, asked: Any) -> None:
        """FM-29."""
        draft = await world.add_draft()
        await upload(world, draft)
        copy = (await world.api.post(f"/v1/invoices/{draft['id']}/duplicate", json=asked)).json()
        assert await files_of(world, copy) == []

    async def test_takes_them_along_when_asked(self, world: World) -> None:
        draft = await world.add_draft()
        made = (await upload(world, draft)).json()
        copy = (await world.api.post(f"/v1/invoices/{draft['id']}/duplicate", json={"attachments": True})).json()
        (file,) = await files_of(world, copy)
        assert (file["name"], file["sha256"], file["id"] != made["id"]) == (made["name"], made["sha256"], True)
        await world.api.delete(f"/v1/attachments/{file['id']}")
        assert await files_of(world, draft) == [made]


class TestWhoReadsThem:
    async def test_another_organization_and_another_company_do_not(self, world: World, database: str) -> None:
        """FM-46."""
        draft = await world.add_draft()
        made = (await upload(world, draft)).json()
        elsewhere = await world.add_company()
        narrow = await world.key_of(world.owner, company_ids=[elsewhere["id"]])
        async with new_world(database) as other:
            for api in (other.api, narrow):
                assert (await api.get(f"/v1/invoices/{draft['id']}/attachments")).status_code == 404
                assert (await api.get(f"/v1/attachments/{made['id']}/file")).status_code == 404
                assert (await api.delete(f"/v1/attachments/{made['id']}")).status_code == 404

    async def test_a_viewer_reads_and_does_not_add(self, world: World) -> None:
        draft = await world.add_draft()
        made = (await upload(world, draft)).json()
        viewer = await world.user("viewer")
        assert (await viewer.get(f"/v1/attachments/{made['id']}/file")).content == PDF
        url = f"/v1/invoices/{draft['id']}/attachments"
        assert (await viewer.post(url, content=PDF, params={"name": "b.pdf"})).status_code == 403
