"""Companies through the API: adding, changing, archiving, listing, and who may see what."""

import json
from typing import Any
from uuid import UUID

import pytest

from tests.support.world import SELLER, World, new_world

IBAN = "PL61109010140000071219812874"
BANK = {
    "holder": "Example", "iban": IBAN, "bic": "WBKPPLPP", "account_number": "", "bank_name": "", "upi": "", "paynow": "", "pix": "", "bitcoin": "",
}  # fmt: skip
SPACED = "PL61 1090 1014 0000 0712 1981 2874"
COMPANY = {"profile": SELLER, "tax_registered": True, "currency": "PLN"}


def body(**fields: Any) -> dict[str, Any]:
    return {**COMPANY, **fields}


def profile(**fields: Any) -> dict[str, Any]:
    return {"profile": {**SELLER, **fields}}


def _numbers(company: dict[str, Any]) -> list[str]:
    return [one[name] for one in company["bank_accounts"] for name in ("iban", "account_number")]


async def change(world: World, fields: dict[str, Any], *, version: object = 1) -> Any:
    headers = {} if version is None else {"If-Match": f'"{version}"'}
    return await world.api.put(f"/v1/companies/{world.company['id']}", json=body(**fields), headers=headers)


class TestCreate:
    async def test_answers_the_company_with_all_its_fields(self, world: World) -> None:
        response = await world.api.post("/v1/companies", json=body(bank_accounts=[{**BANK, "iban": SPACED}]))
        made = response.json()
        assert response.status_code == 201
        assert response.headers["etag"] == '"1"'
        assert made == {
            "id": made["id"],
            "profile": {
                "legal_form": "",
                "identifiers": [],
                "endpoint": None,
                "name": "Example Studio Sp. z o.o.",
                "trading_name": "",
                "address": {
                    "line1": "ul. Przykladowa 1",
                    "line2": "",
                    "city": "Krakow",
                    "postal_code": "30-001",
                    "region": "",
                    "country": "PL",
                },
                "tax_ids": [{"scheme": "VAT", "value": "PL5260001246"}],
                "registration_number": "",
                "contact_name": "",
                "email": "studio@example.com",
                "phone": "",
                "website": "",
            },
            "tax_registered": True,
            "currency": "PLN",
            "language": "en",
            "payment_terms_days": 14,
            "early_discounts": [],
            "addresses": [],
            "bank_accounts": [
                {**BANK, "id": made["bank_accounts"][0]["id"], "label": "", "currency": "", "is_default": True}
            ],
            "brand_color": "#B45309",
            "logo_url": None,
            "reply_to": "",
            "email_signature": "",
            "default_notes": "",
            "default_terms": "",
            "archived": False,
            "version": 1,
            "created_at": made["created_at"],
        }
        assert (await world.api.get(f"/v1/companies/{made['id']}")).json() == made

    async def test_bank_accounts_are_stored_sealed_and_audited_masked(self, world: World) -> None:
        made = await world.add_company(bank_accounts=[BANK])
        (row,) = await world.fetch(
            "SELECT to_jsonb(c)::text AS text, bank_accounts FROM companies c WHERE id = $1", UUID(made["id"])
        )
        assert row["bank_accounts"] is not None
        assert "0712" not in row["text"]
        (entry,) = await world.fetch("SELECT after FROM audit_entries WHERE subject_id = $1", UUID(made["id"]))
        assert json.loads(entry["after"])["bank_accounts"][0]["iban"] == "••••2874"
        (fact,) = await world.fetch("SELECT kind FROM events WHERE subject_id = $1", UUID(made["id"]))
        assert fact["kind"] == "company.created"

    @pytest.mark.parametrize(
        ("fields", "pointer"),
        [
            ({"tax_registered": "yes"}, "#/tax_registered"),
            ({"tax_registered": 1}, "#/tax_registered"),
            ({"payment_terms_days": 14.5}, "#/payment_terms_days"),
            ({"payment_terms_days": "14"}, "#/payment_terms_days"),
            ({"payment_terms_days": True}, "#/payment_terms_days"),
            ({"payment_terms_days": -1}, "#/payment_terms_days"),
            ({"payment_terms_days": 366}, "#/payment_terms_days"),
            ({"currency": "pln"}, "#/currency"),
            ({"currency": 985}, "#/currency"),
            ({"language": "polski"}, "#/language"),
            ({"reply_to": "nobody"}, "#/reply_to"),
            ({"email_signature": "x" * 1001}, "#/email_signature"),
            ({"email_signature": "a\u0007b"}, "#/email_signature"),
            ({"colour": "#B45309"}, "#/colour"),
            ({"version": 7}, "#/version"),
            ({"profile": None}, "#/profile"),
            ({"profile": "Example"}, "#/profile"),
            ({"bank_accounts": [BANK, {"iban": "PL61109010140000071219812875"}]}, "#/bank_accounts/1/iban"),
            ({"bank_accounts": [{"iban": 61}]}, "#/bank_accounts/0/iban"),
            ({"bank_accounts": [{"ibn": ""}]}, "#/bank_accounts/0/ibn"),
            ({"bank_accounts": [{}]}, "#/bank_accounts/0/iban"),
            ({"bank_accounts": [{**BANK, "currency": "XXQ"}]}, "#/bank_accounts/0/currency"),
            ({"bank_accounts": [{**BANK, "label": "x" * 61}]}, "#/bank_accounts/0/label"),
            ({"bank_accounts": [BANK] * 21}, "#/bank_accounts"),
            ({"bank_account": BANK}, "#/bank_account"),
            (profile(name=" "), "#/profile/name"),
            (profile(name="Ex\nample"), "#/profile/name"),
            (profile(name="x" * 201), "#/profile/name"),
            (profile(nmae="Example"), "#/profile/nmae"),
            (profile(email="nobody"), "#/profile/email"),
            (profile(website="javascript:alert(1)"), "#/profile/website"),
            (profile(address={"country": "Poland"}), "#/profile/address/country"),
            (profile(address={}), "#/profile/address/country"),
            (profile(tax_ids=[{"scheme": "VAT", "value": "PL5260001247"}]), "#/profile/tax_ids/0/value"),
            (profile(tax_ids=[{"scheme": "VAT"}]), "#/profile/tax_ids/0/value"),
            (profile(tax_ids=[SELLER["tax_ids"][0]] * 11), "#/profile/tax_ids"),  # type: ignore[index]
        ],
    )
    async def test_names_the_wrong_field_and_changes_nothing(
        self, world: World, fields: dict[str, Any], pointer: str
    ) -> None:
        response = await world.api.post("/v1/companies", json=body(**fields))
        assert response.status_code == 422
        assert response.headers["content-type"] == "application/problem+json"
        assert pointer in [error["pointer"] for error in response.json()["errors"]]
        assert (await world.api.get("/v1/companies")).json()["total"] == 1

    async def test_refuses_what_is_missing(self, world: World) -> None:
        response = await world.api.post("/v1/companies", json={})
        assert {error["pointer"] for error in response.json()["errors"]} == {
            "#/profile",
            "#/tax_registered",
            "#/currency",
        }

    async def test_the_same_key_adds_one(self, world: World) -> None:
        answers = [
            await world.api.post("/v1/companies", json=body(), headers={"Idempotency-Key": "one"}) for _ in range(2)
        ]
        assert answers[0].content == answers[1].content
        assert answers[1].headers["idempotent-replayed"] == "true"
        assert (await world.api.get("/v1/companies")).json()["total"] == 2


