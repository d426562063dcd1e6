"""Tags, segments and fields of one's own: kept, checked, and found by."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from tests.payments.test_record import invoice
from tests.support.world import BUYER, World


async def segment(world: World, **rules: Any) -> dict[str, Any]:
    answer = await world.api.post("/v1/segments", json={"name": str(rules)[:60], "rules": rules})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def members(world: World, by: Any = None, **query: Any) -> list[str]:
    page = (await (by or world.api).get("/v1/clients", params=query)).json()
    assert page["total"] == len(page["data"])
    return [one["code"] for one in page["data"]]


@pytest.fixture
async def crowd(world: World) -> World:
    """EXAMPLE owes 100.00 PLN since 2026-06-01, DE owes 500.00 PLN not yet due, US owes nothing."""
    await world.set_clock(datetime(2026, 6, 15, 10, tzinfo=UTC))
    german = await world.add_client(code="DE", profile={**BUYER, "address": {"country": "DE"}}, tags=["vip", "retail"])
    await world.add_client(code="US", profile={**BUYER, "address": {"country": "US"}}, currency="USD", tags=["retail"])
    await invoice(world, "100.00", issue_date="2026-05-25", payment_terms={"days": 7})
    await invoice(world, "500.00", issue_date="2026-06-14", payment_terms={"days": 30}, client_id=german["id"])
    return world


class TestMembers:
    @pytest.mark.parametrize(
        ("rules", "found"),
        [
            ({"countries": ["DE", "US"]}, ["DE", "US"]),
            ({"currencies": ["USD"]}, ["US"]),
            ({"tags": ["vip"]}, ["DE"]),
            ({"owes_more_than": {"amount": "99.99", "currency": "PLN"}}, ["DE", "EXAMPLE"]),
            ({"owes_more_than": {"amount": "100.00", "currency": "PLN"}}, ["DE"]),
            ({"owes_more_than": {"amount": "0", "currency": "USD"}}, []),
            ({"overdue_days": 14}, ["EXAMPLE"]),
            ({"overdue_days": 15}, []),
            ({"tags": ["retail"], "countries": ["US"]}, ["US"]),
        ],
    )
    async def test_keep_every_rule(self, crowd: World, rules: dict[str, Any], found: list[str]) -> None:
        made = await segment(crowd, **rules)
        assert sorted(await members(crowd, segment_id=made["id"])) == found
        exported = (await crowd.api.get(f"/v1/clients.csv?segment_id={made['id']}")).text
        assert len(exported.splitlines()) == len(found) + 1

    async def test_leave_when_they_pay_or_are_archived(self, crowd: World) -> None:
        made = await segment(crowd, overdue_days=1)
        await crowd.api.post(f"/v1/clients/{crowd.client['id']}/archive")
        assert await members(crowd, segment_id=made["id"]) == []

    async def test_are_found_by_a_tag_and_a_word_in_them(self, crowd: World) -> None:
        made = await segment(crowd, countries=["DE", "US"])
        assert sorted(await members(crowd, tag="retail")) == ["DE", "US"]
        assert await members(crowd, segment_id=made["id"], tag="vip", q="bakery") == ["DE"]
        assert (await crowd.api.get("/v1/clients/tags")).json() == {"data": ["retail", "vip"]}

    async def test_debts_to_companies_one_may_not_see_do_not_count(self, crowd: World) -> None:
        made = await segment(crowd, owes_more_than={"amount": "0", "currency": "PLN"})
        scoped = await crowd.user("viewer", company_ids=[UUID((await crowd.add_company())["id"])])
        assert await members(crowd, by=scoped, segment_id=made["id"]) == []


class TestKeep:
    async def test_changes_and_forgets(self, world: World) -> None:
        made = await segment(world, countries=["PL"])
        path, body = (
            f"/v1/segments/{made['id']}",
            {"name": "Poland", "rules": {"countries": ["PL"], "tags": ["A", "a"]}},
        )
        changed = (await world.api.put(path, json=body, headers={"If-Match": '"1"'})).json()
        assert (changed["name"], changed["rules"]["tags"], changed["version"]) == ("Poland", ["a"], 2)
        assert (await world.api.get("/v1/segments")).json()["data"] == [changed]
        twice = await world.api.post("/v1/segments", json={**body, "name": "POLAND"})
        assert (twice.status_code, twice.json()["code"]) == (409, "segment.name_taken")
        assert (await world.api.delete(path, headers={"If-Match": '"2"'})).status_code == 204
        assert (await world.api.get("/v1/clients", params={"segment_id": made["id"]})).status_code == 404

    @pytest.mark.parametrize(
        ("rules", "pointer"),
        [
            ({}, "#/rules"),
            ({"countries": ["XX"]}, "#/rules/countries/0"),
            ({"currencies": ["EURO"]}, "#/rules/currencies/0"),
            ({"overdue_days": 0}, "#/rules/overdue_days"),
            ({"owes_more_than": {"amount": "-1", "currency": "PLN"}}, "#/rules/owes_more_than/amount"),
            ({"owes_more_than": {"amount": 5, "currency": "PLN"}}, "#/rules/owes_more_than/amount"),
            ({"color": "red"}, "#/rules/color"),
        ],
    )
    async def test_names_the_wrong_rule(self, world: World, rules: dict[str, Any], pointer: str) -> None:
        answer = await world.api.post("/v1/segments", json={"name": "x", "rules": rules})
        assert answer.status_code == 422
        assert pointer in [error["pointer"] for error in answer.json()["errors"]]


FIELDS: list[dict[str, Any]] = [
    {"key": "region", "label": "Region", "kind": "choice", "choices": ["North", "South"]},
    {"key": "since", "label": "Client since", "kind": "date"},
    {"key": "seats", "label": "Seats", "kind": "number"},
    {"key": "manager", "label": "Our manager", "kind": "text"},
]


class TestFields:
    @pytest.fixture
    async def fields(self, world: World) -> list[dict[str, Any]]:
        return [(await world.api.post("/v1/client-fields", json=one)).json() for one in FIELDS]

    async def test_values_of_every_kind_are_kept(self, world: World, fields: Any) -> None:
        custom = {"region": "North", "since": "2019-02-28", "seats": "-12.5", "manager": " Ada "}
        made = await world.add_client(custom=custom)
        assert made["custom"] == {**custom, "manager": "Ada"}
        assert (await world.api.get("/v1/client-fields")).json()["data"] == fields

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("region", "East"),
            ("since", "2019-02-30"),
            ("since", "20190228"),
            ("seats", "1e3"),
            ("seats", "many"),
            ("manager", "a\x07"),
        ],
    )
    async def test_a_value_of_another_kind_is_refused(self, world: World, fields: Any, key: str, value: str) -> None:
        answer = await world.api.post("/v1/clients", json={"profile": BUYER, "currency": "PLN", "custom": {key: value}})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, f"#/custom/{key}")

    async def test_what_is_put_away_keeps_its_values_and_takes_no_new_ones(self, world: World, fields: Any) -> None:
        made = await world.add_client(custom={"manager": "Ada"})
        body = {**FIELDS[3], "archived": True}
        path = f"/v1/client-fields/{fields[3]['id']}"
        assert (await world.api.put(path, json=body, headers={"If-Match": '"1"'})).status_code == 200
        edit = {"profile": BUYER, "currency": "PLN"}
        kept = await world.api.put(f"/v1/clients/{made['id']}", json=edit, headers={"If-Match": '"1"'})
        assert kept.json()["custom"] == {"manager": "Ada"}
        answer = await world.api.post("/v1/clients", json={**edit, "custom": {"manager": "Ben"}})
        assert answer.json()["code"] == "client_field.unknown"

    @pytest.mark.parametrize(
        "field",
        [
            {"key": "Region", "label": "x", "kind": "text"},
            {"key": "a", "label": "", "kind": "text"},
            {"key": "a", "label": "x", "kind": "choice"},
            {"key": "a", "label": "x", "kind": "choice", "choices": ["a", "a"]},
            {"key": "a", "label": "x", "kind": "text", "choices": ["a"]},
            {"key": "a", "label": "x", "kind": "money"},
        ],
    )
    async def test_a_field_that_makes_no_sense_is_refused(self, world: World, field: dict[str, Any]) -> None:
        assert (await world.api.post("/v1/client-fields", json=field)).status_code == 422

    async def test_key_and_kind_stay(self, world: World, fields: Any) -> None:
        path = f"/v1/client-fields/{fields[2]['id']}"
        answer = await world.api.put(path, json={**FIELDS[2], "kind": "text"}, headers={"If-Match": '"1"'})
        assert (answer.status_code, answer.json()["code"]) == (422, "client_field.invalid")
        assert (await world.api.post("/v1/client-fields", json=FIELDS[2])).json()["code"] == "client_field.key_taken"


class TestOrders:
    async def test_a_purchase_order_has_the_client_s_format(self, world: World) -> None:
        client = await world.add_client(order_format="PO-####")
        assert client["order_format_words"] == "“PO-”, then 4 digits"
        good = await world.api.post("/v1/invoices", json=world.draft(client_id=client["id"], purchase_order="PO-0815"))
        assert good.status_code == 201
        for wrong in ("PO-815", "po-0815", "PO-08150"):
            answer = await world.api.post(
                "/v1/invoices", json=world.draft(client_id=client["id"], purchase_order=wrong)
            )
            assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "#/purchase_order")
            assert "then 4 digits" in answer.json()["detail"]
        assert (await world.api.post("/v1/invoices", json=world.draft(client_id=client["id"]))).status_code == 201

    async def test_goods_go_to_the_shipping_address(self, world: World) -> None:
        client = await world.add_client(shipping_address={"line1": "Dock 4", "country": "PL"})
        issued = await world.add_invoice(client_id=client["id"])
        assert issued["document"]["ship_to"]["address"]["line1"] == "Dock 4"
        assert (await world.add_invoice())["document"]["ship_to"] is None


class TestCredit:
    async def test_tells_when_more_is_owed_than_the_limit(self, world: World) -> None:
        client = await world.add_client(credit_limit="100.00")
        path = f"/v1/clients/balances?ids={client['id']}"
        await invoice(world, "100.00", client_id=client["id"])
        credit = (await world.api.get(path)).json()["data"][0]["credit"]
        assert credit == {"currency": "PLN", "limit": "100.00", "owed": "100.00", "is_over": False}
        await invoice(world, "0.01", client_id=client["id"])
        assert (await world.api.get(path)).json()["data"][0]["credit"]["is_over"] is True

    async def test_tells_before_an_invoice_is_issued(self, world: World) -> None:
        client = await world.add_client(credit_limit="100.00")
        await invoice(world, "60.00", client_id=client["id"])
        path = f"/v1/clients/{client['id']}/credit"
        fits = (await world.api.get(path, params={"adding": "40.00", "currency": "PLN"})).json()
        assert fits == {"currency": "PLN", "limit": "100.00", "owed": "60.00", "after": "100.00", "is_over": False}
        over = (await world.api.get(path, params={"adding": "40.01", "currency": "PLN"})).json()
        assert (over["after"], over["is_over"]) == ("100.01", True)
        other = (await world.api.get(path, params={"adding": "40.01", "currency": "EUR"})).json()
        assert (other["after"], other["is_over"]) == ("60.00", False)

    async def test_without_a_limit_nothing_is_over(self, world: World) -> None:
        path = f"/v1/clients/{world.client['id']}/credit"
        answer = (await world.api.get(path, params={"adding": "1000000.00", "currency": "PLN"})).json()
        assert (answer["limit"], answer["is_over"]) == (None, False)


class TestHistory:
    async def test_tells_of_invoices_and_payments_newest_first(self, world: World) -> None:
        made = await world.add_invoice()
        day = made["document"]["issue_date"]
        pay = {
            "client_id": world.client["id"],
            "amount": "10.00",
            "currency": "PLN",
            "received_on": day,
            "method": "cash",
        }
        await world.api.post("/v1/payments", json=pay)
        path, seen, cursor = f"/v1/clients/{world.client['id']}/history", [], ""
        while cursor is not None:
            page = (await world.api.get(f"{path}?limit=2&cursor={cursor}")).json()
            seen += page["data"]
            cursor = page["next"]
        kinds = [one["kind"] for one in seen]
        assert kinds[-1] == "client.created"
        assert kinds.index("payment.recorded") < kinds.index("invoice.issued") < kinds.index("invoice.drafted")
        assert len({one["id"] for one in seen}) == len(seen)

    async def test_keeps_to_the_companies_one_may_see(self, world: World) -> None:
        await world.add_invoice()
        scoped = await world.user("viewer", company_ids=[UUID((await world.add_company())["id"])])
        seen = (await scoped.get(f"/v1/clients/{world.client['id']}/history")).json()["data"]
        assert [one["kind"] for one in seen] == ["client.created"]
