"""Exemption certificates: kept with their copy, and what they do to an invoice's tax."""

from typing import Any

from tests.support.world import World

PAPER = {
    "number": "ZW-1",
    "country": "PL",
    "valid_from": "2026-01-01",
    "valid_until": "2026-12-31",
    "reason": "Embassy",
}
PDF = b"%PDF-1.7 a copy"


async def add(world: World, client: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    path = f"/v1/clients/{(client or world.client)['id']}/certificates"
    made = await world.api.post(path, json={**PAPER, **fields})
    assert made.status_code == 201, made.text
    found: dict[str, Any] = made.json()
    return found


async def listed(world: World, client: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await world.api.get(f"/v1/clients/{client['id']}/certificates")).json()["data"]
    return found


class TestKeep:
    async def test_adds_changes_and_removes(self, world: World) -> None:
        made = await add(world)
        path, changed = f"/v1/certificates/{made['id']}", {**PAPER, "number": "ZW-2", "valid_until": None}
        answer = await world.api.put(path, json=changed, headers={"If-Match": '"1"'})
        assert (answer.json()["number"], answer.json()["version"]) == ("ZW-2", 2)
        stale = await world.api.put(path, json=changed, headers={"If-Match": '"1"'})
        assert stale.status_code == 412
        assert (await world.api.delete(path, headers={"If-Match": '"2"'})).status_code == 204
        assert await listed(world, world.client) == []

    async def test_refuses_what_no_certificate_is(self, world: World) -> None:
        path = f"/v1/clients/{world.client['id']}/certificates"
        wrong = [
            ({"number": " "}, "#/number"),
            ({"country": "XX"}, "#/country"),
            ({"region": "Bavaria"}, "#/region"),
            ({"valid_until": "2025-12-31"}, "#/valid_until"),
        ]
        for fields, pointer in wrong:
            answer = await world.api.post(path, json={**PAPER, **fields})
            assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)

    async def test_a_viewer_may_look_only(self, world: World) -> None:
        viewer = await world.user("viewer")
        path = f"/v1/clients/{world.client['id']}/certificates"
        assert (await viewer.get(path)).status_code == 200
        assert (await viewer.post(path, json=PAPER)).status_code == 403


class TestCopy:
    async def test_comes_back_as_it_was_sent(self, world: World) -> None:
        made = await add(world)
        path = f"/v1/certificates/{made['id']}/file"
        assert (await world.api.get(path)).json()["code"] == "certificate.no_file"
        kept = await world.api.put(f"{path}?name=Zwolnienie ąę.pdf", content=PDF)
        assert (kept.json()["file_name"], kept.json()["file_type"]) == ("Zwolnienie ąę.pdf", "application/pdf")
        answer = await world.api.get(path)
        assert (answer.content, answer.headers["content-type"]) == (PDF, "application/pdf")

    async def test_is_known_by_its_content(self, world: World) -> None:
        made = await add(world)
        answer = await world.api.put(f"/v1/certificates/{made['id']}/file?name=a.pdf", content=b"<html>")
        assert (answer.status_code, answer.json()["code"]) == (422, "certificate.file_type_refused")

    async def test_may_have_five_megabytes(self, world: World) -> None:
        path = f"/v1/certificates/{(await add(world))['id']}/file"
        assert (await world.api.put(path, content=PDF + bytes(4 * 1024 * 1024))).status_code == 200
        answer = await world.api.put(path, content=PDF + bytes(5 * 1024 * 1024))
        assert answer.json()["code"] == "certificate.file_too_large"


class TestTax:
    async def test_is_not_charged_while_it_holds(self, world: World) -> None:
        await add(world)
        draft = await world.add_draft(issue_date="2026-05-04")
        line = draft["document"]["lines"][0]
        assert (line["amounts"]["tax_category"], line["amounts"]["tax_rate"]) == ("E", "0")
        row = draft["document"]["totals"]["breakdown"][0]
        assert (row["reason"], row["tax"]) == ("Embassy; Exemption certificate ZW-1 (PL)", "0.00")
        late = await world.add_draft(issue_date="2027-01-01")
        assert late["document"]["lines"][0]["amounts"]["tax_category"] == "S"

    async def test_the_day_of_supply_decides(self, world: World) -> None:
        await add(world)
        draft = await world.add_draft(issue_date="2027-01-04", supply_date="2026-12-31")
        assert draft["document"]["lines"][0]["amounts"]["tax_category"] == "E"

    async def test_a_paper_of_another_country_frees_nothing(self, world: World) -> None:
        await add(world, country="DE")
        draft = await world.add_draft(issue_date="2026-05-04")
        assert draft["document"]["lines"][0]["amounts"]["tax_category"] == "S"

    async def test_rates_to_choose_from_say_so(self, world: World) -> None:
        await add(world)
        params = {"company_id": world.company["id"], "client_id": world.client["id"], "on": "2026-05-04"}
        rates = (await world.api.get("/v1/tax-rates", params=params)).json()["data"]
        assert (rates[0]["key"], rates[0]["label"]) == ("standard", "Exempt")

    async def test_an_issued_invoice_keeps_what_it_said(self, world: World) -> None:
        made = await add(world, valid_until=None)
        invoice = await world.add_invoice()
        await world.api.delete(f"/v1/certificates/{made['id']}", headers={"If-Match": '"1"'})
        shown = (await world.api.get(f"/v1/invoices/{invoice['id']}")).json()
        assert shown["document"]["lines"][0]["amounts"]["tax_category"] == "E"
        note = (await world.api.post(f"/v1/invoices/{invoice['id']}/credit", json={"reason": "Returned"})).json()
        assert note["document"]["lines"][0]["amounts"]["tax_category"] == "E"
        due = shown["document"]["totals"]["amount_due"]
        assert note["document"]["totals"]["amount_due"] == due

    async def test_moves_with_the_client_when_it_is_merged(self, world: World) -> None:
        one, other = await world.add_client(), await world.add_client()
        made = await add(world, other)
        kept = {name: one[name] for name in ("profile", "currency")}
        body = {"source": other["id"], "source_version": 1, "client": kept}
        headers = {"If-Match": '"1"'}
        assert (await world.api.post(f"/v1/clients/{one['id']}/merge", json=body, headers=headers)).status_code == 200
        assert [row["id"] for row in await listed(world, one)] == [made["id"]]