class TestUpdate:
    async def test_replaces_the_company_and_raises_its_version(self, world: World) -> None:
        response = await change(world, {**profile(name="Renamed"), "payment_terms_days": 30})
        assert response.status_code == 200
        assert response.headers["etag"] == '"2"'
        assert response.json()["profile"]["name"] == "Renamed"
        (found,) = (await world.api.get("/v1/companies?q=renamed")).json()["data"]
        assert found == response.json()

    async def test_leaves_before_and_after_in_the_audit_trail(self, world: World) -> None:
        await change(world, {"bank_accounts": [BANK]})
        (entry,) = await world.fetch(
            "SELECT before, after, actor_label FROM audit_entries WHERE action = 'company.update' AND org_id = $1",
            world.org,
        )
        assert json.loads(entry["before"])["bank_accounts"] == []
        assert json.loads(entry["after"])["bank_accounts"][0]["iban"] == "••••2874"
        assert entry["actor_label"] == "Test key"

    async def test_wants_the_version(self, world: World) -> None:
        response = await change(world, {}, version=None)
        assert (response.status_code, response.json()["code"]) == (428, "request.if_match_missing")

    @pytest.mark.parametrize("version", [0, 1, 3])
    async def test_refuses_an_old_version_and_tells_the_newest(self, world: World, version: int) -> None:
        await change(world, {})
        response = await change(world, profile(name="Lost"), version=version)
        assert (response.status_code, response.json()["code"]) == (412, "request.changed_elsewhere")
        assert response.headers["etag"] == '"2"'
        assert (await world.api.get(f"/v1/companies/{world.company['id']}")).json()["profile"]["name"] == SELLER["name"]

    async def test_refuses_what_create_refuses(self, world: World) -> None:
        response = await change(world, {"bank_accounts": [{"iban": "PL00"}]})
        assert response.json()["errors"][0]["pointer"] == "#/bank_accounts/0/iban"

    async def test_keeps_the_logo_and_the_archive_mark_out_of_the_body(self, world: World) -> None:
        assert (await change(world, {"logo_url": "x"})).status_code == 422


