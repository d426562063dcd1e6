"""Clients through the API: adding, changing, archiving, and who may see what."""

import asyncio
import json
from typing import Any
from uuid import UUID

import pytest

from tests.support.world import BUYER, World, new_world


def body(**fields: Any) -> dict[str, Any]:
    return {"profile": BUYER, "currency": "PLN", **fields}


def profile(**fields: Any) -> dict[str, Any]:
    return {"profile": {**BUYER, **fields}}


async def change(world: World, fields: dict[str, Any], *, version: object = 1) -> Any:
    headers = {} if version is None else {"If-Match": f'"{version}"'}
    return await world.api.put(f"/v1/clients/{world.client['id']}", json=body(**fields), headers=headers)


class TestCreate:
    async def test_fills_in_what_was_left_out(self, world: World) -> None:
        response = await world.api.post("/v1/clients", json=body(**profile(name="Harbor Books")))
        made = response.json()
        assert (response.status_code, response.headers["etag"]) == (201, '"1"')
        assert {name: value for name, value in made.items() if name not in ("id", "profile", "created_at")} == {
            "kind": "business",
            "code": "HARBOR",
            "currency": "PLN",
            "language": "en",
            "time_zone": "Europe/Warsaw",
            "payment_terms_days": None,
            "early_discounts": None,
            "shipping_address": None,
            "order_format": "",
            "order_format_words": "",
            "credit_limit": None,
            "custom": {},
            "tags": [],
            "merged_into": None,
            "reminders_paused": False,
            "notes": "",
            "archived": False,
            "version": 1,
        }
        assert made["profile"]["address"]["region"] == ""
        assert (await world.api.get(f"/v1/clients/{made['id']}")).json() == made
        (fact,) = await world.fetch("SELECT kind FROM events WHERE subject_id = $1", UUID(made["id"]))
        assert fact["kind"] == "client.created"

    async def test_takes_what_was_given(self, world: World) -> None:
        given = {
            "code": "hb-1", "currency": "JPY", "language": "de-CH", "time_zone": "Asia/Tokyo", "payment_terms_days": 0,
            "shipping_address": {"line1": "Dock 4", "line2": "", "city": "Gdynia", "postal_code": "", "region": "", "country": "PL"},
            "order_format": "PO-####", "credit_limit": "5000", "tags": ["Retail", "vip"],
            "reminders_paused": True, "notes": "  Pays by card.\r\nCall first. ",
        }  # fmt: skip
        made = (await world.api.post("/v1/clients", json=body(**given))).json()
        assert {name: made[name] for name in given} == {**given, "code": "HB-1", "notes": "Pays by card.\nCall first."}

    async def test_two_clients_may_share_name_and_email_but_not_the_code(self, world: World) -> None:
        second, third = await world.add_client(), await world.add_client()
        assert [one["code"] for one in (world.client, second, third)] == ["EXAMPLE", "EXAMPLE2", "EXAMPLE3"]

    async def test_parallel_clients_of_one_name_all_get_codes(self, world: World) -> None:
        made = await asyncio.gather(*(world.add_client(**profile(name="Acme")) for _ in range(8)))
        assert {one["code"] for one in made} == {"ACME", *(f"ACME{n}" for n in range(2, 9))}

    async def test_refuses_a_code_that_is_taken(self, world: World) -> None:
        response = await world.api.post("/v1/clients", json=body(code=world.client["code"].lower()))
        assert (response.status_code, response.json()["code"]) == (409, "client.code_taken")
        assert response.json()["errors"][0]["pointer"] == "#/code"
        assert (await world.api.get("/v1/clients")).json()["total"] == 1

    async def test_a_code_of_another_organization_is_free(self, world: World, database: str) -> None:
        async with new_world(database) as other:
            assert other.client["code"] == world.client["code"]

    async def test_needs_no_address_and_no_email(self, world: World) -> None:
        response = await world.api.post("/v1/clients", json=body(profile={"name": "Cash sale"}))
        assert response.status_code == 201

    @pytest.mark.parametrize(
        ("fields", "pointer"),
        [
            ({"reminders_paused": "no"}, "#/reminders_paused"),
            ({"payment_terms_days": 1.0}, "#/payment_terms_days"),
            ({"payment_terms_days": "7"}, "#/payment_terms_days"),
            ({"payment_terms_days": 4000}, "#/payment_terms_days"),
            ({"currency": "EURO"}, "#/currency"),
            ({"currency": None}, "#/currency"),
            ({"language": ""}, "#/language"),
            ({"time_zone": "Mars/Olympus"}, "#/time_zone"),
            ({"code": "ACME/1"}, "#/code"),
            ({"code": "A" * 17}, "#/code"),
            ({"notes": "x" * 5001}, "#/notes"),
            ({"notes": 5}, "#/notes"),
            ({"credit_limit": 5}, "#/credit_limit"),
            ({"credit_limit": "-1.00"}, "#/credit_limit"),
            ({"credit_limit": "1.005"}, "#/credit_limit"),
            ({"order_format": "PO"}, "#/order_format"),
            ({"order_format": "+#"}, "#/order_format"),
            ({"tags": ["x" * 41]}, "#/tags/0"),
            ({"tags": [str(n) for n in range(21)]}, "#/tags"),
            ({"custom": {"nothing": "x"}}, "#/custom/nothing"),
            ({"custom": {"nothing": 5}}, "#/custom/nothing"),
            ({"shipping_address": {"country": "ZZ"}}, "#/shipping_address/country"),
            ({"merged_into": None}, "#/merged_into"),
            ({"email": "a@example.com"}, "#/email"),
            (profile(name=""), "#/profile/name"),
            (profile(name=7), "#/profile/name"),
            (profile(email="a@example.com\r\nBcc: b@example.com"), "#/profile/email"),
            (profile(address={"country": "ZZ"}), "#/profile/address/country"),
            (profile(address={"zip": "1"}), "#/profile/address/zip"),
            (profile(tax_ids=[{"scheme": "NIP", "value": "1"}]), "#/profile/tax_ids/0/value"),
        ],
    )
    async def test_names_the_wrong_field_and_changes_nothing(
        self, world: World, fields: dict[str, Any], pointer: str
    ) -> None:
        response = await world.api.post("/v1/clients", json=body(**fields))
        assert response.status_code == 422
        assert pointer in [error["pointer"] for error in response.json()["errors"]]
        assert (await world.api.get("/v1/clients")).json()["total"] == 1