class TestArchive:
    async def test_hides_and_restores(self, world: World) -> None:
        path = f"/v1/companies/{world.company['id']}"
        archived = (await world.api.post(f"{path}/archive")).json()
        assert (archived["archived"], archived["version"]) == (True, 2)
        assert (await world.api.post(f"{path}/archive")).json() == archived
        assert (await world.api.get("/v1/companies")).json()["total"] == 0
        assert (await world.api.get("/v1/companies?archived=true")).json()["data"] == [archived]
        restored = (await world.api.post(f"{path}/restore")).json()
        assert (restored["archived"], restored["version"]) == (False, 3)


class TestList:
    async def test_pages_by_name_whatever_its_case(self, world: World) -> None:
        for name in ("beta", "Alpha", "gamma", "Delta"):
            await world.add_company(**profile(name=name))
        names, cursor = [], ""
        for _ in range(3):
            page = (await world.api.get(f"/v1/companies?limit=2{cursor}")).json()
            names += [one["profile"]["name"] for one in page["data"]]
            assert page["total"] == 5
            cursor = f"&cursor={page['next']}"
        assert names == ["Alpha", "beta", "Delta", SELLER["name"], "gamma"]
        assert page["next"] is None

    async def test_wildcards_are_plain_text(self, world: World) -> None:
        await world.add_company(**profile(name="100% Example_Co"))
        for q, count in (("100%25", 1), ("e_c", 1), ("%25", 1), ("_", 1), ("%5C", 0)):
            assert (await world.api.get(f"/v1/companies?q={q}")).json()["total"] == count, q

    @pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", "archived=maybe"])
    async def test_names_the_wrong_parameter(self, world: World, query: str) -> None:
        response = await world.api.get(f"/v1/companies?{query}")
        assert response.status_code == 422
        assert response.json()["errors"][0]["pointer"] == f"query:{query.partition('=')[0]}"

    @pytest.mark.parametrize(
        "cursor", ["x", "WzFd", "WyJuYW1lIiw1LCIwMDAwMDAwMC0wMDAwLTAwMDAtMDAwMC0wMDAwMDAwMDAwMDAiXQ"]
    )
    async def test_refuses_a_made_up_cursor(self, world: World, cursor: str) -> None:
        response = await world.api.get(f"/v1/companies?cursor={cursor}")
        assert (response.status_code, response.json()["code"]) == (422, "request.bad_cursor")


class TestWhoMay:
    async def test_readers_and_lists_see_the_bank_accounts_masked(self, world: World) -> None:
        made = await world.add_company(bank_accounts=[BANK, {"account_number": "12-3456-7890", "label": "Old"}])
        masked, clear = ["••••2874", "", "", "••••7890"], [IBAN, "", "", "12-3456-7890"]
        for role, seen in (("viewer", masked), ("member", masked), ("accountant", clear)):
            api = await world.user(role)
            assert _numbers((await api.get(f"/v1/companies/{made['id']}")).json()) == seen
            listed = (await api.get("/v1/companies")).json()["data"]
            assert [_numbers(one) for one in listed if one["bank_accounts"]] == [masked]

    async def test_a_member_may_not_write(self, world: World) -> None:
        api, path = await world.user("member"), f"/v1/companies/{world.company['id']}"
        answers = [
            await api.post("/v1/companies", json=body()),
            await api.put(path, json=body(), headers={"If-Match": '"1"'}),
            await api.put(f"{path}/logo", content=b""),
            await api.delete(f"{path}/logo"),
            await api.post(f"{path}/archive"),
            await api.post(f"{path}/restore"),
        ]
        assert [(one.status_code, one.json()["code"]) for one in answers] == [(403, "permission.missing")] * 6

    async def test_nobody_comes_in_without_a_key(self, world: World) -> None:
        assert (await world.guest().get("/v1/companies")).status_code == 401

    async def test_some_see_only_their_companies(self, world: World) -> None:
        mine, other = world.company, await world.add_company(**profile(name="Other"))
        api = await world.user("admin", company_ids=[UUID(mine["id"])])
        assert [one["id"] for one in (await api.get("/v1/companies")).json()["data"]] == [mine["id"]]
        assert (await api.get("/v1/companies")).json()["total"] == 1
        assert (await api.get(f"/v1/companies/{mine['id']}")).status_code == 200
        path = f"/v1/companies/{other['id']}"
        answers = [
            await api.get(path),
            await api.put(path, json=body(), headers={"If-Match": '"1"'}),
            await api.get(f"{path}/logo"),
            await api.delete(f"{path}/logo"),
            await api.post(f"{path}/archive"),
            await api.get(f"/v1/tax-rates?company_id={other['id']}"),
        ]
        assert [(one.status_code, one.json()["code"]) for one in answers] == [(404, "company.not_found")] * 6
        refused = await api.post("/v1/companies", json=body())
        assert (refused.status_code, refused.json()["code"]) == (403, "company.not_allowed")

    async def test_another_organization_finds_nothing(self, world: World, database: str) -> None:
        async with new_world(database, empty=True) as stranger:
            path = f"/v1/companies/{world.company['id']}"
            answers = [
                await stranger.api.get(path),
                await stranger.api.put(path, json=body(), headers={"If-Match": '"1"'}),
                await stranger.api.get(f"{path}/logo"),
                await stranger.api.delete(f"{path}/logo"),
                await stranger.api.post(f"{path}/archive"),
                await stranger.api.post(f"{path}/restore"),
                await stranger.api.get(f"/v1/tax-rates?company_id={world.company['id']}"),
            ]
            assert [(one.status_code, one.json()["code"]) for one in answers] == [(404, "company.not_found")] * 7
            assert (await stranger.api.get("/v1/companies")).json() == {"data": [], "next": None, "total": 0}
        assert (await world.api.get(path)).json() == world.company


class TestDefaults:
    async def test_keep_usual_notes_and_terms(self, world: World) -> None:
        """CMP-06."""
        made = await world.add_company(default_notes="  Thank you.\n", default_terms="Goods stay ours until paid.")
        assert (made["default_notes"], made["default_terms"]) == ("Thank you.", "Goods stay ours until paid.")
        body = {key: made[key] for key in ("profile", "tax_registered", "currency")}
        headers = {"if-match": f'"{made["version"]}"'}
        changed = await world.api.put(
            f"/v1/companies/{made['id']}", json={**body, "default_notes": "Hi"}, headers=headers
        )
        assert (changed.json()["default_notes"], changed.json()["default_terms"]) == ("Hi", "")

    async def test_refuse_texts_that_are_too_long(self, world: World) -> None:
        body = {key: world.company[key] for key in ("profile", "tax_registered", "currency")}
        for name in ("default_notes", "default_terms"):
            answer = await world.api.post("/v1/companies", json={**body, name: "x" * 2001})
            assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, f"#/{name}")