class TestUpdate:
    async def test_replaces_the_client_and_its_projections(self, world: World) -> None:
        response = await change(world, profile(name="Renamed", email="new@example.com"))
        assert (response.status_code, response.headers["etag"]) == (200, '"2"')
        assert response.json()["code"] == world.client["code"]
        for q in ("renamed", "new@"):
            assert (await world.api.get(f"/v1/clients?q={q}")).json()["data"] == [response.json()]
        (entry,) = await world.fetch(
            "SELECT before, after FROM audit_entries WHERE action = 'client.update' AND org_id = $1", world.org
        )
        assert json.loads(entry["before"]) == world.client
        assert json.loads(entry["after"]) == response.json()

    async def test_wants_the_version(self, world: World) -> None:
        response = await change(world, {}, version=None)
        assert (response.status_code, response.json()["code"]) == (428, "request.if_match_missing")

    @pytest.mark.parametrize("version", [0, 2, "x", 10**30])
    async def test_refuses_another_version(self, world: World, version: object) -> None:
        response = await change(world, profile(name="Lost"), version=version)
        assert response.status_code == 412
        assert (await world.api.get(f"/v1/clients/{world.client['id']}")).json() == world.client

    async def test_of_two_edits_at_once_one_is_refused(self, world: World) -> None:
        answers = await asyncio.gather(*(change(world, {"notes": str(n)}) for n in range(4)))
        assert sorted(one.status_code for one in answers) == [200, 412, 412, 412]

    async def test_refuses_the_code_of_another_client(self, world: World) -> None:
        other = await world.add_client()
        response = await change(world, {"code": other["code"]})
        assert (response.status_code, response.json()["code"]) == (409, "client.code_taken")

    async def test_keeps_the_time_zone_that_is_left_out(self, world: World) -> None:
        await change(world, {"time_zone": "Asia/Tokyo"})
        assert (await change(world, {}, version=2)).json()["time_zone"] == "Asia/Tokyo"


class TestArchive:
    async def test_hides_and_restores(self, world: World) -> None:
        path = f"/v1/clients/{world.client['id']}"
        archived = (await world.api.post(f"{path}/archive")).json()
        assert (archived["archived"], archived["version"]) == (True, 2)
        assert (await world.api.post(f"{path}/archive")).json() == archived
        assert (await world.api.get("/v1/clients")).json()["total"] == 0
        assert (await world.api.get("/v1/clients/suggest")).json()["data"] == []
        assert (await world.api.get("/v1/clients?archived=true")).json()["data"] == [archived]
        restored = (await world.api.post(f"{path}/restore")).json()
        assert (restored["archived"], restored["version"]) == (False, 3)


class TestWhoMay:
    async def test_a_viewer_reads_and_does_not_write(self, world: World) -> None:
        api, path = await world.user("viewer"), f"/v1/clients/{world.client['id']}"
        assert (await api.get(path)).json() == world.client
        answers = [
            await api.post("/v1/clients", json=body()),
            await api.put(path, json=body(), headers={"If-Match": '"1"'}),
            await api.post(f"{path}/archive"),
            await api.post(f"{path}/restore"),
        ]
        assert [(one.status_code, one.json()["code"]) for one in answers] == [(403, "permission.missing")] * 4

    async def test_a_key_without_the_scope_reads_nothing(self, world: World) -> None:
        api = await world.key_of(world.owner, scopes=["companies.read"])
        for path in ("/v1/clients", "/v1/clients.csv", "/v1/clients/suggest", f"/v1/clients/{world.client['id']}"):
            assert (await api.get(path)).status_code == 403

    async def test_another_organization_finds_nothing(self, world: World, database: str) -> None:
        path = f"/v1/clients/{world.client['id']}"
        async with new_world(database, empty=True) as stranger:
            answers = [
                await stranger.api.get(path),
                await stranger.api.put(path, json=body(), headers={"If-Match": '"1"'}),
                await stranger.api.post(f"{path}/archive"),
                await stranger.api.post(f"{path}/restore"),
            ]
            assert [(one.status_code, one.json()["code"]) for one in answers] == [(404, "client.not_found")] * 4
            assert (await stranger.api.get("/v1/clients?q=bakery")).json() == {"data": [], "next": None, "total": 0}
            assert (await stranger.api.get("/v1/clients/suggest?q=bakery")).json() == {"data": []}
            assert len((await stranger.api.get("/v1/clients.csv")).text.splitlines()) == 1
        assert (await world.api.get(path)).json() == world.client

    @pytest.mark.parametrize("id", ["1", "x", "00000000-0000-0000-0000-00000000000g"])
    async def test_what_is_no_id_is_refused(self, world: World, id: str) -> None:
        response = await world.api.get(f"/v1/clients/{id}")
        assert (response.status_code, response.json()["errors"][0]["pointer"]) == (422, "path:id")
